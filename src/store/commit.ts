import type { Kysely } from 'kysely';
import type { Commit, ResultRecord } from '../core/commit.ts';
import type { MemoryWriter } from './memory-writer.ts';
import type { Schema } from './schema.ts';
import { putIncidents, putSteps } from './tables/incidents.ts';
import { addToOutbox } from './tables/outbox.ts';
import { addTimeline } from './tables/timeline.ts';

/** The writers on prepared statements, for what comes with nearly every run. */
export interface HotWriters {
  readonly result: (record: ResultRecord) => void;
  readonly memory: MemoryWriter;
}

/** Writes a commit within a transaction. */
export async function writeCommit(
  database: Kysely<Schema>,
  { result, memory }: HotWriters,
  commit: Commit,
): Promise<void> {
  for (const record of commit.results ?? []) result(record);
  for (const cursor of commit.cursors ?? []) memory.cursor(cursor);
  for (const due of commit.due ?? []) memory.due(due);
  for (const tracker of commit.trackers ?? []) memory.tracker(tracker);
  for (const trouble of commit.settled ?? []) memory.forgetTracker(trouble);
  await putIncidents(database, commit.incidents ?? []);
  await addTimeline(database, commit.timeline ?? []);
  await putSteps(database, commit.steps ?? []);
  await addToOutbox(database, commit.outbox ?? []);
}
