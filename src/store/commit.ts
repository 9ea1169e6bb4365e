import type { Kysely } from 'kysely';
import type { Incident, TimelineEntry, TroubleKey } from '../core/incident.ts';
import type { OutboxDraft } from '../core/notification.ts';
import type { Tracker } from '../core/tracker.ts';
import type { CursorRow, MemoryWriter } from './memory-writer.ts';
import type { ResultRecord } from './result-writer.ts';
import type { Schema } from './schema.ts';
import { putIncidents, putSteps, type StepRow } from './tables/incidents.ts';
import type { DueRow } from './tables/memory.ts';
import { addToOutbox } from './tables/outbox.ts';
import { addTimeline } from './tables/timeline.ts';

/** Everything that follows from some runs or decisions: kept as a whole, or not at all. */
export interface Commit {
  /** In the order in which they ran. */
  readonly results?: readonly ResultRecord[];
  readonly cursors?: readonly CursorRow[];
  readonly due?: readonly DueRow[];
  readonly trackers?: readonly Tracker[];
  /** Troubles of which nothing has to be remembered any more. */
  readonly settled?: readonly TroubleKey[];
  readonly incidents?: readonly Incident[];
  readonly timeline?: readonly TimelineEntry[];
  readonly steps?: readonly StepRow[];
  /** Those whose key is known already are left as they are. */
  readonly outbox?: readonly OutboxDraft[];
}

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
