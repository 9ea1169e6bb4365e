import { expect, test } from 'vitest';
import shopify from '../../../src/platforms/shopify.ts';
import { now } from '../../support/artifacts.ts';
import { systemClock } from '../../support/gather-context.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { accessToken, data, denied, healthy, type ShopAnswer, shop, throttled } from './shop.ts';

async function inventory(
  answers: Readonly<Record<string, ShopAnswer | readonly ShopAnswer[]>>,
  {
    headers = {},
    credentials = {},
  }: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly credentials?: Readonly<Record<string, string>>;
  } = {},
) {
  const standIn = await shop(answers, headers);
  const found = await inventoryOf({
    modules: [shopify],
    credentials: { shop: standIn.url, accessToken, ...credentials },
    access: { routes: ['admin-api'] },
    context: { clock: { ...systemClock, now: () => now } },
  });
  return { ...found, asked: standIn.asked };
}

test('the theme, its version, apps and the oldest API version in use', async () => {
  const found = await inventory(healthy);
  expect(lines(found)).toEqual([
    'api/admin-api 2025-10 active admin-api 80',
    'app/stars ? active admin-api 0',
    'theme/Mistral 4.2.0 active admin-api 95',
  ]);
  expect(found.components.find(({ kind }) => kind === 'theme')?.remark).toContain(
    'Named “Winter live”',
  );
  expect(found.asked).toEqual([
    'POST 2026-10 publicApiVersions',
    'POST 2026-10 themes',
    'POST 2026-10 appInstallations',
    'POST 2026-10 scriptTags',
    'POST 2026-10 webhookSubscriptions',
  ]);
});

test('what Shopify supports is a record of releases, candidates left out', async () => {
  const { packages } = await inventory(healthy);
  expect(packages).toMatchObject([
    {
      registry: 'shopify',
      name: 'admin-api',
      releases: [
        { version: '2026-10', releasedAt: Date.UTC(2026, 9, 1, 17), unsupported: null },
        { version: '2026-01', unsupported: null },
        { version: '2025-10', unsupported: 'no longer supported by Shopify' },
      ],
    },
  ]);
});

test('each script tag and each webhook of a version that is gone is a notice', async () => {
  const { notices } = await inventory(healthy);
  expect(notices).toMatchObject([
    {
      subject: 'script tag https://cdn.vendor.example/w.js',
      endsOn: '2027-03-01',
      stopped: false,
    },
    {
      subject: 'script tag https://cdn.vendor.example/thanks.js',
      endsOn: null,
      stopped: true,
    },
    { subject: 'webhook ORDERS_CREATE', stopped: true },
  ]);
});

test('apps that the token may not see are said; the inventory stands', async () => {
  const found = await inventory({ ...healthy, appInstallations: denied('appInstallations') });
  expect(lines(found)).toContain('theme/Mistral 4.2.0 active admin-api 95');
  expect(found.remarks).toEqual([
    {
      about: 'apps (scope read_apps, which Shopify grants on request alone)',
      message: 'Not listed: not permitted: Access denied for appInstallations field.',
    },
  ]);
});

test('an answer in another version than asked, and fields on their way out, are notices once', async () => {
  const { notices, components } = await inventory(healthy, {
    headers: {
      'x-shopify-api-version': '2026-01',
      'x-shopify-api-deprecated-reason': 'Shop.products',
    },
    credentials: { apiVersion: '2025-07' },
  });
  expect(notices.filter(({ subject }) => /Admin API|deprecated/.test(subject))).toMatchObject([
    { subject: 'Admin API 2025-07', message: expect.stringContaining('answered in 2026-01') },
    { subject: 'deprecated Shop.products' },
  ]);
  expect(components.find(({ kind }) => kind === 'api')).toMatchObject({
    version: '2025-07',
    confidence: 90,
  });
});

test('where Shopify asks for patience, it is asked again', async () => {
  const found = await inventory({
    ...healthy,
    themes: [throttled(150), healthy.themes ?? ''],
  });
  expect(lines(found)).toContain('theme/Mistral 4.2.0 active admin-api 95');
  expect(found.asked.filter((one) => one.endsWith('themes'))).toHaveLength(2);
});

test('patience has its bounds', async () => {
  const found = await inventory({ ...healthy, themes: throttled(60_000) });
  expect(found.remarks).toMatchObject([
    { about: expect.stringContaining('themes'), message: expect.stringContaining('throttled') },
  ]);
});

const status = (code: number, body = '') =>
  ((_request, response) =>
    void response.writeHead(code, { 'retry-after': '0' }).end(body)) satisfies ShopAnswer;

test.each<readonly [string, ShopAnswer, string]>([
  ['402', status(402), 'frozen for want of payment'],
  ['403 of a firewall', status(403, '<html>Blocked</html>'), 'answered 403: refused'],
  ['404', status(404), 'no such shop'],
  ['423', status(423), 'locked'],
  ['430', status(430), 'takes the agent for a bot'],
  ['429', status(429), 'throttled'],
  ['a page with 200', status(200, '<html>Log in</html>'), 'without GraphQL'],
  ['an error in a 200', '{"errors":[{"message":"Internal error"}]}', 'Internal error'],
])('%s is named, and nothing more is asked', async (_, answer, reason) => {
  const found = await inventory({ ...healthy, publicApiVersions: answer });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
  expect(found.asked.every((one) => one.endsWith('publicApiVersions'))).toBe(true);
});

test('a wrong token is named, and never shown', async () => {
  const found = await inventory(healthy, { credentials: { accessToken: 'shpat_wrong_one' } });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('the access token is wrong') },
  ]);
  expect(JSON.stringify(found)).not.toContain('shpat_wrong_one');
});

test('answers of another shape are said, and none is taken for an empty list', async () => {
  const found = await inventory({ ...healthy, themes: data({ themes: [] }), scriptTags: data({}) });
  expect(found.remarks.map(({ message }) => message)).toEqual([
    'Not listed: the answer has another shape than it used to have',
    'Not listed: the answer has another shape than it used to have',
  ]);
});

test.each([
  [{}, 'credentials.shopify.shop and .accessToken'],
  [{ shop: 'tea.example/x', accessToken }, 'the name before .myshopify.com'],
  [{ shop: 'http://shop.example', accessToken }, 'the name before .myshopify.com'],
  [{ shop: 'tea', accessToken, apiVersion: '2026-11' }, '.apiVersion as YYYY-MM'],
])('credentials %j are not enough', (credentials, words) => {
  const route = shopify.routes.find(({ id }) => id === 'admin-api');
  const access = { routes: null, folder: null, commands: {}, files: [] };
  expect(route?.missing({ ...access, credentials })).toContain(words);
});
