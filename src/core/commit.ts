import type { TimeRange } from './availability.ts';
import type { Incident, TimelineEntry, TroubleKey } from './incident.ts';
import type { Json } from './json.ts';
import type { OutboxDraft } from './notification.ts';
import type { CheckResult } from './result.ts';
import type { Tracker } from './tracker.ts';

/** A result to keep, and what belongs to it. */
export interface ResultRecord {
  readonly site: string;
  readonly result: CheckResult;
  /** The schedule's interval, ms: how long the result may speak for, twice over. */
  readonly intervalMs: number;
  /** Planned work since the result before; counts neither as up nor as down. */
  readonly maintenance?: readonly TimeRange[];
  /** What the check keeps for its next run: JSON, 64 KiB at most. */
  readonly state?: Json;
}

/** How far a gatherer has read, such as a position in a log. */
export interface CursorRow {
  readonly site: string;
  readonly name: string;
  readonly cursor: Json;
}

/** When a check of a site is due, and by which schedule: another schedule needs another time. */
export interface DueRow {
  readonly site: string;
  readonly check: string;
  /** As config has it: `60s`, or a cron expression. */
  readonly schedule: string;
  /** Epoch milliseconds. */
  readonly nextAt: number;
}

/** The next step of an incident, or null to drop the one it had. */
export interface StepRow {
  readonly incident: string;
  readonly dueAt: number | null;
}

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
