import { gathered } from '../../src/core/artifacts/failure.ts';
import {
  type HttpExchange,
  type HttpExchangeParams,
  pageParams,
} from '../../src/core/artifacts/http-exchange.ts';
import { type Check, defineCheck, request } from '../../src/core/check.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import { noBrowser } from '../../src/core/no-browser.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { noAccess } from '../../src/core/site-access.ts';
import { createLanes } from '../../src/engine/lanes.ts';
import type { PlannedCheck, VisitPorts } from '../../src/engine/visit.ts';
import { systemClock } from './gather-context.ts';

/** The site that is visited. */
export const site = siteOfUrl('https://shop.example/', []);
/** What a sample asks for. */
export const page = pageParams(site.url);
/** What it is given. */
export const exchange: HttpExchange = {
  url: site.url,
  finalUrl: site.url,
  status: 200,
  headers: [],
  body: { text: '', bytes: 0, capped: false },
  timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
  hops: [
    {
      url: site.url,
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [],
      remoteAddress: null,
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
      tls: null,
    },
  ],
  tlsFault: null,
};

/** How a sample differs from a check that is content with its page. */
export interface Sample {
  readonly params?: HttpExchangeParams;
  readonly timeout?: string;
  readonly lane?: Check['meta']['lane'];
  readonly evaluate?: Check['evaluate'];
  readonly requires?: Check['requires'];
}

/** A check that needs one page and, unless told otherwise, is content with it. */
export function sample(
  id: string,
  { params = page, timeout = '5s', lane = 'http', ...own }: Sample = {},
): PlannedCheck {
  const check: Check = defineCheck({
    meta: {
      id,
      title: id,
      why: 'A sample.',
      category: 'availability',
      lane,
      schedule: '60s',
      timeout,
      platforms: 'any',
      incidentPer: 'check',
      confirm: 0,
      metrics: {},
      labels: {},
    },
    rules: {},
    options: { defaults: {}, schema: ({ z }) => z.object({}) },
    requires: () => ({ page: request('http-exchange', params) }),
    evaluate: ({ page }) =>
      page?.ok
        ? { findings: [] }
        : { findings: [], instead: { outcome: 'errored', reason: `${page?.failure.code}` } },
    ...own,
  });
  return { check, options: {} };
}

/** What a test's gatherer does. */
export type Gather = (params: HttpExchangeParams, context: GatherContext) => Promise<HttpExchange>;

const none = () => Promise.resolve([]);

/** What a visit is handed, with a gatherer that does as told. */
export function ports(gather: Gather, more: Partial<VisitPorts> = {}): VisitPorts {
  return {
    clock: systemClock,
    lanes: createLanes(),
    loadGatherer: (artifact) =>
      Promise.resolve({
        artifact,
        gather: async (params, context) =>
          gathered((await gather(params as HttpExchangeParams, context)) as never),
      }),
    services: {
      access: noAccess,
      platforms: none,
      feeds: none,
      feedCache: memoryFeedCache(),
      browser: noBrowser,
      progress: () => {},
    },
    signal: new AbortController().signal,
    trace: () => {},
    memory: () => ({ previous: null, baseline: () => null, state: null }),
    ...more,
  };
}

/** The outcome of each check, or the reason where it gave one. */
export function outcomes(results: readonly CheckResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    results.map(({ check, outcome, reason }) => [check, reason ?? outcome]),
  );
}
