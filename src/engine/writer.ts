import type { Commit } from '../core/commit.ts';
import type { DueStep, Incident } from '../core/incident.ts';
import { rebased, withActs } from './rebase.ts';

/** What a decision may read: in a transaction, so that nothing changes between reading and writing. */
export interface IncidentReader {
  get(id: string): Promise<Incident | null>;
  dueSteps(now: number): Promise<readonly DueStep[]>;
}

/** What the engine needs of the store. */
export interface StorePort {
  readonly incidents: IncidentReader;
  transact<T>(
    durability: 'batched' | 'durable',
    body: (transaction: {
      readonly incidents: IncidentReader;
      commit(commit: Commit): Promise<void>;
    }) => Promise<T>,
  ): Promise<T>;
}

/** A decision: what it writes, and whatever else came of it. */
export interface Decision<T> {
  readonly commit: Commit;
  readonly value: T;
}

/** What a writer is handed. */
export interface WriterPorts {
  readonly store: StorePort;
  /** Why the store refused, in one line; null where the error is something else, and a bug. */
  readonly faultOf: (error: unknown) => string | null;
  readonly after: (ms: number, act: () => void) => () => void;
  /** A decision could not be kept: its messages have to leave all the same. */
  readonly onUnsaved: (commit: Commit, because: string) => void;
  /** Something that waited can never be written, and was given up so that the rest can be. */
  readonly onFault: (error: unknown) => void;
}

/** How long a result that changes nothing may wait for others to be written with it. */
const batchMs = 1000;
/** How often a store that refused is tried again. Each try may block for as long as SQLite waits. */
const retryMs = 5000;
/** Most that is kept while the store refuses: about an hour of a thousand checks. */
const mostWaiting = 60_000;

/**
 * The one way to the store. What says nothing to anybody is written in batches; what somebody has
 * to hear of is on the disk, after everything before it, before anything is done about it. While the
 * store refuses, decisions go on in memory and are written, in their order, once it takes them.
 */
export class Writer {
  readonly #ports: WriterPorts;
  /** What the store has not taken, in its order. */
  #waiting: Commit[] = [];
  /** What decisions that wait made of incidents and steps. */
  readonly #incidents = new Map<string, Incident>();
  readonly #steps = new Map<string, number | null>();
  #turn: Promise<unknown> = Promise.resolve();
  #callOff: (() => void) | null = null;
  #fault: string | null = null;
  /** It has just refused, and is left alone until it is tried again. */
  #rests = false;
  #stopped = false;

  constructor(ports: WriterPorts) {
    this.#ports = ports;
  }

  /** Why the store takes nothing at the moment; null where it does. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Commits that are not in the store yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** When the next step falls due of those that only memory knows, epoch ms; null without one. */
  get nextStepAt(): number | null {
    const due = [...this.#steps.values()].filter((dueAt) => dueAt !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Keeps what nobody has to hear of: written within a second. */
  later(commit: Commit): void {
    this.#keep(commit);
    this.#arm(batchMs);
  }

  /** Writes everything that waits. Never rejects for a store that refuses. */
  async flush(): Promise<void> {
    this.#rests = false;
    await this.decide(async () => ({ commit: {}, value: null }), 'batched');
  }

  /** Writes what waits, and tries nothing by itself any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.flush();
  }

  /**
   * Decides with the store's present state and writes what was decided, one decision at a time.
   * Resolves when it is kept: in the store, or in memory where the store refuses.
   */
  decide<T>(
    make: (incidents: IncidentReader) => Promise<Decision<T>>,
    durability: 'batched' | 'durable' = 'durable',
  ): Promise<T> {
    const turn = this.#turn.then(() => this.#decideNow(make, durability));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #decideNow<T>(
    make: (incidents: IncidentReader) => Promise<Decision<T>>,
    durability: 'batched' | 'durable',
  ): Promise<T> {
    if (this.#rests) return this.#decideInMemory(make, this.#fault ?? 'it refuses');
    this.#callOff?.();
    this.#callOff = null;
    const waiting = [...this.#waiting];
    let writing: Commit | null = null;
    try {
      const wanted = waiting.some(isHeardOf) ? 'durable' : durability;
      const value = await this.#ports.store.transact(wanted, async (transaction) => {
        for (const commit of waiting) {
          writing = commit;
          await transaction.commit(await rebased(commit, (id) => transaction.incidents.get(id)));
        }
        writing = null;
        // What waited is written now, so the transaction sees it.
        const decision = await make(transaction.incidents);
        await transaction.commit(decision.commit);
        return decision.value;
      });
      this.#forget(waiting);
      this.#incidents.clear();
      this.#steps.clear();
      this.#fault = null;
      return value;
    } catch (error) {
      const fault = this.#ports.faultOf(error);
      if (fault !== null) return this.#refused(make, fault);
      if (writing === null) {
        this.#arm(batchMs);
        throw error;
      }
      // One result that cannot be written must not keep every page after it from being planned.
      this.#forget([writing]);
      this.#ports.onFault(error);
      return this.#decideNow(make, durability);
    }
  }

  #refused<T>(
    make: (incidents: IncidentReader) => Promise<Decision<T>>,
    fault: string,
  ): Promise<T> {
    this.#fault = fault;
    this.#rests = true;
    this.#arm(retryMs);
    return this.#decideInMemory(make, fault);
  }

  async #decideInMemory<T>(
    make: (incidents: IncidentReader) => Promise<Decision<T>>,
    because: string,
  ): Promise<T> {
    const { commit, value } = await make(this.#readerInMemory());
    if (Object.values(commit).every(({ length }) => length === 0)) return value;
    this.#keep(commit);
    for (const incident of commit.incidents ?? []) this.#incidents.set(incident.id, incident);
    for (const { incident, dueAt } of commit.steps ?? []) this.#steps.set(incident, dueAt);
    this.#ports.onUnsaved(commit, because);
    return value;
  }

  /** What is in memory outweighs what the store, if it can still be read, knows; but not what people did. */
  #readerInMemory(): IncidentReader {
    const { incidents } = this.#ports.store;
    return {
      get: async (id) => {
        const own = this.#incidents.get(id);
        const stored = await incidents.get(id).catch(() => null);
        return own ? withActs(own, stored) : stored;
      },
      dueSteps: async (now) => {
        const stored = await incidents.dueSteps(now).catch(() => []);
        const own = [...this.#steps].flatMap(([incident, dueAt]) =>
          dueAt !== null && dueAt <= now ? [{ incident, dueAt }] : [],
        );
        return [...stored.filter(({ incident }) => !this.#steps.has(incident)), ...own];
      },
    };
  }

  /** Where there is too much, the oldest that nobody has to hear of is given up. */
  #keep(commit: Commit): void {
    this.#waiting.push(commit);
    if (this.#waiting.length <= mostWaiting) return;
    const oldest = this.#waiting.findIndex((each) => !isHeardOf(each));
    this.#waiting.splice(Math.max(0, oldest), 1);
  }

  #forget(written: readonly Commit[]): void {
    const done = new Set(written);
    this.#waiting = this.#waiting.filter((commit) => !done.has(commit));
  }

  #arm(ms: number): void {
    if (this.#stopped) return;
    this.#callOff ??= this.#ports.after(ms, () => {
      this.#callOff = null;
      if (this.#waiting.length > 0 || this.#rests) this.flush().catch(this.#ports.onFault);
    });
  }
}

/** Whether it holds more than results and what is remembered from run to run. */
function isHeardOf({ incidents = [], steps = [], outbox = [] }: Commit): boolean {
  return incidents.length + steps.length + outbox.length > 0;
}
