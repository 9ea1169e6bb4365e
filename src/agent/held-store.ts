import type { Clock } from '../core/clock.ts';
import { type AgentLock, takeAgentLock, waitForAgentLock } from '../store/agent-lock.ts';
import { type OpenStore, openStore } from '../store/open.ts';
import { StoreError } from '../store/store-error.ts';

/** A store on which this process alone may act. */
export interface HeldStore {
  readonly store: OpenStore;
  /** Call it when the store is closed. */
  release(): void;
}

/** How to get hold of a store. */
export interface HoldOptions {
  readonly clock: Clock;
  /** Wait for the agent that has it to end, instead of refusing. */
  readonly standby: boolean;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  readonly onWait: (why: string) => void;
}

/** Takes the lock and opens the store; or why that cannot be, in one line; null where waiting was ended. */
export async function holdStore(
  file: string,
  options: HoldOptions,
): Promise<HeldStore | { readonly refused: string } | null> {
  try {
    const lock = await takeLock(file, options);
    if (lock === null) return null;
    const store = openStore(file, { clock: options.clock, lock });
    return { store, release: () => lock.release() };
  } catch (error) {
    if (error instanceof StoreError) return { refused: error.message };
    throw error;
  }
}

async function takeLock(
  file: string,
  { clock, standby, signal, onWait }: HoldOptions,
): Promise<AgentLock | null> {
  try {
    return takeAgentLock(file, clock);
  } catch (error) {
    if (!standby || !(error instanceof StoreError) || error.code !== 'held') throw error;
    onWait(error.message);
  }
  try {
    return await waitForAgentLock(file, clock, signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}
