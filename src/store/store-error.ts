/**
 * Why the store refuses. `full`, `readonly`, `busy` and `unavailable` may pass; `damaged` is mended
 * at the next start; `newer`, `older`, `foreign` and `held` need a person.
 */
export type StoreErrorCode =
  | 'full'
  | 'readonly'
  | 'damaged'
  | 'busy'
  | 'unavailable'
  | 'newer'
  | 'older'
  | 'foreign'
  | 'held'
  | 'closed';

/** What SQLite's primary result codes mean here. Source: sqlite.org/rescode.html. */
const codeOfResult: Readonly<Record<number, StoreErrorCode>> = {
  3: 'readonly', // PERM
  5: 'busy', // BUSY
  6: 'busy', // LOCKED
  8: 'readonly', // READONLY
  10: 'unavailable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'unavailable', // CANTOPEN
  23: 'readonly', // AUTH
  26: 'damaged', // NOTADB
};

const wording: Readonly<Record<StoreErrorCode, string>> = {
  full: 'the disk is full; free some space',
  readonly: 'it cannot be written; make the file, its folder and its disk writable for this user',
  damaged: 'it is damaged; restart the agent, which moves it aside and saves what it can',
  busy: 'another process holds it; try again in a moment',
  unavailable: 'it cannot be read or written; check the disk, the folder and its permissions',
  newer: 'it was written by a newer caretaker; run that one, or restore the backup beside it',
  older: 'an older caretaker is running on it; stop that one, or restart it with this version',
  foreign:
    'it is a database of another program; set store.file in caretaker.yaml to a file of its own',
  held: 'another agent is running on it; stop that one, or start this one with --standby',
  closed: 'it was closed',
};

/** A failure of the store: nothing of the transaction was kept. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, file: string, detail?: string, cause?: unknown) {
    super(`store ${file}: ${wording[code]}${detail ? ` (${detail})` : ''}`, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The store's own error for what SQLite or the file system threw; anything else is a bug and stays as it is. */
export function storeError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = codeOf(error);
  return code ? new StoreError(code, file, error.message, error) : error;
}

/** Runs something on the store's file; what it throws has the store's own codes. */
export function guarded<T>(file: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw storeError(error, file);
  }
}

function codeOf(error: Error & { code?: unknown; errcode?: unknown }): StoreErrorCode | undefined {
  const { code, errcode } = error;
  // The low byte of an extended result code is the primary one.
  if (typeof errcode === 'number') return codeOfResult[errcode & 0xff];
  if (code === 'ERR_INVALID_STATE') return 'closed';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'readonly';
  const fromSystem = 'syscall' in error;
  return fromSystem ? 'unavailable' : undefined;
}
