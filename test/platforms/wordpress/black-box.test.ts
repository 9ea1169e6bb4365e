import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { gathered } from '../../../src/core/artifacts/failure.ts';
import wordpress from '../../../src/platforms/wordpress.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { httpOrigin } from '../../support/origin.ts';

type Page = string | readonly [status: number, body: string];

interface Seen {
  readonly version?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Gathers from a site with these pages; `asked` is what it was asked for, in order. */
async function fromOutside(pages: Readonly<Record<string, Page>>, seen: Seen = {}) {
  const { version = null, headers = {} } = seen;
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    const page = pages[new URL(request.url ?? '', 'http://x').pathname] ?? [404, 'Not found'];
    const [status, body] = typeof page === 'string' ? [200, page] : page;
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };
  const { url } = await httpOrigin(listener);
  const candidate = { platform: 'wordpress' as const, version, confidence: 100, evidence: [] };
  const inventory = await inventoryOf({
    url: `${url}/`,
    modules: [wordpress],
    access: { routes: ['black-box'] },
    detection: gathered({ candidates: [candidate], hiddenBy: null, restRoot: null }),
  });
  return { inventory, asked, lines: lines(inventory), reason: inventory.routes[0]?.reason };
}

const asset = (path: string) => `<link rel="stylesheet" href="/wp-content/${path}">`;
const readme = (tag: string) => `=== Quay Forms ===\nContributors: x\nStable tag: ${tag}\n`;
const forms = '/wp-content/plugins/quay-forms/readme.txt';

describe('a plugin on the page', () => {
  it('has the version of its readme, surer where the addresses of its files agree', async () => {
    const page = { '/': asset('plugins/quay-forms/a.css?ver=3.4'), [forms]: readme('3.4') };
    expect((await fromOutside(page)).lines).toContain('plugin/quay-forms 3.4 active black-box 80');
  });

  it('says so where they disagree, since a stable tag is often forgotten', async () => {
    const page = { '/': asset('plugins/quay-forms/a.css?ver=3.5'), [forms]: readme('3.4') };
    const { inventory } = await fromOutside(page);
    expect(inventory.components.find(({ slug }) => slug === 'quay-forms')).toMatchObject({
      name: 'Quay Forms',
      version: '3.4',
      confidence: 70,
      remark: 'addresses of its files say 3.5',
    });
  });

  it.each([
    ['no readme', [404, 'Not found']],
    ['a page that answers everything', '<html>Welcome. Version: 9.9</html>'],
    ['a readme of trunk', readme('trunk')],
    ['a firewall', [403, 'Blocked']],
  ] as const)('has the version of its addresses alone, with %s', async (_, page) => {
    const { lines: found } = await fromOutside({
      '/': asset('plugins/quay-forms/a.css?ver=3.4'),
      [forms]: page,
    });
    expect(found).toContain('plugin/quay-forms 3.4 active black-box 50');
  });

  it('has no version where addresses carry WordPress’s own, a hash, or several', async () => {
    for (const query of ['ver=6.4.3', 'ver=8f3a', 'ver=1700000000', 'x=1']) {
      const page = { '/': asset(`plugins/quay-forms/a.css?${query}`) };
      const { lines: found } = await fromOutside(page, { version: '6.4.3' });
      expect(found).toContain('plugin/quay-forms ? active black-box 0');
    }
    const two =
      asset('plugins/quay-forms/a.css?ver=1.0') + asset('plugins/quay-forms/b.css?ver=2.0');
    expect((await fromOutside({ '/': two })).lines).toContain(
      'plugin/quay-forms ? active black-box 0',
    );
  });

  it('is seen in styles, in scripts as JSON, and where the content’s folder has another name', async () => {
    const { lines: found } = await fromOutside({
      '/': `<style>@font-face{src:url(/wp-content/plugins/in-style/a.woff2)}</style>
        <script>var x = {"url":"\\/wp-content\\/plugins\\/in-json\\/a.js?ver=1.2&amp;x=1"}</script>
        <img srcset="/app/plugins/in-bedrock/a.png 1x, /app/plugins/in-bedrock/b.png 2x">`,
    });
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'core/wordpress',
      'plugin/in-bedrock',
      'plugin/in-json',
      'plugin/in-style',
    ]);
  });

  it('is not taken from other sites, articles, or addresses that make no sense', async () => {
    const { lines: found } = await fromOutside({
      '/': `<img src="https://other.example/wp-content/plugins/hot-linked/a.png">
        <p>Delete the folder wp-content/plugins/ in /docs/plugins/in-docs/ now.</p>
        <a href="/wp-content/plugins/../../etc/x">x</a> /wp-content/plugins//a.css`,
    });
    expect(found).toEqual(['core/wordpress ? active black-box 0']);
  });
});

it('knows plugins by namespaces of the REST API, and those that are sold as such', async () => {
  const { inventory, lines: found } = await fromOutside({
    '/': '<html></html>',
    '/wp-json/': '<br />\nWarning: x\n{"namespaces":["wp/v2","wc/v3","gf/v2","__proto__",7]}',
    '/wp-content/plugins/woocommerce/readme.txt': '=== WooCommerce ===\nStable tag: 9.4.2\n',
  });
  expect(found).toEqual([
    'core/wordpress ? active black-box 0',
    'plugin/gravityforms ? active black-box 0',
    'plugin/woocommerce 9.4.2 active black-box 70',
  ]);
  expect(inventory.components.find(({ slug }) => slug === 'gravityforms')?.registry).toBeNull();
});

it('knows themes by their style sheets', async () => {
  const { lines: found } = await fromOutside({
    '/': asset('themes/pier/style.css?ver=3.1') + asset('themes/quay/a.js'),
    '/wp-content/themes/pier/style.css': '/*\nTheme Name: Pier\nVersion: 3.1\n*/',
    '/wp-content/themes/quay/style.css': 'body { content: "Version: 1.0" }',
  });
  expect(found.slice(1)).toEqual([
    'theme/pier 3.1 active black-box 80',
    'theme/quay ? active black-box 0',
  ]);
});

it('has WordPress’s version from detection and PHP’s from the server, never for certain', async () => {
  const headers = { 'x-powered-by': 'PHP/8.3.6' };
  const { lines: found } = await fromOutside({ '/': 'x' }, { version: '6.4.3', headers });
  expect(found).toEqual([
    'core/wordpress 6.4.3 active black-box 80',
    'runtime/php 8.3.6 active black-box 90',
  ]);
  expect((await fromOutside({ '/': 'x' }, { version: '6' })).lines).toEqual([
    'core/wordpress ? active black-box 0',
  ]);
});

describe('politeness', () => {
  const many = Array.from({ length: 40 }, (_, index) => asset(`plugins/quay-${index}/a.css`));

  it('asks for no more than fifteen pages, and lists the others without their versions', async () => {
    const { asked, lines: found } = await fromOutside({ '/': many.join('') });
    expect(asked.length).toBeLessThanOrEqual(15);
    expect(found).toHaveLength(41);
  });

  it('stops when the site asks for rest', async () => {
    const busy = '/wp-content/plugins/quay-1/readme.txt';
    const { asked } = await fromOutside({ '/': many.join(''), [busy]: [429, 'Slow down'] });
    expect(asked.filter((path) => path.endsWith('readme.txt'))).toHaveLength(2);
  });

  it('tells why where the home page says nothing', async () => {
    expect((await fromOutside({ '/': [503, 'x'] })).reason).toBe('the home page answers 503');
    expect((await fromOutside({ '/': [429, 'x'] })).reason).toMatch(/asks us to slow down/);
  });
});

it('survives a page that is made to take long', async () => {
  const nasty = `${'/plugins/a/'.repeat(40_000)}${'/wp-content'.repeat(20_000)}${'='.repeat(99_999)}`;
  const started = performance.now();
  await fromOutside({ '/': nasty });
  expect(performance.now() - started).toBeLessThan(3000);
});
