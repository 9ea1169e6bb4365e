import { expect, test } from 'vitest';
import { gathered } from '../../../src/core/artifacts/failure.ts';
import drupal from '../../../src/platforms/drupal.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { savedOutput } from '../../support/site-tree.ts';
import { audit, coreStatus, pmList } from './outputs.ts';
import { composerLock } from './trees.ts';

async function inventory(saved: Readonly<Record<string, string>>) {
  const files = await savedOutput(saved);
  return inventoryOf({ modules: [drupal], access: { files, routes: ['files'] } });
}

test('saved output is known by what is in it', async () => {
  const found = await inventory({
    'a.txt': `PHP Warning: something\n${coreStatus()}`,
    'b.txt': pmList,
    'c.txt': audit,
  });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active files 98',
    'module/gull 2.0.1 inactive files 95',
    'module/harbour ? active files 0',
    'module/lantern 8.x-1.12 active files 95',
    'runtime/php 8.2.29 active files 95',
    'theme/slate 3.1.0 active files 95',
  ]);
  expect(found.advisories.map(({ id }) => id)).toEqual(['CVE-2099-0701', 'PKSA-made-up']);
});

test('a composer.lock alone tells core, modules and libraries, in drupal.org’s spelling', async () => {
  const found = await inventory({
    'composer.lock': composerLock([
      { name: 'drupal/core', version: '10.6.2', type: 'drupal-core' },
      { name: 'drupal/lantern', version: '1.12.0', type: 'drupal-module', drupal: '8.x-1.12' },
      { name: 'acme/sdk', version: '2.1.0' },
    ]),
  });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active files 80',
    'module/lantern 8.x-1.12 unsaid files 80',
    'package/acme/sdk 2.1.0 unsaid files 80',
  ]);
});

test('where Composer’s constraint is beyond us, the version that it audited is the one affected', async () => {
  const found = await inventory({
    'composer.lock': composerLock([{ name: 'acme/sdk', version: '2.1.0' }]),
    'audit.json': audit,
  });
  expect(found.advisories.find(({ package: name }) => name === 'acme/sdk')).toMatchObject({
    ranges: [],
    versions: ['2.1.0'],
  });
});

test('what cannot be read is named, and the others stand', async () => {
  const found = await inventory({
    'page.json': '<html>Login</html>',
    'lock.json': '{\n  "packages": [\n<<<<<<< HEAD\n',
    'status.json': coreStatus(),
    'big.json': ' '.repeat(50 * 1024 * 1024),
  });
  expect(lines(found)).toContain('core/drupal 10.6.2 active files 98');
  expect(found.remarks.map(({ message }) => message)).toEqual([
    expect.stringContaining('is not known here; expected is output of drush'),
    'The file has merge-conflict markers from line 3; resolve the merge',
    'The file is bigger than 16 MB and was not read',
  ]);
});

test('nothing that could be read is a route that failed', async () => {
  const found = await inventory({ 'empty.json': '' });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('is not known here') },
  ]);
});

test.each([
  ['11', null, 'The site shows the major version 11 alone'],
  ['7.103', '7.103', 'Seen from outside'],
  [null, null, 'The site shows no version'],
])('from outside version %s is reported as %s', async (seen, version, remark) => {
  const detection = gathered({
    candidates: [{ platform: 'drupal' as const, version: seen, confidence: 95, evidence: [] }],
    hiddenBy: null,
    restRoot: null,
  });
  const found = await inventoryOf({
    modules: [drupal],
    detection,
    access: { routes: ['black-box'] },
  });
  expect(found.components).toMatchObject([{ kind: 'core', slug: 'drupal', version, remark }]);
});
