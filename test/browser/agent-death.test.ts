import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder, sweepTempRoots } from '../../src/browser/host/temp-root.ts';
import { httpOrigin } from '../support/origin.ts';
import { kill9, processesOf, rootsOf, testBrowsers, until, workerOf } from './support/browsers.ts';

const program = fileURLToPath(new URL('./support/agent.ts', import.meta.url));

async function quietOrigin() {
  const origin = await httpOrigin((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>quiet</title>');
  });
  return { url: origin.url, allowed: `127.0.0.1:${origin.port}` };
}

/** Starts an agent, and waits until it has said this word. */
async function agentAt(word: string, url: string, allowed: string) {
  const agent = spawn(process.execPath, [program, url, allowed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    agent.kill('SIGKILL');
  });
  let said = '';
  agent.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => agent.once('exit', resolve));
  expect(await until(() => said.includes(word), 60_000)).toBe(true);
  return { agent, pid: pidOf(agent), ended };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the agent was not started');
  return pid;
}

async function isGone(agent: number): Promise<boolean> {
  return (await processesOf(agent)).length === 0 && rootsOf(agent).length === 0;
}

describe('an agent that ends', { timeout: 120_000 }, () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s takes its browser and folder with it',
    async (signal) => {
      const { url, allowed } = await quietOrigin();
      const { agent, pid } = await agentAt('linger', `${url}/?linger=20000`, allowed);
      expect((await processesOf(pid)).length).toBeGreaterThan(4);
      agent.kill(signal);
      expect(await until(() => isGone(pid), 5_000)).toBe(true);
    },
  );

  it('of itself is not kept by an idle browser', async () => {
    const { url, allowed } = await quietOrigin();
    const { pid, ended } = await agentAt('looked', url, allowed);
    const start = performance.now();
    expect(await ended).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await until(() => isGone(pid), 5_000)).toBe(true);
  });

  it('together with its worker leaves what the next agent sweeps', async () => {
    const { url, allowed } = await quietOrigin();
    const { agent, pid } = await agentAt('linger', `${url}/?linger=20000`, allowed);
    const worker = (await workerOf(pid)) ?? Number.NaN;
    // A worker that hangs sees nothing of its parent's end.
    process.kill(worker, 'SIGSTOP');
    agent.kill('SIGKILL');
    await until(() => agent.signalCode !== null);
    expect(await isGone(pid)).toBe(false);
    const browsers = testBrowsers([allowed]);
    expect(await browsers.look(url)).toMatchObject({ ok: true });
    expect(await isGone(pid)).toBe(true);
  });

  it('by the death of its worker loses its browser too', async () => {
    const { url, allowed } = await quietOrigin();
    const { agent, pid } = await agentAt('linger', `${url}/?linger=20000`, allowed);
    agent.kill('SIGSTOP');
    await kill9(workerOf(pid));
    // The agent sleeps: it is the pipe between worker and Chromium that broke.
    const chromium = async () =>
      (await processesOf(pid)).filter(({ command }) => /chromium/.test(command));
    expect(await until(async () => (await chromium()).length === 0, 5_000)).toBe(true);
    agent.kill('SIGKILL');
    await sweepTempRoots();
  });
});

describe('a sweep', () => {
  const name = (pid: number) => join(tmpdir(), `caretaker-${pid}-00000000deadbeef`);
  const owner = { pid: 4_194_300, identity: 'gone', namespace: 'elsewhere' };

  it('leaves the folders of an agent that lives', async () => {
    const root = name(process.pid);
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    await makeFolder(root);
    await sweepTempRoots();
    expect(rootsOf()).toEqual([root]);
  });

  it('knows a process that only has the pid of a dead agent', async () => {
    const root = name(process.pid);
    await makeFolder(root);
    const namespace = readOwner(root).namespace;
    writeFileSync(
      join(root, 'owner.json'),
      JSON.stringify({ ...owner, pid: process.pid, namespace }),
    );
    await sweepTempRoots();
    expect(rootsOf()).toEqual([]);
  });

  it('waits with what it cannot judge until nobody has touched it for ten minutes', async () => {
    const root = name(owner.pid);
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(root);
    writeFileSync(join(root, 'owner.json'), JSON.stringify(owner));
    await sweepTempRoots();
    expect(rootsOf(owner.pid)).toEqual([root]);
    const past = new Date(Date.now() - 11 * 60_000);
    utimesSync(root, past, past);
    await sweepTempRoots();
    expect(rootsOf(owner.pid)).toEqual([]);
  });
});

function readOwner(root: string): { readonly namespace: string } {
  return JSON.parse(readFileSync(join(root, 'owner.json'), 'utf8')) as { namespace: string };
}
