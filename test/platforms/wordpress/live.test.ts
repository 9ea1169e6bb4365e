import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import wordpress from '../../../src/platforms/wordpress.ts';
import { type InventoryOptions, inventoryOf, lines } from '../../support/inventory.ts';
import { wordpressOfFile } from '../../support/wordpress.ts';

const site = wordpressOfFile();
const gather = (options: Partial<InventoryOptions> = {}) =>
  inventoryOf({ url: site().url, modules: [wordpress], ...options });

/** What each route was good for: `rest used`. */
const outcomes = ({ routes }: Awaited<ReturnType<typeof gather>>) =>
  routes.map(({ route, outcome }) => `${route} ${outcome}`);
/** What a route brought, without what the routes cannot agree on: who said it, and how surely. */
const versions = (inventory: Awaited<ReturnType<typeof gather>>) =>
  lines(inventory).map((line) => line.split(' ').slice(0, 2).join(' '));

const byRest = () => [
  `plugin/akismet ${site().versions.akismet} active rest 100`,
  'plugin/harbour-badge 2.3.1 active rest 100',
  'plugin/harbour-tools 1.4.0-rc1 inactive rest 100',
  `plugin/http-authentication ${site().versions.httpAuthentication} inactive rest 100`,
  `plugin/xrds-simple ${site().versions.xrdsSimple} active rest 100`,
  `theme/twentytwentythree ${site().versions.twentytwentythree} active rest 100`,
];

describe('a real WordPress by REST', () => {
  test('tells plugins, themes and PHP; WordPress itself is seen from outside', async () => {
    const asked = await gather({ credentials: { ...site().admin } });
    expect(lines(asked)).toEqual([
      `core/wordpress ${site().version} active black-box 80`,
      ...byRest().slice(0, 5),
      `runtime/php ${site().php} active rest 90`,
      ...byRest().slice(5),
    ]);
    expect(outcomes(asked)).toEqual([
      'command unavailable',
      'rest used',
      'folder unavailable',
      'files unavailable',
      'black-box used',
    ]);
    expect(asked.components.find(({ slug }) => slug === 'akismet')).toMatchObject({
      name: 'Akismet Anti-Spam',
      scheme: 'wordpress',
      registry: 'wordpress-org',
    });
  });

  test('passes on what Site Health complains of, since its updates cannot work here', async () => {
    const { remarks } = await gather({ credentials: { ...site().admin } });
    expect(remarks).toContainEqual({
      about: 'Site Health',
      message: expect.stringMatching(/^critical: .*WordPress\.org/),
    });
  });

  test('works with every structure of permalinks, the plain one too', async () => {
    for (const structure of ['', '/%postname%/', '']) {
      await site().setPermalinks(structure);
      const access = { routes: ['rest'] };
      const inventory = await gather({ access, credentials: { ...site().admin } });
      expect(lines(inventory).filter((line) => !line.startsWith('runtime'))).toEqual(byRest());
    }
  });

  test('turns a wrong password away: the reason is named, and the next route is tried', async () => {
    const credentials = { ...site().admin, applicationPassword: 'wron gpas swor dxxx' };
    const inventory = await gather({
      credentials,
      access: { routes: ['rest', 'folder'], folder: site().folder },
    });
    expect(outcomes(inventory)).toEqual(['rest failed', 'folder used']);
    expect(inventory.routes[0]?.reason).toMatch(/ answers 401 \w+ \(.+\): correct credentials/);
    expect(JSON.stringify(inventory)).not.toContain('gpas');
  });

  test('tells an account without rights nothing, and which right it wants', async () => {
    const inventory = await gather({
      credentials: { ...site().author },
      access: { routes: ['rest'] },
    });
    expect(inventory.components).toEqual([]);
    expect(inventory.routes[0]?.reason).toMatch(
      /answers 403 rest_cannot_view_plugins .*: give the account the rights/,
    );
  });
});

describe('a real WordPress by its files', () => {
  const folderOnly = () => gather({ access: { routes: ['folder'], folder: site().folder } });

  test('tells everything but what is switched on, with must-use plugins and drop-ins', async () => {
    const inventory = await folderOnly();
    expect(lines(inventory)).toEqual([
      `core/wordpress ${site().version} active folder 100`,
      `plugin/akismet ${site().versions.akismet} unsaid folder 100`,
      'plugin/harbour-badge 2.3.1 unsaid folder 100',
      'plugin/harbour-loader ? active folder 0',
      'plugin/harbour-tools 1.4.0-rc1 unsaid folder 100',
      `plugin/http-authentication ${site().versions.httpAuthentication} unsaid folder 100`,
      'plugin/maintenance.php 0.3 unsaid folder 100',
      `plugin/xrds-simple ${site().versions.xrdsSimple} unsaid folder 100`,
      `theme/twentytwentythree ${site().versions.twentytwentythree} unsaid folder 100`,
    ]);
    const bespoke = inventory.components.filter(({ registry }) => registry === null);
    expect(bespoke.map(({ slug, remark }) => `${slug}: ${remark}`)).toEqual([
      'harbour-tools: updates come from https://agency.example/updates/harbour-tools',
      'harbour-loader: must-use plugin',
      'maintenance.php: drop-in',
    ]);
    expect(inventory.remarks).toEqual([]);
  });

  test('is found through a link to its folder', async () => {
    const link = join(site().folder, '../current');
    await symlink(site().folder, link);
    const inventory = await gather({ access: { routes: ['folder'], folder: link } });
    await rm(link);
    expect(lines(inventory)).toEqual(lines(await folderOnly()));
  });

  test('agrees with REST wherever both speak, and takes a bespoke plugin for what it is', async () => {
    const both = await gather({
      credentials: { ...site().admin },
      access: { routes: ['rest', 'folder'], folder: site().folder },
    });
    const rest = both.components.filter(({ source }) => source === 'rest');
    const byFolder = versions(await folderOnly());
    expect(versions({ ...both, components: rest }).filter((one) => !/^runtime/.test(one))).toEqual(
      byFolder.filter((one) => !/^core|harbour-loader|maintenance/.test(one)),
    );
    expect(both.remarks.filter(({ about }) => about !== 'Site Health')).toEqual([]);
    expect(both.components.find(({ slug }) => slug === 'harbour-tools')?.registry).toBeNull();
  });
});

describe('a real WordPress from outside', () => {
  test('shows what its home page refers to, and is never taken for certain', async () => {
    const inventory = await gather({ platform: null });
    expect(inventory.platform).toBe('wordpress');
    expect(outcomes(inventory).at(-1)).toBe('black-box used');
    expect(lines(inventory)).toEqual([
      `core/wordpress ${site().version} active black-box 80`,
      `plugin/akismet ${site().versions.akismet} active black-box 70`,
      'plugin/harbour-badge 2.3.1 active black-box 80',
      `runtime/php ${site().php} active black-box 90`,
      `theme/twentytwentythree ${site().versions.twentytwentythree} active black-box 70`,
    ]);
  });

  test('says nothing else than its files do', async () => {
    const outside = await gather({ access: { routes: ['black-box'] } });
    const inside = versions(
      await gather({ access: { routes: ['folder'], folder: site().folder } }),
    );
    for (const one of versions(outside).filter((line) => !line.startsWith('runtime'))) {
      expect(inside).toContain(one);
    }
  });
});
