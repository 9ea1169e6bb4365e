import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const parts = ['.npmrc', 'bin', 'scripts', 'src', 'package.json', 'package-lock.json'];

describe('set-up of a clean clone', () => {
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  for (const part of parts) cpSync(join(root, part), join(clone, part), { recursive: true });
  afterAll(() => rmSync(clone, { recursive: true }));

  it('installs the packages and a Node that starts, and says so in one line', () => {
    const { status, stderr } = setUp();
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^set-up: installing the packages of package-lock\.json.*\n$/),
    });
    expect(existsSync(join(clone, 'node_modules', 'got', 'package.json'))).toBe(true);
  });

  it('does nothing and says nothing the second time, well within a second', () => {
    const started = performance.now();
    expect(setUp()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('says what is wrong with a browser that somebody named, and goes on', () => {
    const { status, stderr } = setUp({ CHROME_PATH: '/nowhere/chrome' });
    expect(status).toBe(0);
    expect(stderr).toBe(
      'set-up: CHROME_PATH names /nowhere/chrome, which is not there: correct or remove it.\n',
    );
  });

  /** With a browser in place: what set-up installs as root is the system's and not the clone's. */
  function setUp(env: NodeJS.ProcessEnv = { CHROME_PATH: process.execPath }) {
    return spawnSync(process.execPath, ['scripts/setup.mjs'], {
      cwd: clone,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  }
});
