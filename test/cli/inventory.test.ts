import { describe, expect, it } from 'vitest';
import { inventory } from '../../src/cli/inventory.ts';
import { loadFeeds } from '../../src/engine/discover.ts';
import { memoryProcess } from '../support/cli-process.ts';
import { folderWith } from '../support/config-folder.ts';

/** No service is asked: what is installed is known all the same. */
const feedsOff = (await loadFeeds()).map(({ id }) => `  ${id}: { off: true }\n`).join('');
const practice = feedsOff === '' ? '{}' : `feeds:\n${feedsOff}`;

const wordpress = {
  'wp/wp-load.php': '<?php\n',
  'wp/wp-settings.php': '<?php\n',
  'wp/wp-includes/version.php': "<?php\n$wp_version = '6.8.1';\n$wp_db_version = 60000;\n",
  'wp/wp-content/plugins/akismet/akismet.php':
    '<?php\n/*\nPlugin Name: Akismet Anti-spam\nVersion: 5.3\n*/\n',
};

async function run(site: string, args: Readonly<Record<string, string>>, format?: string) {
  const cwd = await folderWith({
    'config/caretaker.yaml': practice,
    'config/sites/shop.yaml': `url: https://shop.example/\n${site}`,
    ...wordpress,
  });
  const io = memoryProcess({ cwd });
  const options = { allowPrivate: [], ...(format ? { format } : {}) };
  const code = await inventory({ args, options }, io);
  return { code, out: io.out(), err: io.err() };
}

const inFolder = 'platform: wordpress\ninventory: { routes: [folder], folder: ../../wp }\n';
const shop = { 'site|url': 'shop' };

describe('caretaker inventory', () => {
  it('is JSON when piped: components, how they were found, and what was not asked', async () => {
    const { code, out } = await run(inFolder, shop);
    expect(code).toBe(0);
    const printed = JSON.parse(out);
    expect(printed).toMatchObject({
      schemaVersion: 1,
      site: { id: 'shop', url: 'https://shop.example/', platform: 'wordpress' },
      routes: [{ route: 'folder', outcome: 'used', reason: null }],
    });
    expect(printed.components).toContainEqual(
      expect.objectContaining({
        kind: 'plugin',
        slug: 'akismet',
        name: 'Akismet Anti-spam',
        version: '5.3',
        active: null,
        source: 'folder',
        latest: null,
        status: 'unknown',
        advisories: [],
      }),
    );
    expect(Date.parse(printed.takenAt)).not.toBeNaN();
  });

  it('is a table with everything that is installed', async () => {
    const { out } = await run(inFolder, shop, 'table');
    expect(out).toMatch(/^COMPONENT +KIND +VERSION +ACTIVE +STATUS +UPDATE TO +ADVISORIES +SOURCE/);
    expect(out).toMatch(/^akismet +plugin +5\.3 +\? +unknown +- +- +folder/m);
    expect(out).toMatch(/^wordpress +core +6\.8\.1 /m);
    expect(out).toContain('\nfolder: used\n');
  });

  it('exits with 3 and the reason where no route could be tried', async () => {
    const gone = 'platform: wordpress\ninventory: { routes: [folder], folder: ../../gone }\n';
    const { code, out, err } = await run(gone, shop);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ components: [], routes: [{ outcome: 'failed' }] });
    expect(err).toMatch(/^caretaker: We could not learn what is installed\. /);
  });

  it('exits with 2 for a site that is not in config', async () => {
    const { code, err } = await run(inFolder, { 'site|url': 'shp' });
    expect(code).toBe(2);
    expect(err).toContain('unknown site `shp`. Did you mean `shop`?');
  });
});
