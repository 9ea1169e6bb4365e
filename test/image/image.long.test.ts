import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { call } from '../../scripts/image/call.ts';
import {
  type Container,
  type ContainerOptions,
  runContainer,
  startContainer,
} from '../../scripts/image/container.ts';
import { whyNoImage } from '../../scripts/image/machine.ts';
import { type BuiltImage, buildProduct } from '../../scripts/image/product.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version }: { version: string } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const why = await whyNoImage();
if (why !== null) process.stdout.write(`The container image is not built: ${why}.\n`);

describe('the image', () => {
  let image: BuiltImage;
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const empty = join(folder, 'sites');

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    mkdirSync(empty);
    if (why === null) image = await buildProduct(version);
  }, 20 * 60_000);
  afterAll(async () => {
    await image?.release();
    rmSync(folder, { recursive: true });
  });

  it.skipIf(why !== null)('is built from the Dockerfile as it is', async () => {
    const megabytes = Number.parseInt(await call('du', ['-smx', image.files], 60), 10);
    process.stdout.write(`The container image takes ${megabytes} MiB on the disk.\n`);
    expect(megabytes).toBeLessThan(1300);
    expect(image.config).toMatchObject({ User: '1000:1000', StopSignal: 'SIGTERM' });
    expect(image.config.Labels['org.opencontainers.image.version']).toBe(version);
  });
  // What cannot be built cannot be looked at: the skipped test above stands for all of these.
  if (why !== null) return;

  describe('holds', () => {
    const packages = 'opt/caretaker/node_modules';

    it('the packages that run, and neither those of development nor the pinned Node', () => {
      const lock = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
      const locked = Object.entries<{ dev?: boolean; optional?: boolean }>(lock.packages)
        .filter(([path]) => path !== '')
        .map(([path, { dev, optional }]) => ({ path, runs: !dev && !optional }));
      const present = (path: string) => existsSync(join(image.files, 'opt/caretaker', path));
      expect(locked.filter(({ path, runs }) => present(path) !== runs)).toEqual([]);
      expect(existsSync(join(image.files, packages, '.cache'))).toBe(false);
    });

    it('JavaScript only, without tests, sources and sites', async () => {
      const parts = await call('ls', [join(image.files, 'opt/caretaker')], 10);
      expect(parts.trim().split('\n')).toEqual(
        ['CHANGELOG.md', 'LICENSE', 'bin', 'dist', 'node_modules', 'package.json'].sort(),
      );
      const sites = await call('ls', [join(image.files, 'config/sites')], 10);
      expect(sites).toBe('');
    });

    it('nothing that builds it was lent: no settings of npm, no certificates, no caches', async () => {
      const size = (path: string) => statSync(join(image.files, path)).size;
      expect(size('usr/local/etc/npmrc') + size('usr/local/etc/certificates.pem')).toBe(0);
      const left = ['-xdev', '(', '-name', '.npmrc', '-o', '-name', '_cacache', '-o'];
      const found = [...left, '-name', '*.deb', '-o', '-path', '*/apt/lists/?*', ')'];
      const inside = await call('find', [image.files, ...found], 60);
      expect(inside.split('\n').filter((path) => !path.includes(packages))).toEqual(['']);
      const told = [...image.history, ...image.config.Env].join('\n');
      expect(told).not.toMatch(/token|password|secret|_auth|proxy/i);
    });

    it('no file that its user could change, except in /data, /tmp and its home', async () => {
      const places = ['data', 'tmp', 'home', 'proc', 'dev', 'sys', 'var/tmp', 'run/lock'];
      const left = places.flatMap((place) => ['-path', join(image.files, place), '-prune', '-o']);
      const writable = ['-not', '-type', 'l', '(', '-perm', '-o+w', '-o', '-user', '1000', ')'];
      expect(await call('find', [image.files, '-xdev', ...left, ...writable, '-print'], 60)).toBe(
        '',
      );
    });
  });

  describe('runs a command to its end', () => {
    it('and says its version', async () => {
      expect(await run('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
    });

    it('with the exit code of the command', async () => {
      expect(await run('check', 'https://127.0.0.1:9', 'uptime')).toMatchObject({ status: 1 });
      expect(await run('check', 'nowhere')).toMatchObject({ status: 2 });
    });

    it('with a valid config, in which there is no site yet', async () => {
      expect(await run('validate')).toMatchObject({ status: 0 });
    });

    it('doctor: Node 26, a Chromium that starts, a store that can be written', async () => {
      const { stdout } = await run('doctor', '--format', 'json');
      const found: { name: string; status: string; detail: string }[] = JSON.parse(stdout);
      const diagnosis = (name: string) => found.find((each) => each.name === name);
      expect(diagnosis('runtime')).toMatchObject({
        status: 'ok',
        detail: expect.stringMatching(/^Node 26\.\S+ at \/usr\/local\/bin\/node$/),
      });
      // Its own sandbox depends on the engine's seccomp profile, so a warning is fine here.
      expect(diagnosis('browser')).toMatchObject({
        status: expect.not.stringMatching('failed'),
        detail: expect.stringMatching(/^Chromium \d+\S* at \/usr\/bin\/chromium,/),
      });
      expect(diagnosis('store')).toMatchObject({
        status: 'ok',
        detail: expect.stringMatching(/^\/data is writable/),
      });
    });
  });

  describe('runs the agent', () => {
    const state = dataFolder();
    let agent: Container;

    beforeAll(async () => {
      agent = await startContainer(image, {
        data: state,
        sites: join(root, 'docker/sites'),
        command: ['run'],
      });
      await until(async () => (await healthcheck(agent)) === 0);
    });
    afterAll(() => agent.signal('SIGKILL'));

    it('as a user without privileges, under an init', async () => {
      const { stdout } = await agent.exec('sh', '-c', 'cat /proc/1/comm /proc/[0-9]*/status');
      expect(stdout).toMatch(/^tini\n/);
      expect(fields(stdout, 'Uid')).toEqual(['1000\t1000\t1000\t1000']);
      expect(fields(stdout, 'CapBnd')).toEqual(['0000000000000000']);
      expect(fields(stdout, 'NoNewPrivs')).toEqual(['1']);
    });

    it('with health and pages, where a port mapping finds them', async () => {
      expect(await fetchInside(agent, 'http://192.0.2.1:8080/healthz')).toMatch(/^200 .*"ok"/);
      expect(await fetchInside(agent, 'http://192.0.2.1:8080/sign-in')).toMatch(/^200 .*<form/s);
      const style = /href="(\S+\.css)"/.exec(
        await fetchInside(agent, 'http://192.0.2.1:8080/sign-in'),
      );
      expect(await fetchInside(agent, `http://192.0.2.1:8080${style?.[1]}`)).toMatch(/^200 /);
    });

    it('which prints the URL that signs in', () => {
      expect(agent.said()).toMatch(/http:\/\/localhost:8080\/\?token=[\w-]{43}"/);
    });

    it('watching the site of docker-compose.yml', async () => {
      const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'));
      // It ends with the container.
      void agent.exec(...compose.services.site.entrypoint);
      await until(async () => (await fetchInside(agent, 'http://site:8000/')).startsWith('200'));
      expect(await agent.exec('caretaker', 'check', 'example', 'uptime')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('"outcome": "passed"'),
      });
      expect(agent.said()).toContain('watching 1 site');
    });

    it('beside commands on the same store', async () => {
      expect(await agent.exec('caretaker', 'incidents', 'list')).toMatchObject({ status: 0 });
    });

    it('writing nothing but its data', async () => {
      const attempt = await agent.exec('sh', '-c', 'touch /opt/caretaker/bin/mine');
      expect(attempt.stderr).toContain('Read-only file system');
      expect(statSync(join(state, 'caretaker.db'))).toMatchObject({ uid: 1000, gid: 1000 });
    });

    it('until SIGTERM, then ends what runs and exits with 0 within 8 s', async () => {
      const started = performance.now();
      agent.signal('SIGTERM');
      expect(await agent.ended).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('"stopped"'),
      });
      expect(performance.now() - started).toBeLessThan(8000);
    });

    it('again on the same data, with a store that is sound', async () => {
      const command = ['incidents', 'list', '--format', 'json'];
      const again = await runContainer(image, { data: state, sites: empty, command });
      expect(again).toMatchObject({ status: 0, stdout: '[]\n' });
    });
  });

  it('shows the demo, and an incident in it', async () => {
    const options = plain();
    const demo = await startContainer(image, { ...options, command: ['run', '--demo'] });
    await until(async () => /incident I-\S+ opened/i.test(demo.said()));
    expect(demo.said()).toContain('http://localhost:8080/?token=');
    expect(await healthcheck(demo)).toBe(0);
    demo.signal('SIGTERM');
    expect(await demo.ended).toMatchObject({ status: 0 });
  });

  it('is unhealthy where no agent answers', async () => {
    const idle = await startContainer(image, {
      ...plain(),
      entrypoint: ['sleep'],
      command: ['60'],
    });
    try {
      expect(await healthcheck(idle)).toBe(1);
    } finally {
      idle.signal('SIGKILL');
    }
  });

  /** A volume as an engine makes it from the image's folder: its user's. */
  function dataFolder(): string {
    const data = mkdtempSync(join(folder, 'data-'));
    chownSync(data, 1000, 1000);
    return data;
  }

  function plain(): ContainerOptions {
    return { data: dataFolder(), sites: empty };
  }

  function run(...command: readonly string[]) {
    return runContainer(image, { ...plain(), command });
  }

  async function healthcheck(container: Container): Promise<number | null> {
    const [kind, ...command] = image.config.Healthcheck.Test;
    expect(kind).toBe('CMD');
    return (await container.exec(...command)).status;
  }
});

/** Status and text of an answer, asked for from inside as by a browser that types localhost:8080. */
async function fetchInside(container: Container, url: string): Promise<string> {
  const headers = { host: url.startsWith('http://192.0.2.1') ? 'localhost:8080' : undefined };
  const script = `
    const { get } = require('node:http');
    get(${JSON.stringify(url)}, ${JSON.stringify({ headers })}, async (answer) =>
      console.log(answer.statusCode, Buffer.concat(await answer.toArray()).toString()),
    ).on('error', () => process.exit(1));`;
  return (await container.exec('node', '-e', script)).stdout;
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await reached())) {
    if (performance.now() > deadline) throw new Error('it did not come about within a minute');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The different values of a field in the status of all processes. */
function fields(text: string, name: string): readonly string[] {
  const values = [...text.matchAll(new RegExp(`^${name}:\\t(.*)$`, 'gm'))].map(
    ([, value]) => value,
  );
  return [...new Set(values)].map(String);
}
