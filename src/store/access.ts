import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * How queries reach the database. Outside of a transaction a write is a durable one of its own;
 * inside of one it is a part of it.
 */
export interface Access {
  readonly read: Kysely<Schema>;
  write<T>(body: (database: Kysely<Schema>) => Promise<T>): Promise<T>;
}

/** Column values from a value's JSON, typed by the caller: only this store ever writes them. */
export function parsed<T>(json: string): T {
  return JSON.parse(json) as T;
}
