import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { gathered } from '../../src/core/artifacts/failure.ts';
import type { PageHead } from '../../src/core/artifacts/page-audit.ts';
import { request } from '../../src/core/check.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import { fakeBrowser } from '../support/fake-browser.ts';
import { gatherContext } from '../support/gather-context.ts';
import { httpOrigin } from '../support/origin.ts';
import { pageAudit } from '../support/page-audits.ts';

/** What is found out about a site, and what it was asked for beside its home page. */
async function answersOf(
  answer: RequestListener,
  head: (base: string) => Partial<PageHead> = () => ({}),
) {
  const requests: string[] = [];
  const origin = await httpOrigin((asked: IncomingMessage, response: ServerResponse) => {
    requests.push(`${asked.method} ${asked.url}`);
    answer(asked, response);
  });
  const url = `${origin.url}/`;
  const { browser } = fakeBrowser((job) =>
    gathered(pageAudit({ url: job.url, head: head(origin.url) })),
  );
  const context: GatherContext = gatherContext({
    site: siteOfUrl(url, ['127.0.0.0/8']),
    browser,
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
  });
  const pages = { url, pages: [], limit: 1, devices: ['mobile'], accessibility: false } as const;
  const answers = await context.need(request('search-answers', { pages }));
  if (!answers.ok) throw new Error(answers.failure.message);
  const known = ['GET /', 'GET /robots.txt', 'GET /sitemap.xml'];
  return { ...answers.value, url, requests: requests.filter((one) => !known.includes(one)) };
}

const pathsIn = (answers: readonly { readonly url: string }[]) =>
  answers.map(({ url }) => new URL(url).pathname);

describe('pages that the sitemap names', () => {
  const sitemap = (asked: IncomingMessage, paths: readonly string[]) => {
    const base = `http://${asked.headers.host}`;
    return `<urlset>${paths.map((path) => `<url><loc>${base}${path}</loc></url>`).join('')}</urlset>`;
  };

  it('are asked by HEAD, and by GET where that fails', async () => {
    const { entries, requests } = await answersOf((asked, response) => {
      if (asked.url === '/sitemap.xml') {
        response.end(sitemap(asked, ['/', '/a', '/gone', '/headless', '/moved', '/logout']));
      } else if (asked.url === '/gone') response.writeHead(404).end();
      else if (asked.url === '/headless' && asked.method === 'HEAD') response.writeHead(405).end();
      else if (asked.url === '/moved') response.writeHead(301, { location: '/a' }).end();
      else if (asked.url === '/a') response.setHeader('x-robots-tag', 'noindex').end();
      else response.end();
    });
    expect(entries.map(({ url, status }) => [new URL(url).pathname, status])).toEqual([
      ['/a', 200],
      ['/gone', 404],
      ['/headless', 200],
      ['/moved', 200],
    ]);
    expect(entries[0]?.robotsTags).toEqual(['noindex']);
    expect(entries[3]?.redirects.map(({ status }) => status)).toEqual([301]);
    expect(requests).toEqual([
      expect.stringMatching(/^GET \/no-such-page-/),
      ...['HEAD /a', 'HEAD /gone', 'GET /gone', 'HEAD /headless', 'GET /headless'],
      ...['HEAD /moved', 'HEAD /a'],
    ]);
  });

  it('are thirty at most', async () => {
    const paths = Array.from({ length: 45 }, (_, index) => `/p/${index}`);
    const { entries } = await answersOf((asked, response) => {
      response.end(asked.url === '/sitemap.xml' ? sitemap(asked, paths) : '');
    });
    expect(entries).toHaveLength(30);
  });

  it('are left alone once the site wants rest', async () => {
    const { entries, stoppedBy } = await answersOf((asked, response) => {
      if (asked.url === '/sitemap.xml') response.end(sitemap(asked, ['/a', '/b', '/c']));
      else if (asked.url === '/b') response.writeHead(429, { 'retry-after': '60' }).end();
      else response.end();
    });
    expect(pathsIn(entries)).toEqual(['/a']);
    expect(stoppedBy).toBe('the site asks us to slow down (status 429, Retry-After: 60)');
  });
});

it('reads what canonical and alternate links lead to', async () => {
  const { named, url } = await answersOf(
    (asked, response) => {
      response.setHeader('content-type', asked.url === '/pdf' ? 'application/pdf' : 'text/html');
      const back = '<link rel="alternate" hreflang="en" href="/">';
      response.end(`<title>At ${asked.url}</title><link rel="canonical" href="/last">${back}`);
    },
    (base) => ({
      canonicals: [`${base}/main`],
      alternates: [
        { hreflang: 'en', href: `${base}/` },
        { hreflang: 'de', href: `${base}/de` },
        { hreflang: 'fr', href: `${base}/pdf` },
      ],
    }),
  );
  expect(named).toMatchObject([
    {
      url: `${url}main`,
      namedAs: 'canonical',
      status: 200,
      says: {
        title: 'At /main',
        canonicals: ['/last'],
        alternates: [{ hreflang: 'en', href: '/' }],
      },
    },
    { url: `${url}de`, namedAs: 'alternate', says: { title: 'At /de' } },
    { url: `${url}pdf`, says: null },
  ]);
});

it('asks for a path that cannot exist, and says what is there', async () => {
  const { control } = await answersOf((_asked, response) => {
    response.end('<title>Welcome to the mill</title>');
  });
  expect(control).toMatchObject({ status: 200, title: 'Welcome to the mill' });
});

it('asks nothing of a site that does not answer', async () => {
  const { stoppedBy, requests } = await answersOf((asked) => asked.socket.destroy());
  expect(stoppedBy).toMatch(/^the site does not answer/);
  expect(requests).toEqual([]);
});
