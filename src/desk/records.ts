import { existsSync } from 'node:fs';
import type { CheckMemory } from '../core/check-memory.ts';
import type { Clock } from '../core/clock.ts';
import type { FeedCache } from '../core/feed-cache.ts';
import type { CheckResult } from '../core/result.ts';
import { applyAcceptances } from '../incidents/acceptances.ts';
import { openStore } from '../store/open.ts';

/** What a store keeps for whoever looks at sites beside the agent. Any method may reject with a StoreError. */
export interface Records {
  /** The last result of a check, by site. */
  latest(check: string): Promise<ReadonlyMap<string, CheckResult>>;
  /** What is known from earlier runs of a check at a site. */
  memory(site: string, check: string): Promise<CheckMemory>;
  /** The results with what somebody has accepted until later than now marked, and counted no more. */
  accepted(site: string, results: readonly CheckResult[]): Promise<readonly CheckResult[]>;
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
    memory: (site, check) => store.memory.ofCheck(site, check),
    accepted: async (site, results) => {
      const now = clock.now();
      const acceptances = await store.acceptances.notExpired(now);
      return results.map((result) => applyAcceptances(site, result, acceptances, now));
    },
    feeds: store.feeds,
    close: () => store.close(),
  };
}

/** The same; null where there is no store yet. */
export function existingRecords(file: string, clock: Pick<Clock, 'now'>): Records | null {
  return existsSync(file) ? openRecords(file, clock) : null;
}
