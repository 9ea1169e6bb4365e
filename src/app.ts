import type { Gathered } from './core/artifacts/failure.ts';
import type { HttpExchange } from './core/artifacts/http-exchange.ts';
import { pageParams } from './core/artifacts/http-exchange.ts';
import type { Clock } from './core/clock.ts';
import type { CheckResult } from './core/result.ts';
import type { Site } from './core/site.ts';
import { noTrace, type Trace } from './core/trace.ts';
import { loadGatherer } from './engine/discover.ts';
import { createLanes, type Lanes } from './engine/lanes.ts';
import type { WatchedSite } from './engine/schedule.ts';
import { type PlannedCheck, visit } from './engine/visit.ts';
import { type Timer, Worker, type WorkerEvents } from './engine/worker.ts';

export type { NamedSite, WatchedSite } from './engine/schedule.ts';

/** What differs from visit to visit. */
export interface VisitOptions {
  readonly signal: AbortSignal;
  readonly trace?: Trace;
  readonly onResult?: (result: CheckResult) => void;
}

/** The parts of the program, put together once. */
export interface App {
  readonly clock: Clock;
  readonly lanes: Lanes;
  visit(
    site: Site,
    planned: readonly PlannedCheck[],
    options: VisitOptions,
  ): Promise<readonly CheckResult[]>;
  /** A worker for these sites, not started yet. */
  worker(sites: readonly WatchedSite[], events: WorkerEvents): Worker;
  /** One look at a page outside any check. */
  fetchPage(site: Site, signal: AbortSignal): Promise<Gathered<HttpExchange>>;
}

const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

const systemTimer: Timer = (ms, wake) => {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
};

/** The composition root: the one place that knows which clock, network and queues are real. */
export function createApp(clock: Clock = systemClock): App {
  const lanes = createLanes();
  const visitNow: App['visit'] = (site, planned, { signal, trace = noTrace, onResult }) =>
    visit(site, planned, {
      clock,
      lanes,
      loadGatherer,
      signal,
      trace,
      memory: () => ({ previous: null, baseline: () => null, state: null }),
      ...(onResult ? { onResult } : {}),
    });
  return {
    clock,
    lanes,
    visit: visitNow,
    worker: (sites, events) =>
      new Worker(sites, {
        ...events,
        clock,
        timer: systemTimer,
        visit: visitNow,
        lastRun: () => null,
      }),
    fetchPage: async (site, signal) => {
      const gatherer = await loadGatherer('http-exchange');
      const need = () => Promise.reject(new Error('a page needs no other artifact'));
      return gatherer.gather(pageParams(site.url), { site, clock, signal, trace: noTrace, need });
    },
  };
}
