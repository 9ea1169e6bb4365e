import { expect, it } from 'vitest';
import type { CheckRun } from '../../src/core/result.ts';
import { caretaker } from '../support/cli.ts';
import { httpOrigin } from '../support/origin.ts';

/** A site of two pages, the second of which only its sitemap names. */
const pages: Readonly<Record<string, string>> = {
  '/': `<link rel="stylesheet" href="/gone.css">
    <nav><a href="/tides">Tides</a> <a href="/old-prices">Prices</a> <a href="/logout">Sign out</a></nav>
    <a href="http://no-such-host.invalid/">The ferry</a> <a href="mailto:jo@harbour.example">Jo</a>
    <div id="late"></div>
    <script>document.querySelector('#late').innerHTML = '<a href="/late">Winter hours</a>'</script>`,
  '/tides': '<a href="/old-prices#boats">What a boat costs</a> <a href="/private/list">List</a>',
};

it('caretaker check <url> broken-links says which links lead nowhere, and where they stand', async () => {
  const asked = new Set<string>();
  const origin = await httpOrigin((request, response) => {
    const { url = '' } = request;
    asked.add(url);
    const page = pages[url];
    if (page !== undefined) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="en"><title>Harbour walks</title><h1>Walks</h1>${page}`,
      );
    } else if (url === '/robots.txt') {
      response.end('User-agent: *\nDisallow: /private/\n');
    } else if (url === '/sitemap.xml') {
      const loc = `http://${request.headers.host}/tides`;
      response.setHeader('content-type', 'application/xml');
      response.end(
        `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${loc}</loc></url></urlset>`,
      );
    } else {
      response.statusCode = 404;
      response.end('There is nothing here');
    }
  });
  const { code, stdout } = await caretaker(['check', `${origin.url}/`, 'broken-links']);
  expect(code).toBe(1);
  const [result] = (JSON.parse(stdout) as CheckRun).results;
  const found = result?.findings.map(({ rule, where }) => [
    rule,
    where.url.replace(origin.url, ''),
  ]);
  expect(found?.toSorted()).toEqual([
    ['external-link-broken', 'http://no-such-host.invalid/'],
    ['link-broken', '/late'],
    ['link-broken', '/old-prices'],
    ['resource-broken', '/gone.css'],
  ]);
  const prices = result?.findings.find(({ where }) => where.url.endsWith('/old-prices'));
  expect(prices?.evidence).toMatch(/^status 404, found 2 times:\n/);
  expect(prices?.evidence).toMatch(/\/ \S.* “Prices”\n.*\/tides \S.* “What a boat costs”$/);
  expect(result?.metrics).toMatchObject({ pages: 2, broken: 4 });
  expect([...asked]).not.toContain('/logout');
  expect([...asked]).not.toContain('/private/list');
}, 120_000);
