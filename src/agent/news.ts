import type { Incident } from '../core/incident.ts';
import type { Wishes } from '../engine/pipeline-ports.ts';
import type { OpenStore } from '../store/open.ts';

/** What people wish, and what is unresolved, as the store has it now. */
export interface News {
  readonly wishes: Wishes;
  readonly open: readonly Incident[];
  /** Since when the oldest message waits, epoch ms; null where none does. */
  readonly oldestAt: number | null;
}

/**
 * Reads the news; gives null where nothing was written since the last time, which costs nearly
 * nothing. That a silence or an acceptance is over is no news: they say themselves until when they hold.
 */
export function newsReader(
  store: Pick<OpenStore, 'newsMark' | 'silences' | 'acceptances' | 'incidents' | 'outbox'>,
): (now: number) => Promise<News | null> {
  let seen = '';
  return async (now) => {
    // Marked before it is read: what is written meanwhile is news the next time.
    const mark = store.newsMark();
    if (mark === seen) return null;
    const [silences, acceptances, open, { oldestAt }] = await Promise.all([
      store.silences.notExpired(now),
      store.acceptances.notExpired(now),
      store.incidents.list({ unresolved: true }),
      store.outbox.waiting(),
    ]);
    seen = mark;
    return { wishes: { silences, acceptances }, open, oldestAt };
  };
}
