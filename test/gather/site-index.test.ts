import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { request } from '../../src/core/check.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { loadGatherer } from '../../src/engine/discover.ts';
import { gatherContext } from '../support/gather-context.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

/** What a site answers by path: a text, bytes, a status, or whatever a function does. */
type Pages = Readonly<Record<string, string | Buffer | number | RequestListener>>;

async function originOf(pages: (base: string) => Pages) {
  const asked: string[] = [];
  let base = '';
  const origin = await httpOrigin((request, response) => {
    asked.push(`${request.url}`);
    const page = pages(base)[`${request.url}`] ?? 404;
    if (typeof page === 'function') page(request, response);
    else if (typeof page === 'number') response.writeHead(page).end();
    else response.end(page);
  });
  base = origin.url;
  return { asked, url: `${origin.url}/` };
}

async function indexOf(url: string) {
  const context: GatherContext = gatherContext({
    site: siteOfUrl(url, ['127.0.0.0/8']),
    need: async ({ artifact, params }) => (await loadGatherer(artifact)).gather(params, context),
  });
  const index = await context.need(request('site-index', { url }));
  if (!index.ok) throw new Error(index.failure.message);
  return index.value;
}

const urlset = (...urls: readonly string[]) =>
  `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;
const indexFile = (...urls: readonly string[]) =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('')}</sitemapindex>`;

describe('robots.txt', () => {
  const robotsOf = async (answer: string | number | RequestListener) => {
    const { url } = await originOf(() => ({ '/': 'home', '/robots.txt': answer }));
    return (await indexOf(url)).robots;
  };

  it('is what the site answers', async () => {
    expect(await robotsOf('User-agent: *')).toMatchObject({ state: 'read', text: 'User-agent: *' });
  });

  it.each([
    [404, 'missing'],
    [403, 'missing'],
    [401, 'missing'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('with status %i is %s', async (status, state) => {
    expect(await robotsOf(status)).toMatchObject({ state, status, text: '' });
  });

  it('is looked for behind five redirects, and missing behind more of them', async () => {
    const chain = (length: number): Promise<{ state: string }> => {
      const redirects: Pages = Object.fromEntries(
        Array.from({ length }, (_, index): [string, RequestListener] => [
          index === 0 ? '/robots.txt' : `/r${index}`,
          (_request, response) => response.writeHead(302, { location: `/r${index + 1}` }).end(),
        ]),
      );
      return originOf(() => ({ '/': 'home', ...redirects, [`/r${length}`]: 'User-agent: *' }))
        .then(({ url }) => indexOf(url))
        .then(({ robots }) => robots);
    };
    expect(await chain(5)).toMatchObject({ state: 'read' });
    expect(await chain(6)).toMatchObject({ state: 'missing' });
  });

  it('of a server that is not there is unreachable', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    expect((await indexOf(url)).robots).toMatchObject({ state: 'unreachable', status: null });
  });

  it('counts up to 500 KiB', async () => {
    const { text, cut } = await robotsOf('#'.repeat(600 * 1024));
    expect([text.length, cut]).toEqual([500 * 1024, true]);
  });
});

describe('sitemaps', () => {
  it('are those that robots.txt names, indexes followed, packed files unpacked', async () => {
    const { url, asked } = await originOf((base) => ({
      '/': 'home',
      '/robots.txt': `Sitemap: ${base}/index.xml\nSitemap: /list.txt`,
      '/index.xml': indexFile(`${base}/pages.xml.gz`, `${base}/index.xml`, `${base}/gone.xml`),
      '/pages.xml.gz': gzipSync(urlset(`${base}/a`, `${base}/b`, 'https://other.example/')),
      '/list.txt': `${base}/b\n${base}/c\n`,
    }));
    const index = await indexOf(url);
    expect(index.entries.map((entry) => entry.url.replace(url, '/'))).toEqual(['/b', '/c', '/a']);
    expect(index.sitemaps.map(({ url: file, ...rest }) => [file.replace(url, '/'), rest])).toEqual([
      ['/index.xml', expect.objectContaining({ kind: 'index', namedBy: 'robots', count: 3 })],
      ['/list.txt', expect.objectContaining({ kind: 'text', count: 2 })],
      [
        '/pages.xml.gz',
        expect.objectContaining({ kind: 'urlset', namedBy: 'index', foreignCount: 1 }),
      ],
      ['/gone.xml', expect.objectContaining({ state: 'missing' })],
    ]);
    expect(asked.filter((path) => path === '/index.xml')).toHaveLength(1);
    expect(asked).not.toContain('/sitemap.xml');
  });

  it('are looked for at their usual place where nobody names them', async () => {
    const { url } = await originOf((base) => ({
      '/': 'home',
      '/robots.txt': 'User-agent: *',
      '/sitemap.xml': urlset(`${base}/a`),
    }));
    expect(await indexOf(url)).toMatchObject({
      sitemaps: [{ namedBy: 'usual place', state: 'read' }],
      entries: [{ lastmod: null }],
    });
  });

  it('that name each other for ever are asked for twenty times at most, two levels deep', async () => {
    const { url, asked } = await originOf((base) => ({
      '/': 'home',
      '/robots.txt': `Sitemap: ${base}/0.xml`,
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [
          `/${n}.xml`,
          indexFile(...Array.from({ length: 5 }, (_, child) => `${base}/${n * 5 + child + 1}.xml`)),
        ]),
      ),
    }));
    const { sitemaps, sitemapsLeft, entries } = await indexOf(url);
    expect([sitemaps.length, sitemapsLeft, entries.length]).toEqual([20, 11, 0]);
    expect(asked.filter((path) => path.endsWith('.xml'))).toHaveLength(20);
  });

  it('that unpack to more than anybody wants, or are broken, cost no more than their cap', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, '<'));
    const { url } = await originOf((base) => ({
      '/': 'home',
      '/robots.txt': `Sitemap: ${base}/bomb.gz\nSitemap: ${base}/broken.gz`,
      '/bomb.gz': bomb,
      '/broken.gz': Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
    }));
    const before = process.memoryUsage().rss;
    const { sitemaps } = await indexOf(url);
    expect(sitemaps).toMatchObject([
      { state: 'unreadable' },
      { state: 'unreadable', why: 'its gzip file is broken' },
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('are asked for no more once the site wants rest', async () => {
    const { url } = await originOf((base) => ({
      '/': 'home',
      '/robots.txt': `Sitemap: ${base}/1.xml\nSitemap: ${base}/2.xml`,
      '/1.xml': 429,
    }));
    expect(await indexOf(url)).toMatchObject({
      sitemaps: [{ state: 'unreadable', why: 'it answers with status 429' }],
      sitemapsLeft: 1,
    });
  });
});
