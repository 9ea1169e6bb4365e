import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import wordpress from '../../../src/platforms/wordpress.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';

type Files = Readonly<Record<string, string>>;

function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'wordpress-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function byFolder(files: Files | string) {
  const folder = typeof files === 'string' ? files : folderWith(files);
  const access = { routes: ['folder'], folder };
  const inventory = await inventoryOf({ modules: [wordpress], access });
  return { inventory, lines: lines(inventory), folder, reason: inventory.routes[0]?.reason };
}

const versionFile = "<?php\n/** x */\n$wp_version = '6.4.3';\n$required_php_version = '7.0.0';\n";
const core = { 'wp-includes/version.php': versionFile };
const plugin = (name: string, version: string, more = '') =>
  `<?php\n/*\nPlugin Name: ${name}\nVersion: ${version}\n${more}*/\n`;

describe('plugins', () => {
  it('are known by the headers of their main files, in folders and alone', async () => {
    const { lines: found } = await byFolder({
      ...core,
      'wp-content/plugins/index.php': '<?php // Silence is golden.',
      'wp-content/plugins/hello.php': plugin('Hello Dolly', '1.7.2'),
      'wp-content/plugins/quay/quay.php': plugin('Quay', '2.0'),
      'wp-content/plugins/quay/another.php': plugin('Quay Add-on', '9.9'),
      'wp-content/plugins/pier/loader.php': plugin('Pier', '1.1'),
      'wp-content/plugins/pier/readme.txt': '=== Pier ===',
      'wp-content/plugins/mole/lib/deep.php': plugin('Too deep', '1.0'),
      'wp-content/plugins/.trash/old.php': plugin('Old', '1.0'),
      'wp-content/plugins/notes.txt': 'Plugin Name: none',
    });
    expect(found).toEqual([
      'core/wordpress 6.4.3 active folder 100',
      'plugin/hello-dolly 1.7.2 unsaid folder 100',
      'plugin/pier 1.1 unsaid folder 100',
      'plugin/quay 2.0 unsaid folder 100',
    ]);
  });

  it('are known by every way in which WordPress reads a header', async () => {
    const { inventory } = await byFolder({
      ...core,
      'wp-content/plugins/a/a.php': '<?php /* Plugin Name: One line, version none */ ?>',
      'wp-content/plugins/b/b.php':
        '\uFEFF<?php\r\n * Plugin Name: Windows\r\n# version:  1.2.3 \r\n',
      'wp-content/plugins/c/c.php': '<?php\r// Plugin Name: Old Mac\r// Version: 0.1 ?>\r',
      'wp-content/plugins/d/d.php': `<?php ${' '.repeat(9000)}\n// Plugin Name: Beyond 8 KiB\n`,
      'wp-content/plugins/e/e.php': '<?php\n/*\nPlugin Name:\nVersion: 1\n*/',
    });
    expect(
      inventory.components.slice(1).map(({ slug, name, version }) => `${slug}|${name}|${version}`),
    ).toEqual(['a|One line, version none|null', 'b|Windows|1.2.3', 'c|Old Mac|0.1']);
  });

  it('belong to WordPress.org unless their header names another place', async () => {
    const uri = (where: string) => plugin('X', '1.0', `Update URI: ${where}\n`);
    const { inventory } = await byFolder({
      ...core,
      'wp-content/plugins/own/own.php': plugin('X', '1.0'),
      'wp-content/plugins/org/org.php': uri('https://wordpress.org/plugins/org/'),
      'wp-content/plugins/short/short.php': uri('w.org/plugin/short'),
      'wp-content/plugins/sold/sold.php': uri('https://shop.example/sold'),
      'wp-content/plugins/off/off.php': uri('false'),
      'wp-content/plugins/fake/fake.php': uri('https://wordpress.org.evil.example/'),
    });
    const registries = inventory.components.slice(1).map(({ slug, registry }) => [slug, registry]);
    expect(Object.fromEntries(registries)).toEqual({
      own: 'wordpress-org',
      org: 'wordpress-org',
      short: 'wordpress-org',
      sold: null,
      off: null,
      fake: null,
    });
  });
});

describe('themes', () => {
  it('are known by their style sheets, children with their parents', async () => {
    const { inventory } = await byFolder({
      ...core,
      'wp-content/themes/pier/style.css': '/*\nTheme Name: Pier\nVersion: 3.1\n*/',
      'wp-content/themes/quay/style.css':
        '/*\nTheme Name: Quay\nTemplate: pier\nVersion: 1.0.1\n*/',
      'wp-content/themes/broken/style.css': 'body { color: red }',
      'wp-content/themes/index.php': '<?php',
    });
    expect(lines(inventory).slice(1)).toEqual([
      'theme/pier 3.1 unsaid folder 100',
      'theme/quay 1.0.1 unsaid folder 100',
    ]);
    expect(inventory.components.find(({ slug }) => slug === 'quay')?.remark).toBe('child of pier');
  });
});

describe('WordPress', () => {
  it.each(['public_html/', 'htdocs/', 'web/', 'wordpress/'])('is found in %s', async (below) => {
    const { lines: found } = await byFolder({
      [`${below}wp-includes/version.php`]: versionFile,
      [`${below}wp-content/plugins/quay/quay.php`]: plugin('Quay', '2.0'),
    });
    expect(found).toEqual([
      'core/wordpress 6.4.3 active folder 100',
      'plugin/quay 2.0 unsaid folder 100',
    ]);
  });

  it('is found as Bedrock lays it out, with what Composer locked but did not install', async () => {
    const locked = (name: string, version: string, type: string) => ({ name, version, type });
    const { lines: found, inventory } = await byFolder({
      'web/wp/wp-includes/version.php': versionFile,
      'web/app/plugins/quay/quay.php': plugin('Quay', '2.0'),
      'web/app/mu-plugins/loader.php': '<?php\n// Plugin Name: Loader\n',
      'web/app/themes/pier/style.css': '/*\nTheme Name: Pier\nVersion: 3.1\n*/',
      'composer.lock': JSON.stringify({
        'content-hash': 'x',
        packages: [
          locked('roots/wordpress-no-content', '6.4.3', 'wordpress-core'),
          locked('wpackagist-plugin/quay', '2.0', 'wordpress-plugin'),
          locked('wpackagist-plugin/mole', '4.5.6', 'wordpress-plugin'),
          locked('wpackagist-theme/twentyten', '4.0', 'wordpress-theme'),
          locked('agency/harbour-tools', 'dev-main', 'wordpress-plugin'),
          locked('symfony/yaml', 'v6.4.0', 'library'),
        ],
      }),
    });
    expect(found).toEqual([
      'core/wordpress 6.4.3 active folder 100',
      'plugin/harbour-tools ? unsaid folder 95',
      'plugin/loader ? active folder 0',
      'plugin/mole 4.5.6 unsaid folder 95',
      'plugin/quay 2.0 unsaid folder 100',
      'theme/pier 3.1 unsaid folder 100',
      'theme/twentyten 4.0 unsaid folder 95',
    ]);
    const harbour = inventory.components.find(({ slug }) => slug === 'harbour-tools');
    expect(harbour).toMatchObject({ registry: null, remark: 'development branch dev-main' });
  });
});

describe('what cannot be read', () => {
  it('is said where it is everything', async () => {
    expect((await byFolder('/nowhere/site')).reason).toBe(
      '/nowhere/site is not there or may not be read: mount it, or correct it',
    );
    const { reason, folder } = await byFolder({ 'index.html': '<h1>Hello</h1>' });
    expect(reason).toBe(`${folder} holds no WordPress: name the folder with wp-includes`);
  });

  it('is a remark where a link leads out of the folder, and the rest stands', async () => {
    const elsewhere = folderWith({ 'secret/secret.php': plugin('Secret', '1.0') });
    const folder = folderWith({
      ...core,
      'wp-content/themes/pier/style.css': '/* Theme Name: Pier\nVersion: 3.1\n*/',
    });
    symlinkSync(elsewhere, join(folder, 'wp-content/plugins'));
    const { inventory, lines: found } = await byFolder(folder);
    expect(found).toEqual([
      'core/wordpress 6.4.3 active folder 100',
      'theme/pier 3.1 unsaid folder 100',
    ]);
    expect(inventory.remarks).toEqual([
      {
        about: 'wp-content/plugins',
        message: 'not there, or a link that leads out of the folder: not looked into',
      },
    ]);
  });

  it('is a remark for a lock file that is too big or in the middle of a merge', async () => {
    const folder = folderWith({ ...core, 'composer.lock': '{' });
    truncateSync(join(folder, 'composer.lock'), 50 * 1024 * 1024);
    expect((await byFolder(folder)).inventory.remarks).toContainEqual({
      about: 'composer.lock',
      message: 'larger than 20 MB, so it was not read',
    });
    const merging = await byFolder({ ...core, 'composer.lock': '{\n<<<<<<< HEAD\n' });
    expect(merging.inventory.remarks).toContainEqual({
      about: 'composer.lock',
      message: 'has merge-conflict markers from line 2; resolve the merge',
    });
  });
});
