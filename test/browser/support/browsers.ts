import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type BrowserOptions, createBrowsers } from '../../../src/browser/host/browsers.ts';
import { processesNaming } from '../../../src/browser/host/process-group.ts';
import type { Gathered } from '../../../src/core/artifacts/failure.ts';
import type { PageAudit } from '../../../src/core/artifacts/page-audit.ts';
import type { JobLimits } from '../../../src/core/browser-service.ts';

/** The worker's program of these tests. */
export const lookEntry = new URL('./look.ts', import.meta.url);

/** Browsers of one test, and what it takes to look at a page with them. */
export interface TestBrowsers {
  look(url: string, limits?: Partial<JobLimits>): Promise<Gathered<PageAudit>>;
  readonly steps: string[];
  readonly log: string[];
  close(): Promise<void>;
}

/** Starts browsers whose pages may be on the loopback ports named; closed when the test ends. */
export function testBrowsers(
  allowed: readonly string[],
  options: BrowserOptions = {},
): TestBrowsers {
  const log: string[] = [];
  const steps: string[] = [];
  const browsers = createBrowsers({
    log: (text) => log.push(text),
    entries: { 'page-audit': lookEntry },
    ...options,
  });
  onTestFinished(() => browsers.close());
  return {
    steps,
    log,
    close: () => browsers.close(),
    look: (url, limits) =>
      browsers.run(
        'page-audit',
        { url, device: 'desktop', accessibility: false },
        {
          signal: new AbortController().signal,
          deadlineMs: 40_000,
          allowPrivate: allowed,
          onStep: (step) => steps.push(step),
          ...limits,
        },
      ),
  };
}

/** The temp roots of an agent; this process unless named. */
export function rootsOf(agent = process.pid): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`caretaker-${agent}-`))
    .map((name) => join(tmpdir(), name));
}

/** Processes of an agent's browsers that run, by their command lines. */
export async function processesOf(
  agent = process.pid,
): Promise<readonly { readonly pid: number; readonly command: string }[]> {
  const pids = await processesNaming(join(tmpdir(), `caretaker-${agent}-`));
  return pids.flatMap((pid) => {
    const command = commandOf(pid);
    return command ? [{ pid, command }] : [];
  });
}

/** The browser's own process, whose end is the end of all the others. */
export async function chromiumOf(agent = process.pid): Promise<number | undefined> {
  const all = await processesOf(agent);
  return all.find(
    ({ command }) => command.includes('--user-data-dir=') && !command.includes('--type='),
  )?.pid;
}

/** The process that holds the browser. */
export async function workerOf(agent = process.pid): Promise<number | undefined> {
  const all = await processesOf(agent);
  return all.find(({ command }) => command.includes(lookEntry.pathname))?.pid;
}

/** Kills a process as nothing else does. Throws where there is none to kill. */
export async function kill9(looked: Promise<number | undefined>): Promise<void> {
  const pid = await looked;
  if (pid === undefined) throw new Error('there is nobody to kill');
  process.kill(pid, 'SIGKILL');
}

/** Waits until something is so; what it waits for is looked at by the test. */
export async function until<Value>(
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
  withinMs = 10_000,
): Promise<Value | undefined> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
