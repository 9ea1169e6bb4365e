import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Commit } from '../core/commit.ts';
import type { FeedCache } from '../core/feed-cache.ts';
import type { Access } from './access.ts';
import { type AttachmentFiles, attachmentFiles } from './attachments.ts';
import { type HotWriters, writeCommit } from './commit.ts';
import { memoryWriter } from './memory-writer.ts';
import { resultWriter } from './result-writer.ts';
import { prune } from './retention.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { guarded, storeError } from './store-error.ts';
import { type Queries, queriesOf } from './tables/all.ts';
import { feedCache } from './tables/feeds.ts';

/**
 * What a commit survives. Both survive the end of the process, however sudden. A `durable` one is on
 * the disk when its promise resolves, together with every commit before it; a `batched` one may be
 * lost with the machine's power, and costs no wait for the disk.
 */
export type Durability = 'batched' | 'durable';

/** Queries, and commits, of one transaction. */
export interface Transaction extends Queries {
  commit(commit: Commit): Promise<void>;
}

/**
 * Everything that must outlive the process. Every method may reject with a StoreError; nothing of a
 * failed write is kept. A write outside of `transact` is a durable transaction of its own.
 */
export interface Store extends Queries {
  /** Writes everything of a commit, or nothing. */
  commit(commit: Commit, durability: Durability): Promise<void>;
  /**
   * Reads and writes as one: no other process or query comes between, so what was read still holds
   * when it is written. The body uses only the transaction it is handed (the store itself would wait
   * for its end), and awaits nothing else: everybody waits for it.
   */
  transact<T>(durability: Durability, body: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Another text after every durable write of this store, and after any write of another process; the
   * same while this one only adds batches. Costs microseconds: for whoever waits for news. Source:
   * sqlite.org/pragma.html#pragma_data_version.
   */
  newsMark(): string;
  /** What feeds brought back. Entries come from a network: no transaction waits for them, so none has this. */
  readonly feeds: FeedCache;
  /** Files beside the database: too large for it, and no part of any transaction. */
  readonly attachments: AttachmentFiles;
  /** Deletes what is older than it has to be kept; to be called about once an hour. */
  prune(now: number): Promise<void>;
  /** Waits for transactions under way, and closes the file. */
  close(): Promise<void>;
}

/** A store on an open database with the newest schema. */
export function storeOn(database: DatabaseSync, file: string, clock: Pick<Clock, 'now'>): Store {
  const kysely = new Kysely<Schema>({ dialect: sqliteDialect(database, file) });
  const writers: HotWriters = { result: resultWriter(database), memory: memoryWriter(database) };

  const dataVersion = database.prepare('PRAGMA data_version');
  // A transaction that only took the write lock at its first write could find its reads outdated.
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  let durableWrites = 0;
  /** As `openDatabase` leaves it. Most writes are batches, so it is changed only where it has to be. */
  let flushed: Durability = 'durable';
  const flush = (durability: Durability) => {
    if (durability === flushed) return;
    database.exec(`PRAGMA synchronous = ${durability === 'durable' ? 'FULL' : 'NORMAL'}`);
    flushed = durability;
  };

  const write = <T>(
    durability: Durability,
    body: (transaction: Kysely<Schema>) => Promise<T>,
  ): Promise<T> =>
    kysely.connection().execute(async (connection) => {
      // SQLite takes this setting between transactions only. The connection is ours until we return.
      guarded(file, () => flush(durability));
      if (durability === 'durable') durableWrites += 1;
      try {
        begin.run();
        const value = await body(connection);
        commit.run();
        return value;
      } catch (error) {
        // A full disk ends the transaction by itself; there is nothing left to roll back.
        if (database.isOpen && database.isTransaction) rollback.run();
        throw storeError(error, file);
      }
    });
  const transact: Store['transact'] = (durability, body) =>
    write(durability, (transaction) => body(transactionOn(transaction, writers, clock)));
  const access: Access = { read: kysely, write: (body) => write('durable', body) };
  const batched: Access = { ...access, write: (body) => write('batched', body) };

  return {
    ...queriesOf(access, clock),
    transact,
    commit: (commit, durability) =>
      write(durability, (transaction) => writeCommit(transaction, writers, commit)),
    newsMark: () => {
      const { data_version } = guarded(file, () => dataVersion.get()) ?? {};
      return `${data_version}-${durableWrites}`;
    },
    // What a power cut takes of it is read again.
    feeds: feedCache(batched, clock),
    attachments: attachmentFiles(join(dirname(file), 'attachments')),
    prune: (now) => prune(batched, now),
    close: () =>
      kysely.connection().execute(async () => {
        if (database.isOpen) guarded(file, () => database.close());
      }),
  };
}

function transactionOn(
  transaction: Kysely<Schema>,
  writers: HotWriters,
  clock: Pick<Clock, 'now'>,
): Transaction {
  const access: Access = { read: transaction, write: (body) => body(transaction) };
  return {
    ...queriesOf(access, clock),
    commit: (commit) => writeCommit(transaction, writers, commit),
  };
}
