import type { Commit } from '../../../src/core/commit.ts';
import type { Channel } from '../../../src/core/notification.ts';
import type { RowOutcome } from '../../../src/core/outbox.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import type { Transaction } from '../../../src/store/store.ts';

/** Called at each point on the way; one of the calls does not return. */
export type Trap = (point: string) => void;

/** A store that passes points. */
export function trappedStore(store: OpenStore, trap: Trap, now: () => number): OpenStore {
  const { incidents, outbox } = store;
  const transact: OpenStore['transact'] = async (durability, body) => {
    let steps: readonly string[] = [];
    const watched = (transaction: Transaction): Transaction => ({
      ...transaction,
      commit: async (commit) => {
        steps = stepsOf(commit);
        for (const step of steps) trap(`${step}: before the write`);
        await transaction.commit(commit);
        for (const step of steps) trap(`${step}: written`);
      },
    });
    const value = await store.transact(durability, (transaction) => body(watched(transaction)));
    for (const step of steps) trap(`${step}: committed`);
    return value;
  };
  return {
    ...store,
    transact,
    incidents: {
      ...incidents,
      nextStepAt: async () => {
        const next = await incidents.nextStepAt();
        if (next !== null && next <= now()) trap('step due');
        return next;
      },
    },
    outbox: {
      ...outbox,
      lease: async (request) => {
        trap('lease: before');
        const items = await store.transact('durable', async (transaction) => {
          const leased = await transaction.outbox.lease(request);
          trap('lease: written');
          return leased;
        });
        trap('lease: committed');
        return items;
      },
      record: async (outcomes) => {
        const sent = outcomes.some(isSent);
        if (sent) trap('sent: before the write');
        await store.transact('durable', async (transaction) => {
          await transaction.outbox.record(outcomes);
          if (sent) trap('sent: written');
        });
        if (sent) trap('sent: committed');
      },
    },
  };
}

/** A channel that passes points before it sends and when the provider has answered. */
export function trappedChannel(channel: Channel, name: string, trap: Trap): Channel {
  return {
    ...channel,
    send: async (notification, settings, context) => {
      const what = notification.kind === 'resolved' ? 'all-clear' : name;
      trap(`${what}: before`);
      const delivery = await channel.send(notification, settings, context);
      trap(`${what}: answered`);
      return delivery;
    },
  };
}

function stepsOf({ results = [], timeline = [] }: Commit): readonly string[] {
  if (timeline.length > 0) return [...new Set(timeline.map(({ kind }) => kind))];
  return results.some(({ result }) => result.outcome === 'failed') ? ['failure'] : [];
}

function isSent({ change }: RowOutcome): boolean {
  return change.status === 'sent';
}
