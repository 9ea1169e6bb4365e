import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import seo from '../../checks/seo/index.ts';
import { readStatement } from '../../src/analysis/seo/page-statement.ts';
import { createApp } from '../../src/app.ts';
import { gathered } from '../../src/core/artifacts/failure.ts';
import type { PageAudit } from '../../src/core/artifacts/page-audit.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { httpOrigin } from '../support/origin.ts';
import { pageAudit } from '../support/page-audits.ts';

/** A browser that runs no script: it asks for the page, and reads its head. */
async function look(url: string): Promise<PageAudit> {
  const answer = await fetch(url);
  const { title, ...said } = readStatement(await answer.text());
  const titles = title === null ? 0 : 1;
  const finalUrl = answer.url;
  const headers = Object.fromEntries(answer.headers);
  const audit = pageAudit({ url, finalUrl, status: answer.status, headers });
  const head = { ...audit.head, ...said, metas: [...audit.head.metas, ...said.metas] };
  return { ...audit, head: { ...head, title, titles } };
}

/** One run of the check against a site that answers so, by the real gatherers. */
async function runAt(answer: RequestListener) {
  const origin = await httpOrigin(answer);
  const url = `${origin.url}/`;
  const { browser } = fakeBrowser(async (job) => gathered(await look(job.url)));
  const site = { ...siteOfUrl(url, ['127.0.0.0/8']), pages: ['/visit'] };
  const plan = { check: seo as never, options: seo.options.defaults };
  const signal = new AbortController().signal;
  const [result] = await createApp().visit(site, [plan], { signal, browser });
  if (!result) throw new Error('a visit without a result');
  const findings = result.findings.map(
    ({ rule, where }) => `${rule} ${where.url.replace(origin.url, '')}`,
  );
  return { ...result, findings };
}

const page = (path: string, title: string, more = '') =>
  `<!doctype html><title>${title}</title><link rel="canonical" href="${path}">${more}<h1>${title}</h1>`;

it('a site as it was before its relaunch: search engines find every page', async () => {
  const pages: Readonly<Record<string, string>> = {
    '/': page('/', 'The mill museum on the river'),
    '/visit': page('/visit', 'Opening times and prices'),
    '/stories/flood': page('/stories/flood', 'The flood of 1953, told by the miller'),
  };
  const result = await runAt((asked, response) => {
    const base = `http://${asked.headers.host}`;
    const found = pages[`${asked.url}`];
    if (asked.url === '/robots.txt') {
      response.end(`User-agent: *\nDisallow: /till\nSitemap: ${base}/sitemap.xml`);
    } else if (asked.url === '/sitemap.xml') {
      const urls = Object.keys(pages).map((path) => `<url><loc>${base}${path}</loc></url>`);
      response.end(`<urlset>${urls.join('')}</urlset>`);
    } else if (found) response.setHeader('content-type', 'text/html').end(found);
    else response.writeHead(404).end('No such page');
  });
  expect(result).toMatchObject({
    outcome: 'passed',
    findings: [],
    metrics: { pages: 3, sitemapPages: 3, failed: 0 },
    labels: { robots: 'read', home: 'indexable' },
  });
});

it('the same site after it: the settings of the staging site came along', async () => {
  const result = await runAt((asked, response) => {
    const base = `http://${asked.headers.host}`;
    response.setHeader('x-robots-tag', 'noindex, nofollow');
    if (asked.url === '/robots.txt') response.end('User-agent: *\nDisalow: /');
    else if (asked.url === '/sitemap.xml') {
      const urls = ['/', '/news/1', '/news/2'].map(
        (path) => `<url><loc>${base}${path}</loc></url>`,
      );
      response.end(
        `<urlset>${urls.join('')}<url><loc>https://staging.example/</loc></url></urlset>`,
      );
    } else if (asked.url === '/news/2') response.writeHead(500).end();
    else if (asked.url === '/news/1') response.writeHead(302, { location: '/news/1/' }).end();
    else {
      const html = page(`${asked.url}`, 'Home', '<script type="application/ld+json">{}</script>');
      response.setHeader('content-type', 'text/html').end(html);
    }
  });
  expect(result.outcome).toBe('failed');
  expect(result.labels).toEqual({ robots: 'read', home: 'blocked' });
  expect(result.findings).toEqual([
    'noindex-in-production /',
    'page-noindex /visit',
    'robots-blocks-site /robots.txt',
    'robots-misspelt /robots.txt',
    expect.stringMatching(/^not-found-answers-200 \/no-such-page-/),
    'sitemap-host-foreign /sitemap.xml',
    'sitemap-unannounced /sitemap.xml',
    'sitemap-entry-redirected /news/1',
    'sitemap-entry-dead /news/2',
  ]);
});
