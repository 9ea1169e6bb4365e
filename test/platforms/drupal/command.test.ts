import { expect, test } from 'vitest';
import drupal from '../../../src/platforms/drupal.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { type ToolAnswer, tool } from '../../support/site-tree.ts';
import { audit, coreStatus, pmList } from './outputs.ts';

async function inventory(
  drush: Readonly<Record<string, ToolAnswer>>,
  composer?: Readonly<Record<string, ToolAnswer>>,
) {
  const commands = {
    drush: await tool(drush),
    ...(composer ? { composer: await tool(composer) } : {}),
  };
  return inventoryOf({ modules: [drupal], access: { commands, routes: ['command'] } });
}

const healthy = {
  'core:status --format=json --fields=drupal-version,php-version': { stdout: coreStatus() },
  'pm:list --format=json': { stdout: pmList },
};

test('Drush lists core, PHP and extensions, those of one project together', async () => {
  const found = await inventory(healthy);
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active command 98',
    'module/gull 2.0.1 inactive command 95',
    'module/harbour ? active command 0',
    'module/lantern 8.x-1.12 active command 95',
    'runtime/php 8.2.29 active command 95',
    'theme/slate 3.1.0 active command 95',
  ]);
  expect(found.components.find(({ slug }) => slug === 'php')?.remark).toContain('8.2.29-1+deb12u1');
  expect(found.components.find(({ slug }) => slug === 'harbour')?.registry).toBeNull();
});

test('PHP’s warnings before the JSON and notices behind it do no harm', async () => {
  const noise =
    '\nDeprecated: Creation of dynamic property [x] in /srv/a.php on line 4\n[warning] y\n';
  const found = await inventory({
    ...healthy,
    'pm:list --format=json': { stdout: `${noise}${pmList}\nDone.\n` },
  });
  expect(lines(found)).toContain('module/gull 2.0.1 inactive command 95');
});

test('Composer’s audit becomes advisories, whatever it exits with', async () => {
  const found = await inventory(healthy, {
    'audit --locked --format=json': { stdout: audit, exitCode: 3 },
  });
  expect(found.advisories).toMatchObject([
    {
      registry: 'drupal-org',
      package: 'drupal',
      id: 'CVE-2099-0701',
      aliases: ['SA-CORE-2099-007'],
      rating: 'moderate',
      ranges: [
        {
          from: { version: '8.0.0', inclusive: true },
          to: { version: '10.5.9', inclusive: false },
        },
        { from: { version: '10.6.0' }, to: { version: '10.6.7' } },
      ],
      versions: [],
      fixedIn: ['10.5.9', '10.6.7'],
      publishedAt: Date.UTC(2026, 4, 6, 17),
    },
    { registry: 'packagist', package: 'acme/sdk', id: 'PKSA-made-up', ranges: [] },
  ]);
  expect(found.packages).toMatchObject([
    {
      name: 'acme/mailer',
      registry: 'packagist',
      unsupported: 'abandoned by its maintainers, who suggest acme/post',
    },
    { name: 'acme/old', unsupported: 'abandoned by its maintainers' },
  ]);
});

test('a clean audit, empty maps written as lists, is clean', async () => {
  const found = await inventory(healthy, {
    audit: { stdout: '{"advisories": [], "abandoned": []}' },
  });
  expect(found.advisories).toEqual([]);
  expect(found.remarks).toEqual([]);
});

test('an audit that could not be made is said, and never taken for a clean one', async () => {
  const found = await inventory(healthy, {
    audit: { stderr: 'A valid composer.json and composer.lock file is required', exitCode: 1 },
  });
  expect(lines(found)).toContain('core/drupal 10.6.2 active command 98');
  expect(found.remarks).toEqual([
    {
      about: 'composer audit',
      message: expect.stringContaining('exit code 1: A valid composer.json'),
    },
  ]);
});

test('Drush 12 names insecure versions and exits with 3', async () => {
  const found = await inventory({
    ...healthy,
    'core:status': { stdout: coreStatus('12.5.3') },
    'core:status --format=json --fields=drupal-version,php-version': {
      stdout: coreStatus('12.5.3'),
    },
    'pm:security --format=json': {
      stdout: '{"drupal/gull": {"name": "drupal/gull", "version": "2.0.1"}}',
      exitCode: 3,
    },
  });
  expect(found.advisories).toMatchObject([
    { registry: 'drupal-org', package: 'gull', versions: ['2.0.1'] },
  ]);
});

test.each([
  [
    'a site that is not found',
    { 'core:status': { stdout: '{"drush-version": "13.3.1"}' } },
    'names no Drupal version; check that the command finds the site',
  ],
  [
    'a database that is down',
    { 'core:status': { stderr: 'SQLSTATE[HY000] [2002]\n  Connection refused', exitCode: 1 } },
    'printed no JSON and ended with exit code 1: SQLSTATE[HY000] [2002] Connection refused',
  ],
  ['HTML', { 'core:status': { stdout: '<html>502</html>' } }, 'printed no JSON'],
])('%s is a route that failed, with its reason', async (_, drush, reason) => {
  const found = await inventory(drush);
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
});

test('a list that cannot be read leaves core and PHP standing', async () => {
  const found = await inventory({ ...healthy, 'pm:list --format=json': { stdout: '[]' } });
  expect(lines(found)).toEqual([
    'core/drupal 10.6.2 active command 98',
    'runtime/php 8.2.29 active command 95',
  ]);
  expect(found.remarks).toEqual([
    { about: 'drush pm:list', message: 'The answer lists no extensions' },
  ]);
});

test('without a command in config the route says what is missing', async () => {
  const found = await inventoryOf({ modules: [drupal], access: { routes: ['command'] } });
  expect(found.routes).toMatchObject([
    { outcome: 'unavailable', reason: expect.stringContaining('inventory.commands.drush') },
  ]);
});
