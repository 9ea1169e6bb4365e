import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { companions, damageOf, openDatabase } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { salvage } from './salvage.ts';
import { StoreError, storeError } from './store-error.ts';

/** A damaged store that was replaced: to be told to people, and kept until somebody was. */
export interface Recovery {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly reason: string;
  /** Where the damaged file and its companions are now. */
  readonly movedTo: string;
  /** Rows that could be carried over, by table. Single results are left behind; their roll-ups are not. */
  readonly saved: Readonly<Record<string, number>>;
  /** Tables that could not be read to their end. */
  readonly incomplete: readonly string[];
}

/** Under this name the new store remembers its recovery. */
export const recoveryFact = 'recovery';

/**
 * Opens a store that no other agent uses. A damaged one is replaced: what can be read is carried
 * over into a new file, then the damaged one is moved aside, then the new one takes its name. A kill
 * between any two of these is finished at the next start.
 */
export function openSound(
  file: string,
  migrations: readonly Migration[],
  now: number,
): DatabaseSync {
  finishReplacement(file, now);
  const reason = reasonToReplace(file);
  if (reason === null) return openDatabase(file);
  const movedTo = asideOf(file, now);
  rebuild(file, migrations, { at: now, reason, movedTo });
  moveAside(file, movedTo);
  renameSync(rebuiltOf(file), file);
  return openDatabase(file);
}

/** Null where the file is missing or sound. Throws for anything but damage. */
function reasonToReplace(file: string): string | null {
  if (!existsSync(file)) return null;
  // SQLite would take it for a new database, and delete the log.
  if (isEmpty(file)) return isEmpty(`${file}-wal`) ? null : 'the file is empty, its log is not';
  try {
    const database = openDatabase(file);
    try {
      return damageOf(database);
    } finally {
      database.close();
    }
  } catch (error) {
    const known = storeError(error, file);
    if (known instanceof StoreError && known.code === 'damaged') return (error as Error).message;
    throw known;
  }
}

function isEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

function rebuild(
  file: string,
  migrations: readonly Migration[],
  found: Pick<Recovery, 'at' | 'reason' | 'movedTo'>,
): void {
  const draft = `${file}.rebuilding`;
  for (const end of companions) rmSync(`${draft}${end}`, { force: true });
  const database = openDatabase(draft);
  migrate(database, draft, migrations);
  const recovery: Recovery = { ...found, ...salvage(file, database) };
  database
    .prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)')
    .run(recoveryFact, JSON.stringify(recovery));
  // Closing brings the log into the file, which then stands alone and can be renamed.
  database.close();
  renameSync(draft, rebuiltOf(file));
}

/** Where a replacement was interrupted: with the store still there, begin again; without it, the new one is ready. */
function finishReplacement(file: string, now: number): void {
  const rebuilt = rebuiltOf(file);
  if (!existsSync(rebuilt)) return;
  if (existsSync(file)) {
    rmSync(rebuilt);
    return;
  }
  moveAside(file, asideOf(file, now));
  renameSync(rebuilt, file);
}

/** The log goes with its database: beside another one it would be taken for that one's. */
function moveAside(file: string, aside: string): void {
  for (const end of companions) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`);
  }
}

const rebuiltOf = (file: string): string => `${file}.rebuilt`;

function asideOf(file: string, now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const free = [...Array(100).keys()]
    .map((number) => `${file}.damaged-${time}${number === 0 ? '' : `-${number}`}`)
    .find((name) => !companions.some((end) => existsSync(`${name}${end}`)));
  if (!free) throw new StoreError('unavailable', file, 'too many damaged files beside it');
  return free;
}
