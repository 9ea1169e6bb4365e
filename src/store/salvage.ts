import { statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Schema } from './schema.ts';

/** What must not be lost first. Single results stay behind: they are many, and their roll-ups say as much. */
const tables = [
  'outbox',
  'steps',
  'incidents',
  'trackers',
  'timeline',
  'silences',
  'acceptances',
  'due',
  'states',
  'cursors',
  'series',
  'latest',
  'recentMetrics',
  'days',
  'hours',
  'facts',
] as const satisfies readonly (keyof Schema)[];

/** What could be read of a damaged database. */
export interface Salvaged {
  /** Rows by table. */
  readonly saved: Readonly<Record<string, number>>;
  /** Tables that could not be read to their end. */
  readonly incomplete: readonly string[];
}

/** Copies every row that a damaged file still gives away into a new, empty store. */
export function salvage(damagedFile: string, into: DatabaseSync): Salvaged {
  const from = openAnyway(damagedFile);
  try {
    const copies = tables.map((table) => copyTable(from, into, table));
    return {
      saved: Object.fromEntries(copies.map(({ table, rows }) => [table, rows])),
      incomplete: copies.filter(({ complete }) => !complete).map(({ table }) => table),
    };
  } finally {
    from?.close();
  }
}

function openAnyway(file: string): DatabaseSync | null {
  try {
    // Opening an empty one would delete its log.
    return statSync(file).size === 0 ? null : new DatabaseSync(file);
  } catch {
    return null;
  }
}

/** Reads a table along the tree that holds it; where that is broken, from both of its ends. */
function copyTable(from: DatabaseSync | null, into: DatabaseSync, table: string) {
  into.exec('BEGIN');
  const order = keyOf(into, table);
  const complete =
    from !== null &&
    (!mayHave(from, table) ||
      copyRows(from, into, table, '') ||
      [order('ASC'), order('DESC')].map((by) => copyRows(from, into, table, by)).every(Boolean));
  into.exec('COMMIT');
  const rows = Number(into.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);
  return { table, rows, complete };
}

/** A store of an earlier version has fewer tables: nothing of those is lost. */
function mayHave(from: DatabaseSync, table: string): boolean {
  const named = 'SELECT count(*) AS count FROM sqlite_schema WHERE name = ?';
  return readable(() => from.prepare(named).get(table)?.count) !== 0;
}

/** False where reading ended early. What cannot be written, because of a full disk, say, is thrown. */
function copyRows(from: DatabaseSync, into: DatabaseSync, table: string, by: string): boolean {
  const rows = readable(() => from.prepare(`SELECT * FROM ${table} ${by}`).iterate());
  if (rows === null) return false;
  for (;;) {
    const next = readable(() => rows.next());
    if (next === null) return false;
    if (next.done) return true;
    insert(into, table, next.value);
  }
}

/** A damaged row may break the rules of its table, and one of another schema may not fit: it stays behind. */
function insert(into: DatabaseSync, table: string, row: Record<string, unknown>): void {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const marks = columns.map(() => '?');
  try {
    into
      .prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${marks})`)
      .run(...(Object.values(row) as SQLInputValue[]));
  } catch (error) {
    const primary = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
    if (!skippable.has(primary)) throw error;
  }
}

/** SQLite's ERROR (no such column), CONSTRAINT and MISMATCH. */
const skippable: ReadonlySet<number> = new Set([1, 19, 20]);

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** By what the rows of a table lie in order: their number, or in a table without one their key. */
function keyOf(database: DatabaseSync, table: string): (direction: 'ASC' | 'DESC') => string {
  const kind = database.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').get(table);
  const key = database
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .all(table)
    .map(({ name }) => `"${name}"`);
  const columns = kind?.wr === 1 ? key : ['rowid'];
  return (direction) => `ORDER BY ${columns.map((column) => `${column} ${direction}`).join(', ')}`;
}
