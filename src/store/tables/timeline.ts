import type { Kysely } from 'kysely';
import type { TimelineEntry } from '../../core/incident.ts';
import type { Access } from '../access.ts';
import type { Schema } from '../schema.ts';

/** What happened to incidents, and why. */
export interface TimelineQueries {
  /** In the order in which it was written. */
  of(incident: string): Promise<readonly TimelineEntry[]>;
  add(entries: readonly TimelineEntry[]): Promise<void>;
}

/** The queries of the timeline. */
export function timelineQueries({ read, write }: Access): TimelineQueries {
  return {
    of: (incident) =>
      read
        .selectFrom('timeline')
        .select(['incident', 'at', 'kind', 'by', 'reason'])
        .where('incident', '=', incident)
        .orderBy('id')
        .execute(),
    add: (entries) => write((database) => addTimeline(database, entries)),
  };
}

/** Adds entries within a transaction. */
export async function addTimeline(
  database: Kysely<Schema>,
  entries: readonly TimelineEntry[],
): Promise<void> {
  for (const { incident, at, kind, by, reason } of entries) {
    await database.insertInto('timeline').values({ incident, at, kind, by, reason }).execute();
  }
}
