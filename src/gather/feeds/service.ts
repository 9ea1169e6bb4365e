import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Clock } from '../../core/clock.ts';
import type { FeedCache } from '../../core/feed-cache.ts';
import type { FeedLimits } from './limits.ts';
import { ServiceDown, ServiceResting } from './service-down.ts';

/** After so many failures in a row a service is left alone for a while. */
const failuresBeforeRest = 2;
const restMs = 5 * 60_000;
const longestRestMs = 3_600_000;

/** One service, asked politely by everybody in this process. */
export interface Service {
  /**
   * Makes a request when it is its turn, and once more where the service asks for a short rest.
   * Rejects with what the request throws, with a `ServiceResting` while the service is left alone,
   * or with the signal's reason.
   */
  ask<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Services by what is kept of them: sites that share a cache share their manners. */
const known = new WeakMap<FeedCache, Map<string, Service>>();

/** The service at an origin. */
export function serviceAt(
  origin: string,
  cache: FeedCache,
  clock: Pick<Clock, 'monotonic'>,
  limits: FeedLimits,
): Service {
  const services = known.get(cache) ?? new Map<string, Service>();
  known.set(cache, services);
  const service = services.get(origin) ?? politeService(clock, limits);
  services.set(origin, service);
  return service;
}

function politeService(clock: Pick<Clock, 'monotonic'>, limits: FeedLimits): Service {
  const { atOnce, perSecond, longestWaitMs } = limits;
  const queue = new PQueue({ concurrency: atOnce, interval: 1000, intervalCap: perSecond });
  let failures = 0;
  let rest = { until: Number.NEGATIVE_INFINITY, reason: '' };

  const failed = ({ message, retryAfterMs }: ServiceDown) => {
    failures += 1;
    const asked = Math.min(retryAfterMs ?? 0, longestRestMs);
    const ms = failures < failuresBeforeRest ? asked : Math.max(asked, restMs);
    rest = { until: clock.monotonic() + ms, reason: message };
  };
  const attempt = async <T>(request: () => Promise<T>): Promise<T> => {
    if (clock.monotonic() < rest.until) throw new ServiceResting(rest.reason);
    try {
      const answer = await request();
      failures = 0;
      return answer;
    } catch (error) {
      if (error instanceof ServiceDown) failed(error);
      throw error;
    }
  };
  const patiently = async <T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await attempt(request);
    } catch (error) {
      const wait = error instanceof ServiceDown ? error.retryAfterMs : null;
      if (wait === null || wait > longestWaitMs) throw error;
      queue.pause();
      await sleep(wait, undefined, { signal }).finally(() => queue.start());
      rest = { ...rest, until: Number.NEGATIVE_INFINITY };
      return await attempt(request);
    }
  };
  return {
    ask: (request, signal) => queue.add(() => patiently(request, signal), { signal }),
  };
}
