import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderWith } from '../support/config-folder.ts';
import { httpOrigin, type Origin } from '../support/origin.ts';

const bin = fileURLToPath(new URL('../../bin/caretaker.mjs', import.meta.url));
const practice = { 'config/caretaker.yaml': 'defaults: {}\n', 'config/sites/.gitkeep': '' };

/** A line of the log. */
type Line = Readonly<Record<string, unknown>>;

/** An agent in a process of its own, ended with the test. */
class Agent {
  readonly folder: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly exit: Promise<number | null>;
  #out = '';
  err = '';

  constructor(folder: string, env: Readonly<Record<string, string>> = {}) {
    this.folder = folder;
    this.#process = spawn(process.execPath, [bin, 'run'], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    this.#process.stdout.on('data', (data) => {
      this.#out += data;
    });
    this.#process.stderr.on('data', (data) => {
      this.err += data;
    });
    this.exit = new Promise((resolve) => this.#process.once('close', resolve));
    onTestFinished(() => {
      this.#process.kill('SIGKILL');
    });
  }

  get lines(): readonly Line[] {
    return this.#out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }

  /** The first line of the log of which this is true. */
  async line(isWanted: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const found = this.lines.find(isWanted);
      if (found) return found;
      if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#out}${this.err}`);
      await wait(20);
    }
  }

  message(start: string): Promise<Line> {
    return this.line(({ msg }) => String(msg).startsWith(start));
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }
}

async function agent(files: Readonly<Record<string, string>>): Promise<Agent> {
  return new Agent(await folderWith({ ...practice, ...files }));
}

/** A site of config that is a server on loopback, looked at every 10 s. */
function siteAt({ url, port }: Origin): string {
  return `url: ${url}/
network: { allowPrivate: ["127.0.0.1:${port}"] }
checks:
  uptime: { schedule: 10s }
  platform-hardening: false
  accessibility: false
  broken-links: false
  performance: false
  seo: false
`;
}

describe('caretaker run', () => {
  it('logs a line for each result, takes up new sites, and ends in order', {
    timeout: 40_000,
  }, async () => {
    const origin = await httpOrigin((request, response) => {
      response.statusCode = request.url === '/' ? 200 : 503;
      response.end('<title>Shop</title>');
    });
    const running = await agent({ 'config/sites/good.yaml': siteAt(origin) });
    expect(await running.message('watching 1 site with 2 checks')).toMatchObject({ level: 'info' });

    const broken = siteAt(origin).replace(/(url: .+)\//, '$1/cart');
    await writeFile(join(running.folder, 'config/sites/broken.yaml'), broken);
    await running.message('config reloaded: watching 2 sites with 4 checks');

    expect(await running.line((line) => line.site === 'good' && line.check === 'uptime')).toEqual({
      level: 'info',
      time: expect.any(String),
      site: 'good',
      check: 'uptime',
      outcome: 'passed',
      durationMs: expect.any(Number),
      rules: [],
      msg: expect.stringMatching(/^good uptime passed in \d+ ms$/),
    });
    expect(
      await running.line((line) => line.site === 'broken' && line.check === 'uptime'),
    ).toMatchObject({
      level: 'warn',
      outcome: 'failed',
      rules: ['status-unexpected'],
      msg: expect.stringMatching(/^broken uptime failed in \d+ ms: .+ \(status-unexpected\)$/),
    });

    running.signal('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.lines.at(-1)).toMatchObject({ msg: 'stopped' });
    expect(running.err).toBe('');
  });

  it('says how to begin where no site is there yet, and waits for one', async () => {
    const running = await agent({});
    await running.message('config/sites is empty: add a site with `caretaker init https://…`');
    expect(running.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    running.signal('SIGINT');
    expect(await running.exit).toBe(0);
  });

  it('does not begin with a config that has mistakes', async () => {
    const running = await agent({ 'config/sites/acme.yaml': 'urll: x\n' });
    expect(await running.exit).toBe(2);
    expect(running.lines).toEqual([]);
    expect(running.err).toContain('config/sites/acme.yaml:1:1  unknown key `urll`.');
  });

  it('keeps the last good config where a change has mistakes, and SIGHUP reads it again', async () => {
    const running = await agent({});
    await running.message('config/sites is empty');
    const file = join(running.folder, 'config/sites/acme.yaml');
    await writeFile(file, 'urll: x\n');
    running.signal('SIGHUP');
    const problem = 'config/sites/acme.yaml:1:1 unknown key `urll`.';
    expect(await running.message(problem)).toMatchObject({
      level: 'error',
      file: 'config/sites/acme.yaml',
      line: 1,
      column: 1,
    });
    await running.message('config not reloaded: 2 problems; the last good one stays in force');
    await rm(file);
    await running.message('config reloaded: config/sites is empty');
    running.signal('SIGTERM');
    expect(await running.exit).toBe(0);
  });

  it('lets what runs end after the first signal, and leaves at once after the second', {
    timeout: 40_000,
  }, async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const hanging = await httpOrigin(() => resolve());
    const running = await agent({ 'config/sites/slow.yaml': siteAt(hanging) });
    await asked;
    running.signal('SIGTERM');
    await running.message('stopping');
    await wait(300);
    expect(running.lines.at(-1)).toMatchObject({ msg: expect.stringMatching(/^stopping/) });
    running.signal('SIGTERM');
    const second = performance.now();
    expect(await running.exit).toBe(143);
    expect(performance.now() - second).toBeLessThan(2_000);
  });
});
