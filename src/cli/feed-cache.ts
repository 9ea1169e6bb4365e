import { forTerminal } from '../core/encode/terminal.ts';
import type { FeedCache } from '../core/feed-cache.ts';
import type { Plan } from './check-plan.ts';
import type { CliIo } from './io.ts';

/** Where a visit keeps what feeds bring back; left out, it is forgotten when the process ends. */
interface CacheOption {
  readonly feedCache?: FeedCache;
}

/**
 * Lets a visit use the practice's own memory of feeds, so that no service is asked again for what
 * the agent has read. A store that refuses costs that memory, and nothing else.
 */
export async function withFeedCache<T>(
  { checks, store }: Pick<Plan, 'checks' | 'store'>,
  io: CliIo,
  body: (options: CacheOption) => Promise<T>,
): Promise<T> {
  if (store === null || !checks.some(({ check }) => check.meta.lane === 'feeds')) return body({});
  const { openRecords } = await import('../desk/records.ts');
  const { StoreError } = await import('../desk/desk.ts');
  const records = (() => {
    try {
      return openRecords(store, { now: Date.now });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      io.stderr(`caretaker: what feeds say is not kept: ${forTerminal(error.message)}\n`);
      return null;
    }
  })();
  if (records === null) return body({});
  try {
    return await body({ feedCache: records.feeds });
  } finally {
    await records.close();
  }
}
