import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import wordpress from '../../../src/platforms/wordpress.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { httpOrigin } from '../../support/origin.ts';

/** What a stand-in for WP-CLI prints to a command, and how it ends. */
interface Said {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number;
}

const plugins = JSON.stringify([
  {
    ...{ name: 'quay-forms', status: 'active', update: 'available', version: '3.4' },
    ...{ update_version: '3.5.1', title: 'Quay Forms', file: 'quay-forms/forms.php' },
  },
  {
    ...{ name: 'hello', status: 'inactive', update: 'none', version: '1.7.2' },
    ...{ update_version: '', title: 'Hello Dolly', file: 'hello.php' },
  },
  { name: 'quay-net', status: 'active-network', update: 'none', version: '1.0', title: 'Net' },
  { name: 'quay-loader', status: 'must-use', update: false, version: '0.9', update_version: '' },
  { name: 'object-cache.php', status: 'dropin', update: false, version: '' },
]);
const themes = JSON.stringify([
  { name: 'quay', status: 'active', update: 'none', version: '2.0' },
  { name: 'pier', status: 'parent', update: 'available', version: '1.1', update_version: '1.2' },
]);
const updates = JSON.stringify([
  { version: '6.1.10', update_type: 'minor', package_url: 'https://site.example/x.zip' },
  { version: '6.9', update_type: 'major', package_url: 'https://site.example/y.zip' },
]);
const usual: Readonly<Record<string, Said>> = {
  'core version': { stdout: '6.1.9\n' },
  'plugin list': { stdout: plugins },
  'theme list': { stdout: themes },
  'core check-update': { stdout: updates },
  'cli info': { stdout: 'PHP binary:\t/usr/bin/php8.1\nPHP version:\t8.1.2-1ubuntu2.14\n' },
};

/** Gathers with a program that answers as WP-CLI would; `asked` is what it was asked. */
async function byCommand(differs: Readonly<Record<string, Said>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'wp-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // The most specific first, as a shell takes the first that fits.
  const answers = Object.entries({ ...usual, ...differs }).sort(([a], [b]) => b.length - a.length);
  const cases = answers.map(([command, said], index) => {
    writeFileSync(join(folder, `${index}.out`), said.stdout ?? '');
    writeFileSync(join(folder, `${index}.err`), said.stderr ?? '');
    const print = `cat ${folder}/${index}.out; cat ${folder}/${index}.err >&2`;
    return `"${command}"*) ${print}; exit ${said.exit ?? 0};;`;
  });
  const program = join(folder, 'wp');
  const log = `shift; echo "$*" >> ${folder}/asked`;
  const script = `#!/bin/sh\n${log}\ncase "$*" in\n${cases.join('\n')}\nesac\nexit 9\n`;
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  const site = await httpOrigin((_, response) => response.end());
  const inventory = await inventoryOf({
    url: site.url,
    modules: [wordpress],
    access: { routes: ['command'], commands: { wp: [program, '--path=/srv/site'] } },
  });
  const asked = () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');
  return { inventory, asked, lines: lines(inventory), reason: inventory.routes[0]?.reason };
}

describe('WP-CLI', () => {
  it('tells core, plugins, themes and the PHP of the command line', async () => {
    const { lines: found, inventory } = await byCommand();
    expect(found).toEqual([
      'core/wordpress 6.1.9 active command 100',
      'plugin/hello-dolly 1.7.2 inactive command 100',
      'plugin/object-cache.php ? active command 100',
      'plugin/quay-forms 3.4 active command 100',
      'plugin/quay-loader 0.9 active command 100',
      'plugin/quay-net 1.0 active command 100',
      'runtime/php 8.1.2 active command 60',
      'theme/pier 1.1 active command 100',
      'theme/quay 2.0 active command 100',
    ]);
    const bespoke = inventory.components.filter(({ registry }) => registry === null);
    expect(bespoke.map(({ slug, remark }) => `${slug}: ${remark}`)).toEqual([
      'quay-loader: must-use plugin',
      'object-cache.php: drop-in',
    ]);
  });

  it('tells which newer versions WordPress itself has heard of, the newest first', async () => {
    const { inventory } = await byCommand();
    const known = inventory.packages.map(({ name, releases }) => [
      name,
      ...releases.map(({ version }) => version),
    ]);
    expect(known).toEqual([
      ['quay-forms', '3.5.1'],
      ['pier', '1.2'],
      ['wordpress', '6.9', '6.1.10'],
    ]);
  });

  it('makes every other route unneeded', async () => {
    const { inventory } = await byCommand();
    expect(inventory.routes).toEqual([
      { route: 'command', title: 'WP-CLI', outcome: 'used', reason: null },
    ]);
    expect(inventory.remarks).toEqual([]);
  });

  it('may print what PHP warns of before its JSON, and nothing at all where WordPress is current', async () => {
    const notice = 'PHP Notice: x in y.php on line 3\n[24-Nov-2026] PHP Warning: [a]\n';
    const { lines: found, inventory } = await byCommand({
      'core version': { stdout: `${notice}6.1.9\n` },
      'plugin list': { stdout: notice + plugins },
      'core check-update': { stdout: 'Success: WordPress is at the latest version.\n' },
    });
    expect(found).toHaveLength(9);
    expect(inventory.packages.map(({ name }) => name)).toEqual(['quay-forms', 'pier']);
    expect((await byCommand({ 'core check-update': {} })).inventory.remarks).toEqual([]);
  });

  it('is asked again without the fields that an old one does not know', async () => {
    const { lines: found, asked } = await byCommand({
      'plugin list --format=json --fields=': { exit: 1, stderr: 'Error: Invalid field: file.' },
      'plugin list': { stdout: plugins },
    });
    expect(asked().filter((line) => line.startsWith('plugin list'))).toHaveLength(2);
    expect(found).toHaveLength(9);
  });

  it('is asked for nothing that changes the site', async () => {
    const { asked } = await byCommand();
    for (const line of asked()) {
      expect(line).toMatch(/^(core version|core check-update|plugin list|theme list|cli info)/);
    }
  });
});

describe('what WP-CLI cannot tell', () => {
  it('is a remark, and the rest stands', async () => {
    const { inventory, lines: found } = await byCommand({
      'plugin list': { exit: 255, stderr: 'PHP Fatal error: x\nError: a plugin is broken.' },
      'core check-update': { exit: 1 },
    });
    expect(found).toHaveLength(4);
    expect(inventory.remarks).toEqual([
      { about: 'wp plugin list', message: 'ended with exit code 255: Error: a plugin is broken.' },
      { about: 'wp core check-update', message: 'ended with exit code 1: no word why' },
    ]);
  });

  it('fails the route where it is everything', async () => {
    const broken = { exit: 1, stderr: 'Error: This does not seem to be a WordPress installation.' };
    const { reason } = await byCommand({
      'core version': broken,
      'plugin list': broken,
      'theme list': broken,
    });
    expect(reason).toBe(
      'wp core version: ended with exit code 1: Error: This does not seem to be a WordPress installation.',
    );
  });

  it('is said in its own words where something else answers', async () => {
    const page = { stdout: '<html>\n<h1>Maintenance</h1>' };
    const { reason } = await byCommand({
      'core version': page,
      'plugin list': page,
      'theme list': page,
    });
    expect(reason).toBe(
      'wp core version: printed what WP-CLI does not: <html> <h1>Maintenance</h1>',
    );
  });

  it('costs one attempt where it does not start', async () => {
    const inventory = await inventoryOf({
      modules: [wordpress],
      access: { routes: ['command'], commands: { wp: ['/nowhere/wp'] } },
    });
    expect(inventory.routes[0]).toMatchObject({
      outcome: 'failed',
      reason: 'wp is not on this machine: install it, or correct inventory.commands.wp',
    });
  });
});
