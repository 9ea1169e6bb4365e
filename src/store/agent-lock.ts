import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import { createPrivateFile } from './database.ts';
import { StoreError, storeError } from './store-error.ts';

/** The right to be the one agent of a store, until it is released or the process ends. */
export interface AgentLock {
  /** Names this run of this process; leases in the outbox carry it. */
  readonly owner: string;
  release(): void;
}

/** How often a stand-by asks, ms. A stopped or killed agent is followed within this time. */
const standbyPollMs = 1000;

/**
 * Takes the lock of a store, or throws a StoreError `held` that names the agent that has it. It is a
 * lock of the operating system on a file beside the store, so it ends with its process, however that
 * ends, and no jump of the clock can make it expire under an agent that lives or outlive a dead one.
 */
export function takeAgentLock(file: string, clock: Pick<Clock, 'now'>): AgentLock {
  const lockFile = `${file}.agent`;
  const owner = `${hostname()}/${process.pid}/${new Date(clock.now()).toISOString()}`;
  let database: DatabaseSync | null = null;
  try {
    createPrivateFile(lockFile);
    database = new DatabaseSync(lockFile, { timeout: 0 });
    sayWhoHolds(database, owner);
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const known = storeError(error, lockFile);
    const held = known instanceof StoreError && known.code === 'busy';
    const refusal = held ? new StoreError('held', file, database ? whoHolds(database) : '') : known;
    database?.close();
    throw refusal;
  }
  const taken = database;
  return {
    owner,
    release: () => {
      if (taken.isOpen) taken.close();
    },
  };
}

/** Waits until the lock is free and takes it; rejects when the signal ends the wait. */
export async function waitForAgentLock(
  file: string,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<AgentLock> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return takeAgentLock(file, clock);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'held') throw error;
    }
    await sleep(standbyPollMs, undefined, { signal });
  }
}

/** Writes the owner down for others to read. A full disk only costs them the name. */
function sayWhoHolds(database: DatabaseSync, owner: string): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec('CREATE TABLE IF NOT EXISTS holder (owner TEXT NOT NULL) STRICT');
    database.exec('DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?)').run(owner);
    database.exec('COMMIT');
  } catch {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

function whoHolds(database: DatabaseSync): string {
  try {
    const owner = database.prepare('SELECT owner FROM holder').get()?.owner;
    return typeof owner === 'string' ? `host/process/since ${owner}` : 'by an unknown agent';
  } catch {
    return 'by an unknown agent';
  }
}
