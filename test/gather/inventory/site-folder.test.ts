import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { savedFiles } from '../../../src/gather/inventory/saved-files.ts';
import { siteFolder } from '../../../src/gather/inventory/site-folder.ts';

/** A folder with a site beside something that is none of its business. */
function place() {
  const outer = mkdtempSync(join(tmpdir(), 'site-folder-'));
  onTestFinished(() => rmSync(outer, { recursive: true }));
  const root = join(outer, 'site');
  mkdirSync(join(root, 'plugins/akismet'), { recursive: true });
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'version.txt'), '\uFEFF6.1.9\n');
  return { outer, root, folder: siteFolder(root) };
}

describe('a file of the site', () => {
  it('is read as UTF-8 without its byte order mark, as far as asked', async () => {
    const { folder, root } = place();
    writeFileSync(join(root, 'long.txt'), 'abcdef');
    writeFileSync(join(root, 'latin.txt'), Buffer.from([0x66, 0xfc, 0x72]));
    expect(await folder.text('version.txt', 100)).toEqual({ text: '6.1.9\n', cut: false });
    expect(await folder.text('long.txt', 3)).toEqual({ text: 'abc', cut: true });
    expect(await folder.text('long.txt', 6)).toEqual({ text: 'abcdef', cut: false });
    expect(await folder.text('latin.txt', 9)).toEqual({ text: 'f\uFFFDr', cut: false });
  });

  it('costs no more than what is asked of it, be it ever so big', async () => {
    const { folder, root } = place();
    writeFileSync(join(root, 'huge.lock'), '{');
    truncateSync(join(root, 'huge.lock'), 50 * 1024 ** 3);
    expect(await folder.text('huge.lock', 1)).toEqual({ text: '{', cut: true });
  });

  it('is nothing where there is a folder, a pipe or a device', async () => {
    const { folder, root } = place();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('/dev/zero', join(root, 'zero'));
    expect(await folder.text('plugins', 10)).toBeNull();
    expect(await folder.text('pipe', 10)).toBeNull();
    expect(await folder.text('zero', 10)).toBeNull();
    expect(await folder.text('none', 10)).toBeNull();
  });
});

describe('what lies outside', () => {
  it.each(['../secret.txt', 'plugins/../../secret.txt', '/etc/hostname', '..', 'a\0b'])(
    'is not reached by %j',
    async (path) => {
      const { folder } = place();
      expect(await folder.text(path, 10)).toBeNull();
      expect(await folder.list(path)).toBeNull();
    },
  );

  it('is not reached by a link, nor listed', async () => {
    const { folder, root, outer } = place();
    symlinkSync(join(outer, 'secret.txt'), join(root, 'leak.txt'));
    symlinkSync(outer, join(root, 'plugins/outside'));
    symlinkSync('nowhere', join(root, 'broken'));
    expect(await folder.text('leak.txt', 10)).toBeNull();
    expect(await folder.text('plugins/outside/secret.txt', 10)).toBeNull();
    expect(await folder.list('plugins/outside')).toBeNull();
    expect(await folder.list('plugins')).toEqual([{ name: 'akismet', folder: true }]);
    expect(await folder.list('')).toEqual([
      { name: 'plugins', folder: true },
      { name: 'version.txt', folder: false },
    ]);
  });

  it('is told apart from a neighbour whose name begins alike', async () => {
    const { folder, root, outer } = place();
    mkdirSync(join(outer, 'site-backup'));
    writeFileSync(join(outer, 'site-backup/wp-config.php'), 'secret');
    symlinkSync(join(outer, 'site-backup'), join(root, 'backup'));
    expect(await folder.list('backup')).toBeNull();
  });
});

describe('links', () => {
  it('within the site count for what they lead to', async () => {
    const { folder, root } = place();
    symlinkSync('../plugins/akismet', join(root, 'plugins/linked'));
    symlinkSync('version.txt', join(root, 'current.txt'));
    expect(await folder.list('plugins')).toContainEqual({ name: 'linked', folder: true });
    expect(await folder.text('current.txt', 6)).toEqual({ text: '6.1', cut: true });
  });

  it('may be the folder itself, as docroots often are', async () => {
    const { root, outer } = place();
    symlinkSync(root, join(outer, 'current'));
    const folder = siteFolder(join(outer, 'current'));
    expect(await folder.text('version.txt', 5)).toMatchObject({ text: '6.' });
    expect(await folder.list('plugins')).toHaveLength(1);
  });
});

it('lists no more than 5,000 names', async () => {
  const { folder, root } = place();
  mkdirSync(join(root, 'many'));
  for (let index = 0; index < 5010; index += 1) writeFileSync(join(root, `many/${index}`), '');
  expect(await folder.list('many')).toHaveLength(5000);
});

it('has nothing to say of a folder that is not there', async () => {
  const folder = siteFolder('/nowhere/at/all');
  expect(await folder.list('')).toBeNull();
  expect(await folder.text('a', 1)).toBeNull();
});

it('knows when saved files were written, and of those that are missing that they are', async () => {
  const { root } = place();
  const path = join(root, 'version.txt');
  const [saved, missing] = await savedFiles([path, '/nowhere/list.json']);
  expect(saved).toMatchObject({ path });
  expect(Date.now() - (saved?.modifiedAt ?? 0)).toBeLessThan(60_000);
  expect(await saved?.text(10)).toEqual({ text: '6.1.9\n', cut: false });
  expect(await missing?.text(10)).toBeNull();
});
