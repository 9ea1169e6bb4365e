import type { Gathered } from './core/artifacts/failure.ts';
import { type HttpExchange, pageParams } from './core/artifacts/http-exchange.ts';
import type { Check } from './core/check.ts';
import type { Clock } from './core/clock.ts';
import type { PlatformDetector } from './core/platform-markers.ts';
import type { CheckResult } from './core/result.ts';
import type { Site } from './core/site.ts';
import { noTrace, type Trace } from './core/trace.ts';
import {
  checkIds,
  discoverChecks,
  loadCheck,
  loadGatherer,
  loadPlatforms,
} from './engine/discover.ts';
import { hedged } from './engine/hedge.ts';
import { createLanes } from './engine/lanes.ts';
import { maskSecrets } from './engine/mask-secrets.ts';
import type { LastRun, WatchedSite } from './engine/schedule.ts';
import { type PlannedCheck, visit } from './engine/visit.ts';
import { type Timer, Worker, type WorkerEvents } from './engine/worker.ts';
import { allowanceOfNamedUrl, parseAllowance, targetAllowed } from './gather/address-policy.ts';
import { publicHolidaysBy } from './holidays/public-holidays.ts';
import { discoverChannels } from './notify/discover.ts';

export type { NamedSite, WatchedSite } from './engine/schedule.ts';
export type { PlannedCheck } from './engine/visit.ts';

/** What differs from visit to visit. */
export interface VisitOptions {
  readonly signal: AbortSignal;
  readonly trace?: Trace;
  readonly onResult?: (result: CheckResult) => void;
}

/** The parts of the program, put together once: all that commands and pages may use. */
export interface App {
  readonly clock: Clock;
  readonly timer: Timer;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly checks: {
    /** Sorted; loads none of them. */
    ids(): Promise<readonly string[]>;
    load(id: string): Promise<Check>;
    all(): Promise<readonly Check[]>;
  };
  readonly channels: { readonly all: typeof discoverChannels };
  /** Which addresses may be contacted; see gather/address-policy. */
  readonly addresses: {
    readonly targetAllowed: typeof targetAllowed;
    readonly allowanceOfNamedUrl: typeof allowanceOfNamedUrl;
    readonly isAllowance: (text: string) => boolean;
  };
  readonly publicHolidays: ReturnType<typeof publicHolidaysBy>;
  platforms(): Promise<readonly PlatformDetector[]>;
  /** Makes checks see secrets masked in whatever they judge. */
  readonly maskSecrets: typeof maskSecrets;
  visit(
    site: Site,
    planned: readonly PlannedCheck[],
    options: VisitOptions,
  ): Promise<readonly CheckResult[]>;
  /** A worker for these sites, not started yet. */
  worker(
    sites: readonly WatchedSite[],
    events: WorkerEvents & { readonly lastRun: LastRun },
  ): Worker;
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
    timer: systemTimer,
    random: Math.random,
    checks: { ids: checkIds, load: loadCheck, all: discoverChecks },
    channels: { all: discoverChannels },
    addresses: {
      targetAllowed,
      allowanceOfNamedUrl,
      isAllowance: (text) => parseAllowance(text) !== null,
    },
    publicHolidays: publicHolidaysBy(clock),
    platforms: loadPlatforms,
    maskSecrets,
    visit: visitNow,
    worker: (sites, events) =>
      new Worker(sites, {
        ...events,
        clock,
        timer: systemTimer,
        visit: hedged(visitNow, systemTimer),
      }),
    fetchPage: async (site, signal) => {
      const gatherer = await loadGatherer('http-exchange');
      const need = () => Promise.reject(new Error('a page needs no other artifact'));
      return gatherer.gather(pageParams(site.url), { site, clock, signal, trace: noTrace, need });
    },
  };
}
