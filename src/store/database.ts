import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** What SQLite keeps beside a database while it is in use; the empty one stands for the database itself. */
export const companions = ['', '-wal', '-shm'] as const;

/** How long a statement waits for another process's transaction, ms: the event loop stands still meanwhile. */
const busyTimeoutMs = 2000;

/**
 * Opens a database file, made if missing: the folder for its owner alone, the file with mode 0600,
 * which its companions inherit. Write-ahead log; every commit is flushed to the disk unless a
 * transaction asks otherwise. Source: sqlite.org/pragma.html#pragma_synchronous.
 */
export function openDatabase(file: string): DatabaseSync {
  createPrivateFile(file);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
    if (mode !== 'wal') {
      throw new StoreError('unavailable', file, 'its disk does not support a write-ahead log');
    }
    // In KiB where negative: room for the roll-ups that a month's figures are read from.
    database.exec('PRAGMA cache_size = -16384');
    database.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes a file and its folder if missing; either way nobody but the owner may read the file from then on. */
export function createPrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  else if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  // SQLite would open it for reading alone, and say so at the first write only.
  for (const path of [dirname(file), file]) accessSync(path, constants.R_OK | constants.W_OK);
}

/** What SQLite finds wrong with the structure of a database; null where it is sound. Reads all of it. */
export function damageOf(database: DatabaseSync): string | null {
  const said = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  return said === 'ok' ? null : String(said);
}
