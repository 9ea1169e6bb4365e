import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import wordpress from '../../../src/platforms/wordpress.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';

async function byFiles(saved: Readonly<Record<string, string>>, ageDays = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'saved-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = Object.entries(saved).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const then = Date.now() / 1000 - ageDays * 86_400;
    utimesSync(path, then, then);
    return path;
  });
  const access = { routes: ['files'], files };
  const inventory = await inventoryOf({ modules: [wordpress], access });
  return { inventory, lines: lines(inventory), folder, reason: inventory.routes[0]?.reason };
}

const row = { name: 'quay', status: 'active', update: 'none', version: '2.0' };
const quay = ['plugin/quay 2.0 active files 100'];
const theme = ['theme/quay 2.0 active files 100'];

describe('saved output is recognised by its content:', () => {
  const table = `+------+--------+--------+---------+
| name | status | update | version |
+------+--------+--------+---------+
| quay | active | none   | 2.0     |
+------+--------+--------+---------+
`;
  const rest = { plugin: 'quay/quay', status: 'active', name: 'Quay', version: '2.0' };
  const restTheme = { stylesheet: 'quay', template: 'quay', status: 'active', version: '2.0' };
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['wp plugin list as JSON', JSON.stringify([row]), quay],
    ['the same after a warning', `PHP Warning: x\n${JSON.stringify([row])}\n`, quay],
    ['wp plugin list as a person sees it', table, quay],
    [
      'wp plugin list through a pipe',
      'name\tstatus\tupdate\tversion\nquay\tactive\tnone\t2.0\n',
      quay,
    ],
    [
      'wp plugin list as CSV',
      'name,status,title,version\r\nquay,active,"Q, ""the"" quay",2.0\r\n',
      quay,
    ],
    [
      'wp theme list with a parent',
      JSON.stringify([row, { name: 'pier', status: 'parent', version: '1' }]),
      ['theme/pier 1 active files 100', ...theme],
    ],
    ['plugins of the REST API', JSON.stringify([rest]), quay],
    ['themes of the REST API', JSON.stringify([restTheme]), theme],
    ['wp core version', '6.4.3\n', ['core/wordpress 6.4.3 active files 100']],
    [
      'wp core version --extra',
      'WordPress version: 6.4.3\nDatabase revision: 56657\n',
      ['core/wordpress 6.4.3 active files 100'],
    ],
    [
      'version.php',
      "<?php\n$wp_version = '6.5-beta2';\n",
      ['core/wordpress 6.5-beta2 active files 100'],
    ],
    ['wp cli info', 'OS:\tLinux\nPHP version:\t8.3.4\n', ['runtime/php 8.3.4 active files 60']],
  ];

  it.each(cases)('%s', async (_, text, expected) => {
    expect((await byFiles({ 'output.txt': text })).lines).toEqual(expected);
  });

  it('a list of themes by the name of its file, since it looks like one of plugins', async () => {
    expect((await byFiles({ 'themes.json': JSON.stringify([row]) })).lines).toEqual(theme);
    expect((await byFiles({ 'theme-plugins.json': JSON.stringify([row]) })).lines).toEqual(quay);
  });

  it('wp core check-update, beside what it is about', async () => {
    const update = JSON.stringify([{ version: '6.9', update_type: 'major', package_url: 'x' }]);
    const { inventory } = await byFiles({ 'core.txt': '6.4.3', 'updates.json': update });
    expect(inventory.packages).toMatchObject([
      { registry: 'wordpress-org', name: 'wordpress', releases: [{ version: '6.9' }] },
    ]);
  });
});

it('says which files are none, and reads the others', async () => {
  const {
    inventory,
    lines: found,
    folder,
  } = await byFiles({
    'holiday.html': '<html><table><tr><td>name</td></tr></table>',
    'broken.json': '[{"name":"quay","status":"act',
    'plugins.json': JSON.stringify([row]),
  });
  expect(found).toEqual(quay);
  expect(inventory.remarks.map(({ about }) => about)).toEqual([
    join(folder, 'holiday.html'),
    join(folder, 'broken.json'),
  ]);
});

it('says that what was saved long ago is old', async () => {
  const { inventory } = await byFiles({ 'plugins.json': JSON.stringify([row]) }, 40);
  expect(inventory.remarks[0]?.message).toMatch(/ 40 days ago/);
});

it('takes nothing from rows that are no rows', async () => {
  const rows = [row, null, 3, 'x', [], { status: 'active' }, { name: false, version: '1' }];
  expect((await byFiles({ 'plugins.json': JSON.stringify(rows) })).lines).toEqual(quay);
});
