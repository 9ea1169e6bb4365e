import { expect, test } from 'vitest';
import drupal from '../../../src/platforms/drupal.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { siteTree } from '../../support/site-tree.ts';
import { composerLock, drupalPhp, infoIni, infoYml, installedJson } from './trees.ts';

async function inventory(files: Readonly<Record<string, string>>) {
  const folder = await siteTree(files);
  return inventoryOf({ modules: [drupal], access: { folder, routes: ['folder'] } });
}

const core = { 'web/core/lib/Drupal.php': drupalPhp('10.6.2') };

test('core, modules, themes and profiles are read below the docroot, core’s own left out', async () => {
  const found = await inventory({
    ...core,
    'web/core/modules/node/node.info.yml': infoYml('Node', {
      version: 'VERSION',
      project: 'drupal',
    }),
    'web/modules/contrib/lantern/lantern.info.yml': infoYml('Lantern', {
      version: '8.x-1.12',
      project: 'lantern',
    }),
    'web/modules/contrib/lantern/modules/wick/wick.info.yml': infoYml('Wick', {
      version: '8.x-1.12',
      project: 'lantern',
    }),
    'web/modules/contrib/lantern/tests/lantern_test/lantern_test.info.yml': infoYml('Test'),
    'web/modules/custom/harbour/harbour.info.yml': infoYml('Harbour'),
    'web/modules/custom/harbour/modules/quay/quay.info.yml': infoYml('Quay'),
    'web/themes/contrib/slate/slate.info.yml': infoYml(
      'Slate',
      { version: '3.1.0', project: 'slate' },
      'theme',
    ),
    'web/sites/default/modules/tide/tide.info.yml': infoYml('Tide', {
      version: '2.0.1',
      project: 'tide',
    }),
    'web/profiles/pier/pier.info.yml': infoYml('Pier', undefined, 'profile'),
  });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active folder 98',
    'module/harbour ? unsaid folder 0',
    'module/lantern 8.x-1.12 unsaid folder 95',
    'module/tide 2.0.1 unsaid folder 95',
    'profile/pier ? unsaid folder 0',
    'theme/slate 3.1.0 unsaid folder 95',
  ]);
  expect(found.components.find(({ slug }) => slug === 'harbour')).toMatchObject({
    registry: null,
    remark: 'Bespoke: its files name no version',
  });
});

test('Drupal 7 is read by its bootstrap and INI files', async () => {
  const found = await inventory({
    'includes/bootstrap.inc':
      "<?php\n\n/**\n * The current system version.\n */\ndefine('VERSION', '7.103');\n",
    'modules/node/node.info': 'name = Node\npackage = Core\nversion = VERSION\ncore = 7.x\n',
    'themes/bartik/bartik.info': 'name = Bartik\nversion = VERSION\n',
    'sites/all/modules/contrib/views/views.info': infoIni('Views', {
      version: '7.x-3.29',
      project: 'views',
    }),
    'sites/all/themes/reef/reef.info': infoIni('Reef'),
  });
  expect(lines(found)).toEqual([
    'core/drupal 7.103 active folder 98',
    'module/views 7.x-3.29 unsaid folder 95',
    'theme/reef ? unsaid folder 0',
  ]);
});

test('a git checkout takes its version from what Composer installed; a branch says that it is one', async () => {
  const found = await inventory({
    ...core,
    'web/modules/contrib/lantern/lantern.info.yml': infoYml('Lantern'),
    'web/modules/contrib/gull/gull.info.yml': infoYml('Gull'),
    'web/modules/contrib/orphan/orphan.info.yml': infoYml('Orphan'),
    'vendor/composer/installed.json': installedJson([
      { name: 'drupal/core', version: '10.6.2', type: 'drupal-core' },
      { name: 'drupal/lantern', version: '1.12.0', type: 'drupal-module', drupal: '8.x-1.12' },
      {
        name: 'drupal/gull',
        version: 'dev-2.x',
        type: 'drupal-module',
        drupal: '2.0.x-dev',
        reference: '0123456789abcdef',
      },
    ]),
  });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active folder 98',
    'module/gull 2.0.x-dev unsaid folder 80',
    'module/lantern 8.x-1.12 unsaid folder 80',
    'module/orphan ? unsaid folder 0',
  ]);
  expect(found.components.find(({ slug }) => slug === 'gull')?.remark).toContain(
    'A development branch',
  );
  expect(found.components.find(({ slug }) => slug === 'orphan')).toMatchObject({
    registry: 'drupal-org',
    remark: expect.stringContaining('git checkout'),
  });
});

test('composer.lock adds libraries; only what composer.json requires is direct', async () => {
  const found = await inventory({
    ...core,
    'composer.json': '{"require": {"acme/sdk": "^2"}}',
    'composer.lock': composerLock([
      { name: 'drupal/core', version: '10.6.2', type: 'drupal-core' },
      { name: 'drupal/core-recommended', version: '10.6.2', type: 'metapackage' },
      { name: 'acme/sdk', version: '2.1.0', type: 'library' },
      { name: 'symfony/yaml', version: 'v6.4.11', type: 'library' },
    ]),
  });
  expect(found.components.filter(({ kind }) => kind === 'package')).toMatchObject([
    { slug: 'acme/sdk', version: '2.1.0', registry: 'packagist', scheme: 'composer', direct: true },
    { slug: 'symfony/yaml', version: 'v6.4.11', direct: false },
  ]);
});

test('two spellings of one release are no contradiction; a true one is told, and the tree wins', async () => {
  const found = await inventory({
    ...core,
    'web/modules/contrib/lantern/lantern.info.yml': infoYml('Lantern', {
      version: '8.x-1.12',
      project: 'lantern',
    }),
    'web/modules/contrib/gull/gull.info.yml': infoYml('Gull', {
      version: '2.0.1',
      project: 'gull',
    }),
    'composer.lock': composerLock([
      { name: 'drupal/core', version: '10.6.2', type: 'drupal-core' },
      { name: 'drupal/lantern', version: '1.12.0', type: 'drupal-module' },
      { name: 'drupal/gull', version: '2.1.0', type: 'drupal-module', drupal: '2.1.0' },
      { name: 'drupal/absent', version: '1.0.0', type: 'drupal-module', drupal: '1.0.0' },
    ]),
  });
  expect(found.components.find(({ slug }) => slug === 'gull')?.version).toBe('2.0.1');
  expect(found.remarks).toEqual([
    { about: 'gull', message: expect.stringContaining('composer.lock has 2.1.0') },
    {
      about: 'composer.lock',
      message:
        'composer.lock names 1 extension that the folder does not hold; the folder was believed',
    },
  ]);
});

test('a checkout into which nothing was installed is told by its lock, and said to be', async () => {
  const found = await inventory({
    'web/index.php': '<?php',
    'composer.lock': composerLock([
      { name: 'drupal/core', version: '11.3.1', type: 'drupal-core' },
      {
        name: 'drupal/lantern',
        version: '2.0.0-beta1',
        type: 'drupal-module',
        drupal: '2.0.0-beta1',
        covered: false,
      },
      { name: 'acme/harbour', version: '1.0.0', type: 'drupal-custom-module' },
    ]),
  });
  expect(lines(found)).toEqual([
    'core/drupal 11.3.1 active folder 60',
    'module/harbour 1.0.0 unsaid folder 60',
    'module/lantern 2.0.0-beta1 unsaid folder 60',
  ]);
  expect(found.components.find(({ slug }) => slug === 'lantern')?.remark).toBe(
    'Not covered by Drupal’s security advisory policy',
  );
  expect(found.components.find(({ slug }) => slug === 'harbour')?.registry).toBeNull();
  expect(found.remarks[0]?.message).toContain('nothing seems to be deployed there');
});

test('merge-conflict markers are named with their file and line, and the rest stands', async () => {
  const found = await inventory({
    'core/lib/Drupal.php':
      "<?php\nclass Drupal {\n<<<<<<< HEAD\n  const VERSION = '9.4.8';\n=======\n  const VERSION = '9.2.1';\n>>>>>>> main\n}\n",
    'composer.lock': '{\n<<<<<<< HEAD\n  "content-hash": "a",\n=======\n',
    'modules/contrib/gull/gull.info.yml': infoYml('Gull', { version: '2.0.1', project: 'gull' }),
    'modules/contrib/lantern/lantern.info.yml':
      "name: Lantern\ntype: module\n<<<<<<< HEAD\nversion: '1.0.0'\n=======\nversion: '1.1.0'\n>>>>>>> x\nproject: lantern\n",
  });
  expect(lines(found)).toEqual([
    'core/drupal ? active folder 0',
    'module/gull 2.0.1 unsaid folder 95',
    'module/lantern ? unsaid folder 0',
  ]);
  expect(found.remarks).toEqual([
    {
      about: 'composer.lock',
      message: 'The file has merge-conflict markers from line 2; resolve the merge',
    },
    {
      about: 'core/lib/Drupal.php',
      message:
        'The file has merge-conflict markers from line 3 and names 2 versions (9.4.8, 9.2.1); resolve the merge',
    },
    {
      about: 'modules/contrib/lantern/lantern.info.yml',
      message: 'The file has merge-conflict markers from line 3; resolve the merge',
    },
  ]);
});

test('a lock of 50 MB is refused with a remark, and the tree stands', async () => {
  const found = await inventory({ ...core, 'composer.lock': ' '.repeat(50 * 1024 * 1024) });
  expect(lines(found)).toEqual(['core/drupal 10.6.2 active folder 98']);
  expect(found.remarks).toEqual([
    { about: 'composer.lock', message: 'The file is bigger than 16 MB and was not read' },
  ]);
});

test.each([
  ['an empty folder', {}, 'holds neither Drupal'],
  ['a lock that is a page', { 'composer.lock': '<html>' }, 'is not what Composer writes'],
  ['a lock of nothing', { 'composer.lock': '[]' }, 'is not what Composer writes'],
])('%s is a route that failed', async (_, files, reason) => {
  const found = await inventory(files);
  expect(found.components).toEqual([]);
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
});

test('a version that no rule accepts is reported as it is spelled', async () => {
  const found = await inventory({
    ...core,
    'web/modules/contrib/gull/gull.info.yml': infoYml('Gull', {
      version: 'our build',
      project: 'gull',
    }),
  });
  expect(lines(found)).toContain('module/gull our build unsaid folder 95');
});

test('names that every object has are names like any other', async () => {
  const found = await inventory({
    ...core,
    'web/modules/contrib/constructor/constructor.info.yml': infoYml('Constructor', {
      version: '1.0.0',
      project: 'constructor',
    }),
    'composer.lock': `{"content-hash": "x", "packages": [{"name": "__proto__/x", "version": "1.0.0"}, null, 7, {"name": false}], "__proto__": {"packages": 1}}`,
  });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active folder 98',
    'module/constructor 1.0.0 unsaid folder 95',
    'package/__proto__/x 1.0.0 unsaid folder 85',
  ]);
});

test('a folder that is not there is a route that failed', async () => {
  const found = await inventoryOf({
    modules: [drupal],
    access: { folder: '/srv/nowhere', routes: ['folder'] },
  });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('/srv/nowhere cannot be opened') },
  ]);
});
