import type { ArtifactName, ArtifactValue } from './core/artifacts/artifact.ts';
import type { Gathered } from './core/artifacts/failure.ts';
import { type HttpExchange, pageParams } from './core/artifacts/http-exchange.ts';
import type { BrowserService } from './core/browser-service.ts';
import { type ArtifactRequest, type Check, request } from './core/check.ts';
import { type CheckMemory, noMemory } from './core/check-memory.ts';
import type { Clock } from './core/clock.ts';
import type { Feed } from './core/feed.ts';
import type { FeedCache } from './core/feed-cache.ts';
import { memoryFeedCache } from './core/memory-feed-cache.ts';
import { noBrowser } from './core/no-browser.ts';
import type { PlatformModule } from './core/platform-module.ts';
import type { CheckResult } from './core/result.ts';
import type { Site } from './core/site.ts';
import { noAccess, type SiteAccess } from './core/site-access.ts';
import { noTrace, type Trace } from './core/trace.ts';
import {
  checkIds,
  discoverChecks,
  loadCheck,
  loadFeeds,
  loadGatherer,
  loadPlatforms,
} from './engine/discover.ts';
import { gatherOnce } from './engine/gathering.ts';
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
  /** What config grants for the site; nothing where it is left out. */
  readonly access?: SiteAccess;
  /** Where feeds are kept; in memory where it is left out. */
  readonly feedCache?: FeedCache;
  /** Who looks at pages; nobody where it is left out. */
  readonly browser?: BrowserService;
  /** Told of each step of long work. */
  readonly progress?: (step: string) => void;
  /** What is known from earlier runs; nothing where it is left out. Never rejects. */
  readonly memory?: (check: string) => Promise<CheckMemory>;
}

/** What the worker asks about a site when it visits one. */
export interface WorkerAccess {
  readonly accessOf: (site: string) => SiteAccess;
  /** What is known from earlier runs of a check at a site. Never rejects. */
  readonly memoryOf: (site: string, check: string) => Promise<CheckMemory>;
  readonly feedCache: FeedCache;
  readonly browser: BrowserService;
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
  /** Browsers that start when they are first needed; to be closed by whoever asked. */
  browsers(options: { readonly executablePath?: string | undefined }): BrowserService;
  platforms(): Promise<readonly PlatformModule[]>;
  feeds(): Promise<readonly Feed[]>;
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
    events: WorkerEvents & WorkerAccess & { readonly lastRun: LastRun },
  ): Worker;
  /** One look at a page outside any check. */
  fetchPage(site: Site, signal: AbortSignal): Promise<Gathered<HttpExchange>>;
  /** One artifact outside any check, with whatever it needs in turn. */
  gather<Name extends ArtifactName>(
    site: Site,
    wanted: ArtifactRequest<Name>,
    options: Omit<VisitOptions, 'onResult'>,
  ): Promise<Gathered<ArtifactValue<Name>>>;
}

const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

const systemTimer: Timer = (ms, wake) => {
  const timer = setTimeout(wake, ms);
  return () => clearTimeout(timer);
};

/** The composition root: the one place that knows which clock, network and queues are real. */
export function createApp(clock: Clock = systemClock): App {
  const lanes = createLanes();
  const inMemory = memoryFeedCache();
  const platforms = once(loadPlatforms);
  const feeds = once(loadFeeds);
  const visitNow: App['visit'] = (site, planned, options) => {
    const { signal, trace = noTrace, onResult, access = noAccess, feedCache = inMemory } = options;
    const { browser = noBrowser, progress = () => {} } = options;
    return visit(site, planned, {
      clock,
      lanes,
      loadGatherer,
      services: { access, platforms, feeds, feedCache, browser, progress },
      signal,
      trace,
      memory: options.memory ?? (() => noMemory),
      ...(onResult ? { onResult } : {}),
    });
  };
  const gather: App['gather'] = (site, wanted, options) => {
    const { signal, trace = noTrace, access = noAccess, feedCache = inMemory } = options;
    const { browser = noBrowser, progress = () => {} } = options;
    const services = { access, platforms, feeds, feedCache, browser, progress };
    return gatherOnce(site, { clock, trace, loadGatherer, services, asked: [wanted] })(
      wanted,
      signal,
    );
  };
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
    browsers: lazyBrowsers,
    platforms,
    feeds,
    maskSecrets,
    visit: visitNow,
    worker: (sites, events) =>
      new Worker(sites, {
        ...events,
        clock,
        timer: systemTimer,
        visit: hedged(
          (site, planned, options) =>
            visitNow(site, planned, {
              ...options,
              access: site.id === null ? noAccess : events.accessOf(site.id),
              memory: (check) => events.memoryOf(site.id, check),
              feedCache: events.feedCache,
              browser: events.browser,
            }),
          systemTimer,
        ),
      }),
    gather,
    fetchPage: (site, signal) =>
      gather(site, request('http-exchange', pageParams(site.url)), { signal }),
  };
}

/** The library that drives browsers is loaded with the first page, so that no other check pays for it. */
function lazyBrowsers(options: { readonly executablePath?: string | undefined }): BrowserService {
  let started: Promise<BrowserService> | null = null;
  const start = async () => {
    const { createBrowsers } = await import('./browser/host/browsers.ts');
    return createBrowsers(options);
  };
  return {
    run: async (kind, params, limits) => {
      started ??= start();
      return (await started).run(kind, params, limits);
    },
    close: async () => (await started)?.close(),
  };
}

/** The same promise for everybody who asks; a failure is forgotten. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
