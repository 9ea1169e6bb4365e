import type { FeedCache } from '../../core/feed-cache.ts';

/** What is on its way, by cache and document: whoever wants the same waits for it. */
const underWay = new WeakMap<FeedCache, Map<string, Promise<unknown>>>();

/**
 * Does something for everybody who wants it now. Who began it may be stopped: then the next one
 * begins anew. Rejects with what the work throws, or with the signal's reason.
 */
export async function shared<T>(
  cache: FeedCache,
  key: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const running = underWay.get(cache) ?? new Map<string, Promise<unknown>>();
  underWay.set(cache, running);
  for (;;) {
    signal.throwIfAborted();
    const begun = running.get(key);
    if (begun === undefined) {
      const own = work().finally(() => running.delete(key));
      running.set(key, own);
      return own;
    }
    try {
      // The key says what it is, so what is found under it has the type that is wanted.
      return (await untilAborted(begun, signal)) as T;
    } catch {
      // Ours to begin, unless we were stopped ourselves.
    }
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}
