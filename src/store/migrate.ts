import { renameSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** One step from a version of the schema to the next. */
export interface Migration {
  /** The version that it leads to: 1 for the first, and no gap. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** What migrating did. */
export interface Migrated {
  /** The version that was found; 0 for a new file. */
  readonly from: number;
  readonly to: number;
  /** The copy that was made before anything was changed; null where there was nothing to copy or change. */
  readonly backup: string | null;
}

/** Written into the file's header, so that another program's database is never mistaken for ours: "care". */
const applicationId = 0x63617265;

/**
 * Brings a database to the newest schema. Each step is one transaction that also counts the version
 * up, so a kill leaves either the old version or the new one. A copy of the old one is made first.
 * Throws a StoreError for a newer caretaker's database (`newer`) and for another program's (`foreign`).
 */
export function migrate(
  database: DatabaseSync,
  file: string,
  migrations: readonly Migration[],
): Migrated {
  const to = migrations.length;
  const from = schemaVersion(database, file);
  if (from > to) throw new StoreError('newer', file, `schema ${from}, this one knows ${to}`);
  if (from === to) return { from, to, backup: null };
  const backup = from === 0 ? null : copyBefore(database, file, from);
  for (const migration of migrations) apply(database, file, migration);
  return { from, to, backup };
}

/** The version of the schema in a database, 0 for an empty one. Throws where it is not ours. */
export function schemaVersion(database: DatabaseSync, file: string): number {
  const id = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (id === applicationId) return version;
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.count;
  if (id !== 0 || version !== 0 || tables !== 0) throw new StoreError('foreign', file);
  return 0;
}

function apply(database: DatabaseSync, file: string, { number, sql }: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been faster while we waited for the lock.
    if (schemaVersion(database, file) < number) {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${number}; PRAGMA application_id = ${applicationId}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** A consistent copy under a name that says its version; renamed when complete, so a half one never has that name. */
function copyBefore(database: DatabaseSync, file: string, version: number): string {
  const backup = `${file}.schema-${version}`;
  const partial = `${backup}.partial`;
  // SQLite fills an empty file that is there already, and leaves its mode as it is.
  writeFileSync(partial, '', { mode: 0o600 });
  database.prepare('VACUUM INTO ?').run(partial);
  renameSync(partial, backup);
  return backup;
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}
