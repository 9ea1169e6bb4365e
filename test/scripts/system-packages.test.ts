import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemPackages } from '../../scripts/system-packages.ts';

const machine = { platform: process.platform, env: process.env, configuredBrowser: undefined };
const wordpress = systemPackages.find(({ neededBy }) => neededBy.includes('WordPress'));

it('names each program once, with what installs it and what needs it', () => {
  expect(new Set(systemPackages.map(({ name }) => name)).size).toBe(systemPackages.length);
  for (const { apt, neededBy, byHand } of systemPackages) {
    for (const name of [...apt.debian, ...apt.ubuntu])
      expect(name).toMatch(/^[a-z0-9][a-z0-9.+-]+$/);
    expect(neededBy).not.toBe('');
    expect(byHand).not.toBe('');
  }
});

it('brings a whole WordPress with one call of apt-get, for the tests alone', () => {
  expect(wordpress?.for).toBe('tests');
  expect(wordpress?.apt.debian).toEqual(
    expect.arrayContaining(['php-cli', 'php-mysql', 'mariadb-server-core', 'wordpress']),
  );
  expect(wordpress?.byHand).toContain(wordpress?.apt.debian.join(' '));
});

it('takes WordPress for missing as long as one of its programs is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const program of ['php', 'mariadbd']) writeFileSync(join(folder, program), '');
  expect(wordpress?.state({ ...machine, env: { PATH: folder } })).toBe('missing');
  expect(wordpress?.state(machine)).toBe('present');
});
