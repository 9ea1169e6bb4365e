import type { Gathered, GatherFailure, PartialOf } from '../../src/core/artifacts/failure.ts';
import {
  type HttpExchange,
  type HttpExchangeParams,
  pageParams,
} from '../../src/core/artifacts/http-exchange.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import { noBrowser } from '../../src/core/no-browser.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { noAccess } from '../../src/core/site-access.ts';
import type { Trace } from '../../src/core/trace.ts';
import httpExchange from '../../src/gather/http-exchange.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** What a gatherer is handed, apart from what a test is about: nothing else may be asked for. */
export function gatherContext(overrides: Partial<GatherContext> = {}): GatherContext {
  return {
    site: siteOfUrl('https://site.example/', []),
    clock: systemClock,
    signal: new AbortController().signal,
    trace: () => {},
    access: noAccess,
    platforms: () => Promise.resolve([]),
    feeds: () => Promise.resolve([]),
    feedCache: memoryFeedCache(),
    browser: noBrowser,
    progress: () => {},
    asked: [],
    need: ({ artifact }) => Promise.reject(new Error(`nothing brings back ${artifact} here`)),
    ...overrides,
  };
}

/** How a test's exchange differs from a plain look at a page. */
export interface ExchangeOptions extends Partial<HttpExchangeParams> {
  /** Entries of `network.allowPrivate`; the whole of loopback unless told otherwise. */
  readonly allowPrivate?: readonly string[];
  readonly signal?: AbortSignal;
  readonly trace?: Trace;
}

/** One exchange by the real gatherer, with loopback allowed and a short deadline. */
export function exchange(
  url: string,
  { allowPrivate = ['127.0.0.0/8'], signal, trace, ...params }: ExchangeOptions = {},
): Promise<Gathered<HttpExchange>> {
  const context = gatherContext({
    site: siteOfUrl(url, allowPrivate),
    ...(signal ? { signal } : {}),
    ...(trace ? { trace } : {}),
  });
  return httpExchange.gather(pageParams(url, { timeoutMs: 2000, ...params }), context);
}

/** The answer of an exchange that has to come to one. */
export async function answerOf(url: string, options?: ExchangeOptions): Promise<HttpExchange> {
  const result = await exchange(url, options);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** The failure of an exchange that must not come to an answer. */
export async function failureOf(
  url: string,
  options?: ExchangeOptions,
): Promise<GatherFailure<PartialOf<HttpExchange>>> {
  const result = await exchange(url, options);
  if (result.ok) throw new Error(`answered ${result.value.status}`);
  return result.failure;
}
