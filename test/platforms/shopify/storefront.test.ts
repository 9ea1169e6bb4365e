import { expect, test } from 'vitest';
import shopify from '../../../src/platforms/shopify.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { httpOrigin } from '../../support/origin.ts';
import { savedOutput } from '../../support/site-tree.ts';
import { denied, healthy, schema } from './shop.ts';

async function bySite(page: string, status = 200) {
  const { url } = await httpOrigin((_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(page);
  });
  return inventoryOf({ modules: [shopify], url, access: { routes: ['black-box'] } });
}

const theme = (role = 'main') =>
  `<script>Shopify.theme = {"name":"Winter {live}","id":9007199254740993,"schema_name":"Mistral","schema_version":"4.2.0","theme_store_id":null,"role":"${role}"};\nShopify.theme.handle = "null";</script>`;

test('the page names its theme and the apps that add to it', async () => {
  const found = await bySite(
    `<html>${theme().replace('{live}', 'live')}<script src="https://cdn.shopify.com/extensions/0a1b2c3d-0000-4000-8000-000000000001/star-reviews-12/assets/a.js"></script></html>`,
  );
  expect(lines(found)).toEqual([
    'app/star-reviews 12 active black-box 30',
    'theme/Mistral 4.2.0 active black-box 75',
  ]);
  expect(found.components.find(({ kind }) => kind === 'theme')?.remark).toContain(
    'Not from the Theme Store',
  );
});

test('a theme’s name may hold braces', async () => {
  expect(lines(await bySite(theme()))).toEqual(['theme/Mistral 4.2.0 active black-box 75']);
});

test('a preview that visitors see is said', async () => {
  const found = await bySite(theme('unpublished'));
  expect(found.remarks).toMatchObject([{ message: expect.stringContaining('unpublished') }]);
});

test.each([
  ['a page without a theme', '<html>Hello</html>', 200],
  ['a theme that is cut off', '<script>Shopify.theme = {"name":"Mis', 200],
  ['a shop that is frozen', '<html>Sorry, this shop is currently unavailable.</html>', 402],
])('%s names nothing', async (_, page, status) => {
  const found = await bySite(page, status);
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: `The page (status ${status}) names no Shopify theme` },
  ]);
});

test('saved answers of the Admin API and a theme’s schema are known by what is in them', async () => {
  const files = await savedOutput({
    'apps.json': healthy.appInstallations ?? '',
    'tags.json': healthy.scriptTags ?? '',
    'settings_schema.json': schema,
    'denied.json': denied('themes'),
    'other.json': '{"data": {"orders": []}}',
  });
  const found = await inventoryOf({ modules: [shopify], access: { files, routes: ['files'] } });
  expect(lines(found)).toEqual([
    'app/stars ? active files 0',
    'theme/Mistral 4.2.0 active files 80',
  ]);
  expect(found.notices).toHaveLength(2);
  expect(found.remarks.map(({ message }) => message)).toEqual([
    'The file holds an error: not permitted: Access denied for themes field.',
    expect.stringContaining('is not known here'),
  ]);
});
