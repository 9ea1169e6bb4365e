import { existsSync } from 'node:fs';
import type { Gathered } from '../../core/artifacts/failure.ts';
import type {
  BrowserJob,
  BrowserJobs,
  BrowserService,
  JobLimits,
} from '../../core/browser-service.ts';
import { locateChromium } from '../locate.ts';
import type { BrowserErrand } from '../worker/messages.ts';
import type { Try } from './errand.ts';
import { runOnce, twice } from './run-once.ts';
import { type SharedWorker, sharedWorker } from './shared-worker.ts';
import { newTempRoot, sweepTempRoots } from './temp-root.ts';
import { oneAtATime } from './turns.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** How browsers are run. */
export interface BrowserOptions {
  /** `browser.executablePath` of config/caretaker.yaml. */
  readonly executablePath?: string | undefined;
  /** For one browser with all its processes; 1.5 GiB unless given. */
  readonly memoryBytes?: number;
  /** How long an idle browser is kept; a minute unless given. */
  readonly idleMs?: number;
  /** Hears what a person would want to know when browsers misbehave; may hold text from sites. */
  readonly log?: (text: string) => void;
  /** The programs of the processes, for tests that bring their own. */
  readonly entries?: Readonly<Partial<Record<BrowserJob, URL>>>;
}

/**
 * Browsers in processes of their own, one job at a time, for a second one would spoil the figures of
 * the first. Page audits share one worker, which idles a while before it ends; each Lighthouse run
 * has a process of its own. Nothing is started before the first job.
 */
export function createBrowsers(options: BrowserOptions = {}): BrowserService {
  const { memoryBytes = 1.5 * 1024 ** 3, idleMs = 60_000, log = () => {} } = options;
  const entries = {
    'page-audit': new URL(`../worker/main${extension}`, import.meta.url),
    lighthouse: new URL(`../lighthouse/child${extension}`, import.meta.url),
    ...options.entries,
  };
  const containment = { tempRoot: newTempRoot(), memoryBytes, log };
  const worker: SharedWorker = sharedWorker(
    { ...containment, entry: entries['page-audit'] },
    idleMs,
  );
  const turns = oneAtATime();
  const closing = new AbortController();
  let swept: Promise<void> | undefined;

  async function once<Kind extends BrowserJob>(
    kind: Kind,
    params: BrowserJobs[Kind]['params'],
    limits: JobLimits,
  ): Promise<Gathered<BrowserJobs[Kind]['value']>> {
    type Value = BrowserJobs[Kind]['value'];
    const { platform, env } = process;
    const configured = options.executablePath;
    const found = locateChromium({ configured, platform, env, exists: existsSync });
    if (found.path === null) {
      const message = `No Chromium at ${found.tried.join(', ')} (${found.namedBy}).`;
      return { ok: false, failure: { code: 'browser-missing', message } };
    }
    swept ??= sweepTempRoots();
    await swept;
    const { allowPrivate } = limits;
    const errand = { params, allowPrivate, executablePath: found.path };
    if (kind === 'lighthouse') {
      return runOnce<BrowserErrand<unknown>, Value>(entries.lighthouse, errand, {
        ...limits,
        ...containment,
      });
    }
    // The worker's program answers page audits, and this is one.
    const attempt = () => worker.run(errand, limits) as Promise<Try<Value>>;
    return twice(attempt, limits.signal, log);
  }

  return {
    async run(kind, params, given) {
      const signal = AbortSignal.any([given.signal, closing.signal]);
      try {
        return await turns.take(() => once(kind, params, { ...given, signal }), signal);
      } catch (error) {
        return notRun(signal, error);
      }
    },
    async close() {
      closing.abort();
      await turns.over();
      await worker.close();
    },
  };
}

function notRun<Value>({ aborted }: AbortSignal, error: unknown): Gathered<Value> {
  const failure = aborted
    ? ({ code: 'cancelled', message: 'The run was stopped before its turn came.' } as const)
    : ({ code: 'internal', message: String(error) } as const);
  return { ok: false, failure };
}
