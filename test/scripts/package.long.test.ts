import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shipped = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'package-lock.json'];
const sources = ['bin', 'src', 'checks', 'config', 'docs', 'tsconfig.json', 'tsconfig.build.json'];

describe('the npm package, installed in an empty folder', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'package-'));
  const home = join(temporary, 'home');
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const clone = join(temporary, 'clone');
    for (const part of [...shipped, ...sources, '.npmrc']) {
      cpSync(join(root, part), join(clone, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
    npm(clone, 'pack', '--pack-destination', temporary);
    const [tarball = ''] = readdirSync(temporary).filter((name) => name.endsWith('.tgz'));
    mkdirSync(home);
    npm(home, 'init', '--yes');
    npm(home, 'install', '--prefer-offline', join(temporary, tarball));

    server = createServer((request, response) => {
      response.writeHead(request.url === '/broken' ? 500 : 200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Shop</title><p>Welcome</p>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => {
    server.close();
    rmSync(temporary, { recursive: true });
  });

  it('brings no sources and no sites', () => {
    const installed = join(home, 'node_modules', 'caretaker');
    expect(readdirSync(installed)).not.toContain('src');
    expect(readdirSync(installed)).not.toContain('test');
    expect(readdirSync(join(installed, 'config'))).not.toContain('sites');
  });

  it('says its version', async () => {
    expect(await caretaker('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('checks a site that is up', async () => {
    const { status, stdout } = await caretaker('check', url, 'uptime', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      site: { url: expect.stringContaining(url) },
      results: [{ check: 'uptime', outcome: 'passed', metrics: { status: 200 } }],
    });
  });

  it('finds every check that needs no browser without its name', async () => {
    const { stdout } = await caretaker('check', url, '--format', 'json');
    const pageAudits = ['accessibility', 'broken-links', 'performance', 'seo'];
    const checks = readdirSync(join(root, 'checks')).filter((id) => !pageAudits.includes(id));
    const results: { check: string }[] = JSON.parse(stdout).results;
    expect(results.map(({ check }) => check).sort()).toEqual(checks.sort());
  });

  it('exits with 1 for a site that is broken', async () => {
    const { status, stdout } = await caretaker('check', `${url}/broken`, 'uptime');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ outcome: 'failed' }] });
  });

  it('exits with 2 for a check that does not exist', async () => {
    expect((await caretaker('check', url, 'uptim')).status).toBe(2);
  });

  /** Asynchronous, because the site that is checked is served by this very process. */
  function caretaker(...args: string[]) {
    return run('npx', ['--no-install', 'caretaker', ...args], { cwd: home, env: plainEnv() });
  }
});

function npm(cwd: string, ...args: string[]): void {
  const { status, stderr } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd,
    env: plainEnv(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${stderr}`);
}

/** The environment of somebody who has no clone: nothing of this one on the PATH, nothing from npm. */
function plainEnv(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.startsWith(root));
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|CI$)/i.test(name));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
