import { existsSync } from 'node:fs';
import type { Clock } from '../core/clock.ts';
import type { FeedCache } from '../core/feed-cache.ts';
import type { CheckResult } from '../core/result.ts';
import { openStore } from '../store/open.ts';

/** What a store keeps for whoever looks at sites beside the agent. Any method may reject with a StoreError. */
export interface Records {
  /** The last result of a check, by site. */
  latest(check: string): Promise<ReadonlyMap<string, CheckResult>>;
  /** What feeds brought back, for the agent and everybody else. */
  readonly feeds: FeedCache;
  close(): Promise<void>;
}

/** The records of a store, which is made if missing. Throws a StoreError. */
export function openRecords(file: string, clock: Pick<Clock, 'now'>): Records {
  const store = openStore(file, { clock });
  return {
    latest: async (check) => {
      const all = await store.results.allLatest();
      const ofCheck = all.filter(({ result }) => result.check === check);
      return new Map(ofCheck.map(({ site, result }) => [site, result]));
    },
    feeds: store.feeds,
    close: () => store.close(),
  };
}

/** The same; null where there is no store yet. */
export function existingRecords(file: string, clock: Pick<Clock, 'now'>): Records | null {
  return existsSync(file) ? openRecords(file, clock) : null;
}
