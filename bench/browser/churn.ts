import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowsers } from '../../src/browser/host/browsers.ts';
import { killProcess, processesNaming } from '../../src/browser/host/process-group.ts';

const audits = 200;
const kills = 20;
/** By now everything is loaded, and what grows after it grows for good. */
const warmUp = 20;

const html = '<!doctype html><html lang="en"><title>Small</title><h1>Small</h1><p>One page.</p>';

/** What is left after 200 accessibility audits of a small page, of which 20 lost their browser. */
export interface Churn {
  /** Audits that brought nothing. */
  readonly lost: number;
  readonly processes: number;
  readonly folders: number;
  /** Of the agent itself, from the twentieth audit to the last. */
  readonly grownBytes: number;
  readonly descriptors: number;
}

/** Runs the audits one after the other; every tenth is killed while it looks. */
export async function benchChurn(): Promise<Churn> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browsers = createBrowsers();
  let lost = 0;
  let before = { bytes: 0, descriptors: 0 };
  for (let count = 1; count <= audits; count += 1) {
    let isKilled = count % (audits / kills) !== 0;
    const answer = await browsers.run(
      'page-audit',
      { url: `http://127.0.0.1:${port}/`, device: 'desktop', accessibility: true },
      {
        signal: new AbortController().signal,
        deadlineMs: 60_000,
        allowPrivate: [`127.0.0.1:${port}`],
        onStep: async (step) => {
          if (isKilled || step === 'load') return;
          isKilled = true;
          await killOne(count % (2 * (audits / kills)) === 0 ? 'profile' : 'worker');
        },
      },
    );
    if (!answer.ok) lost += 1;
    if (count === warmUp) before = usage();
  }
  const after = usage();
  await browsers.close();
  server.close();
  return {
    lost,
    processes: (await processesNaming(ownRoot)).length,
    folders: readdirSync(tmpdir()).filter((name) => join(tmpdir(), name).startsWith(ownRoot))
      .length,
    grownBytes: after.bytes - before.bytes,
    descriptors: after.descriptors - before.descriptors,
  };
}

const ownRoot = join(tmpdir(), `caretaker-${process.pid}-`);

/** The browser names its profile first; the process that holds it does not. */
async function killOne(which: 'profile' | 'worker'): Promise<void> {
  const profiles = await processesNaming('--user-data-dir=');
  const own = await processesNaming(ownRoot);
  const victim =
    which === 'profile'
      ? own.find((pid) => profiles.includes(pid))
      : own.find((pid) => !profiles.includes(pid));
  if (victim !== undefined) killProcess(victim);
}

function usage(): { bytes: number; descriptors: number } {
  globalThis.gc?.();
  return {
    bytes: process.memoryUsage.rss(),
    descriptors: readdirSync('/proc/self/fd').length,
  };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchChurn())}\n`);
