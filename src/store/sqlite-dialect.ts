import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteDialect, type SqliteStatement } from 'kysely';
import { guarded } from './store-error.ts';

/** How many prepared statements are kept. */
const cacheSize = 300;

/**
 * Node's own SQLite behind kysely. Its driver hands the one connection to one query or transaction
 * at a time, so whoever holds it may also use the database's prepared statements directly.
 * What it throws has the store's own codes.
 */
export function sqliteDialect(database: DatabaseSync, file: string): SqliteDialect {
  const cache = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const known = cache.get(sql);
    if (known) return known;
    const made = statement(database.prepare(sql), file);
    if (cache.size >= cacheSize) cache.clear();
    cache.set(sql, made);
    return made;
  };
  return new SqliteDialect({
    database: {
      prepare: (sql) => guarded(file, () => prepare(sql)),
      close: () => database.close(),
    },
  });
}

function statement(prepared: StatementSync, file: string): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: prepared.columns().length > 0,
    // Rows come without a prototype; copies are ordinary objects.
    all: (parameters) =>
      guarded(file, () => prepared.all(...values(parameters)).map((row) => ({ ...row }))),
    run: (parameters) => guarded(file, () => prepared.run(...values(parameters))),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  };
}
