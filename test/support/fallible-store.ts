import type { OpenStore } from '../../src/store/open.ts';
import { StoreError } from '../../src/store/store-error.ts';

/** A store that takes writes until it is told to refuse them, as a full or read-only disk would. */
export interface FallibleStore {
  readonly store: OpenStore;
  /** Why it refuses from now on; null where it does not. */
  refusal: StoreError | null;
  /** Transactions that were begun. */
  transactions: number;
}

/** What a full disk says. */
export const full = new StoreError('full', 'caretaker.db');

/** Puts itself before a real store. Reading always works. */
export function fallible(real: OpenStore): FallibleStore {
  const write = <T>(act: () => Promise<T>): Promise<T> => {
    fallible.transactions += 1;
    return fallible.refusal ? Promise.reject(fallible.refusal) : act();
  };
  const { outbox, incidents } = real;
  const fallible: FallibleStore = {
    refusal: null,
    transactions: 0,
    store: {
      ...real,
      commit: (commit, durability) => write(() => real.commit(commit, durability)),
      transact: (durability, body) => write(() => real.transact(durability, body)),
      prune: (now) => write(() => real.prune(now)),
      incidents: {
        ...incidents,
        put: (rows) => write(() => incidents.put(rows)),
        putSteps: (steps) => write(() => incidents.putSteps(steps)),
      },
      outbox: {
        ...outbox,
        lease: (request) => write(() => outbox.lease(request)),
        record: (outcomes) => write(() => outbox.record(outcomes)),
        releaseLeases: () => write(() => outbox.releaseLeases()),
      },
    },
  };
  return fallible;
}
