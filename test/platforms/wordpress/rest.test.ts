import type { IncomingMessage, RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { gathered } from '../../../src/core/artifacts/failure.ts';
import { siteOfUrl } from '../../../src/core/site.ts';
import { passwordMayGo } from '../../../src/platforms/wordpress/rest-access.ts';
import wordpress from '../../../src/platforms/wordpress.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { httpOrigin } from '../../support/origin.ts';

const credentials = { username: 'keeper', applicationPassword: 'abcd EFGH ijkl MNOP' };
const authorization = `Basic ${btoa('keeper:abcd EFGH ijkl MNOP')}`;

type Page = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/** A REST API that answers by the end of its path; what it has no answer to is not there. */
function restApi(pages: Readonly<Record<string, Page>>, seen: IncomingMessage[] = []) {
  const listener: RequestListener = (request, response) => {
    seen.push(request);
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname);
    const found = Object.entries(pages).find(([end]) => path.endsWith(end));
    const [status, body, headers = {}] = found?.[1] ?? [404, '<h1>Not found</h1>'];
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  return httpOrigin(listener);
}

async function byRest(pages: Readonly<Record<string, Page>>, restRoot: string | null = null) {
  const seen: IncomingMessage[] = [];
  const { url } = await restApi(pages, seen);
  const inventory = await inventoryOf({
    url: `${url}/`,
    modules: [wordpress],
    credentials,
    access: { routes: ['rest'] },
    detection: gathered({ candidates: [], hiddenBy: null, restRoot: restRoot && url + restRoot }),
  });
  return { inventory, reason: inventory.routes[0]?.reason, lines: lines(inventory), seen };
}

const plugins = [
  { plugin: 'quay-forms/quay-forms', status: 'network-active', name: 'Quay Forms', version: '3.4' },
  { plugin: 'hello', status: 'inactive', name: 'Hello Dolly', version: '1.7.2' },
  { plugin: 'quay-private/main', status: 'inactive', name: 'Quay Private', version: '' },
];
const themes = [
  { stylesheet: 'quay', template: 'pier', status: 'active', name: { raw: 'Quay' }, version: '2.0' },
  {
    stylesheet: 'pier',
    template: 'pier',
    status: 'inactive',
    name: { raw: 'Pier' },
    version: '1.1',
  },
  { stylesheet: 'mole', template: 'mole', status: 'inactive', name: {}, version: false },
];
const all: Readonly<Record<string, Page>> = {
  'wp/v2/plugins': [200, plugins],
  'wp/v2/themes': [200, themes],
};
const expected = [
  'plugin/hello-dolly 1.7.2 inactive rest 100',
  'plugin/quay-forms 3.4 active rest 100',
  'plugin/quay-private ? inactive rest 100',
  'theme/mole ? inactive rest 100',
  'theme/pier 1.1 active rest 100',
  'theme/quay 2.0 active rest 100',
];

describe('plugins and themes', () => {
  it('are listed with the password of config, at the root that the site names', async () => {
    const { lines: found, seen } = await byRest(all, '/api/');
    expect(found).toEqual(expected);
    expect(seen[1]?.url).toMatch(/^\/api\/wp\/v2\/plugins\?/);
    const [home, ...asked] = seen.map(({ headers }) => headers.authorization);
    expect(home).toBeUndefined();
    expect(new Set(asked)).toEqual(new Set([authorization]));
  });

  it('are looked for at the usual place where the site names none', async () => {
    const { lines: found, seen } = await byRest(all);
    expect(found).toEqual(expected);
    expect(seen[1]?.url).toMatch(/^\/wp-json\/wp\/v2\/plugins\?/);
  });

  it('are read though PHP printed a warning before them', async () => {
    const warning = '<br />\n<b>Warning</b>: Undefined [array] key in x.php on line 3<br />\n';
    const noisy: Page = [200, `\uFEFF${warning}${JSON.stringify(plugins)}`];
    expect((await byRest({ ...all, 'wp/v2/plugins': noisy })).lines).toEqual(expected);
  });

  it('are no trouble without the names or versions that they should have', async () => {
    const odd = [null, 7, [], {}, { plugin: false }, { plugin: '__proto__/x', name: ['a'] }];
    const { lines: found } = await byRest({
      'wp/v2/plugins': [200, odd],
      'wp/v2/themes': [200, odd],
    });
    expect(found).toEqual(['plugin/__proto__ ? unsaid rest 100']);
  });

  it('bring PHP along where the server names it', async () => {
    const headers = { 'x-powered-by': 'PHP/8.1.2-1ubuntu2.14' };
    const { inventory } = await byRest({ ...all, 'wp/v2/plugins': [200, plugins, headers] });
    expect(inventory.components.find(({ kind }) => kind === 'runtime')).toMatchObject({
      slug: 'php',
      version: '8.1.2',
      scheme: 'numeric',
      registry: 'php',
      remark: expect.stringMatching(/^built by a distribution \(8\.1\.2-1ubuntu2\.14\)/),
    });
  });

  it('stand alone where the other may not be seen', async () => {
    const forbidden: Page = [403, { code: 'rest_cannot_view_themes', message: 'Sorry.' }];
    const { inventory, lines: found } = await byRest({ ...all, 'wp/v2/themes': forbidden });
    expect(found).toEqual(expected.slice(0, 3));
    expect(inventory.remarks).toEqual([
      {
        about: 'REST API, themes',
        message: expect.stringMatching(/answers 403 rest_cannot_view_themes \(Sorry\.\)/),
      },
    ]);
  });
});

describe('the route fails, and says what to do, where', () => {
  const cases: readonly (readonly [string, Page, RegExp])[] = [
    [
      'the password is wrong',
      [401, { code: 'incorrect_password', message: 'Wrong.' }],
      /answers 401 incorrect_password \(Wrong\.\): correct credentials\.wordpress$/,
    ],
    [
      'a firewall stands before it',
      [403, '<html><title>Blocked</title>'],
      /answers 403 and no JSON: a firewall or proxy stands before the REST API$/,
    ],
    [
      'it is broken',
      [500, { code: 'internal_server_error' }],
      /answers 500 internal_server_error$/,
    ],
    ['a page answers everything', [200, '<html>Welcome</html>'], /answers 200 and no JSON$/],
    ['an object comes for a list', [200, { plugins: [] }], /with JSON of another shape$/],
    [
      'WordPress takes us for a stranger',
      [401, { code: 'rest_cannot_view_plugins', message: 'Sorry.' }],
      /\(Sorry\.\): correct credentials\.wordpress, or let the web server pass the Authorization header on$/,
    ],
    ['WordPress is too old', [404, { code: 'rest_no_route' }], /older than 5\.5$/],
    ['JSON breaks off', [200, '[{"plugin":"a/a","sta'], /answers 200 and no JSON$/],
  ];

  it.each(cases)('%s', async (_, page, reason) => {
    const result = await byRest({ 'wp/v2/plugins': page, 'wp/v2/themes': page });
    expect(result.lines).toEqual([]);
    expect(result.inventory.routes[0]?.outcome).toBe('failed');
    expect(result.reason).toMatch(reason);
  });

  it('the list is longer than a site can have', async () => {
    const endless = JSON.stringify(Array.from({ length: 80_000 }, () => plugins[0]));
    const { reason } = await byRest({ 'wp/v2/plugins': [200, endless] });
    expect(reason).toMatch(/no JSON$/);
  });

  it('the answer repeats the password', async () => {
    const page: Page = [401, { code: 'incorrect_password', message: `not ${authorization}` }];
    const { inventory } = await byRest({ 'wp/v2/plugins': page, 'wp/v2/themes': page });
    expect(JSON.stringify(inventory)).not.toContain(authorization.slice(6));
  });

  it('the user name cannot be sent', async () => {
    const inventory = await inventoryOf({
      modules: [wordpress],
      credentials: { ...credentials, username: 'a:b' },
      access: { routes: ['rest'] },
    });
    expect(inventory.routes[0]?.reason).toMatch(/colon/);
  });
});

describe('a password', () => {
  it.each([
    ['https://site.example/wp-json/', 'https://site.example/'],
    ['https://www.site.example/wp-json/', 'https://site.example/'],
    ['https://site.example/wp-json/', 'http://site.example/'],
    ['http://127.0.0.1:8080/wp-json/', 'http://127.0.0.1:8080/'],
    ['http://staging.lan:8080/wp-json/', 'http://staging.lan:8080/'],
  ])('is sent to %s, of the site %s', (root, url) => {
    expect(passwordMayGo(root, siteOfUrl(url, ['staging.lan:8080']))).toEqual({ ok: true });
  });

  it.each([
    ['http://site.example/wp-json/', 'http://site.example/', /plain http/],
    ['http://staging.lan:8081/wp-json/', 'http://staging.lan:8081/', /plain http/],
    ['https://evil.example/wp-json/', 'https://site.example/', /not the site’s own host/],
    ['https://site.example:8443/wp-json/', 'https://site.example/', /not the site’s own host/],
    ['http://127.0.0.1:9999/wp-json/', 'http://127.0.0.1:8080/', /not the site’s own host/],
    ['https://site.example.evil.example/', 'https://site.example/', /not the site’s own host/],
  ])('is not sent to %s, of the site %s', (root, url, reason) => {
    expect(passwordMayGo(root, siteOfUrl(url, ['staging.lan:8080']))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('goes along to no other place that the site redirects to', async () => {
    const seen: IncomingMessage[] = [];
    const other = await restApi({ '': [200, plugins] }, seen);
    const redirect: Page = [302, '', { location: `${other.url}/wp-json/wp/v2/plugins` }];
    await byRest({ 'wp/v2/plugins': redirect });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(seen.map(() => undefined));
  });
});
