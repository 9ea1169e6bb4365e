import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../core/clock.ts';
import { type AgentLock, takeAgentLock } from './agent-lock.ts';
import { openDatabase } from './database.ts';
import { type Migrated, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { openSound, type Recovery, recoveryFact } from './recovery.ts';
import { type Store, storeOn } from './store.ts';
import { guarded, StoreError } from './store-error.ts';

/** How to open a store. */
export interface OpenOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Of the agent; without it the store is opened as a visitor, beside an agent that may run. */
  readonly lock?: AgentLock;
}

/** What was found at the start. */
export interface Opened {
  readonly migrated: Migrated;
  /** A replacement of a damaged store that `recoveryTold` was not called for yet. */
  readonly recovery: Recovery | null;
}

/** A store that says what was found when it was opened. */
export interface OpenStore extends Store {
  readonly opened: Opened;
  /** To be called when the recovery has become an incident, so that it is not told again. */
  recoveryTold(): Promise<void>;
}

/**
 * Opens a store, made if missing. The agent's way checks every page of the file, replaces a damaged
 * one and brings an old one to the newest schema. A visitor (a command beside the agent) makes or
 * migrates a store only where no agent runs, and replaces none. Throws a StoreError.
 */
export function openStore(file: string, { clock, lock }: OpenOptions): OpenStore {
  return guarded(file, () => (lock ? openAsAgent(file, clock) : openAsVisitor(file, clock)));
}

function openAsAgent(file: string, clock: Pick<Clock, 'now'>): OpenStore {
  const database = openSound(file, migrations, clock.now());
  return closedOnFailure(database, () => {
    const migrated = migrate(database, file, migrations);
    return opened(database, file, clock, migrated);
  });
}

function openAsVisitor(file: string, clock: Pick<Clock, 'now'>): OpenStore {
  // A file that is missing may be one that is being replaced.
  if (!existsSync(file)) return alone(file, clock, () => openAsAgent(file, clock));
  const database = openDatabase(file);
  return closedOnFailure(database, () => {
    const isOld = schemaVersion(database, file) < migrations.length;
    const bring = () => migrate(database, file, migrations);
    return opened(database, file, clock, isOld ? alone(file, clock, bring) : bring());
  });
}

/** Does what only one process may do, unless an agent runs. */
function alone<T>(file: string, clock: Pick<Clock, 'now'>, body: () => T): T {
  const lock = lockUnlessRunning(file, clock);
  try {
    return body();
  } finally {
    lock.release();
  }
}

function lockUnlessRunning(file: string, clock: Pick<Clock, 'now'>): AgentLock {
  try {
    return takeAgentLock(file, clock);
  } catch (error) {
    const held = error instanceof StoreError && error.code === 'held';
    throw held ? new StoreError('older', file) : error;
  }
}

function opened(
  database: DatabaseSync,
  file: string,
  clock: Pick<Clock, 'now'>,
  migrated: Migrated,
): OpenStore {
  const fact = database.prepare('SELECT valueJson FROM facts WHERE name = ?').get(recoveryFact);
  const recovery = typeof fact?.valueJson === 'string' ? JSON.parse(fact.valueJson) : null;
  const store = storeOn(database, file, clock);
  return {
    ...store,
    opened: { migrated, recovery: recovery as Recovery | null },
    recoveryTold: () => store.facts.put(recoveryFact, null),
  };
}

function closedOnFailure<T>(database: DatabaseSync, body: () => T): T {
  try {
    return body();
  } catch (error) {
    database.close();
    throw error;
  }
}
