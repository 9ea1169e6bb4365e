import type { Generated } from 'kysely';
import type { Acceptance } from '../core/acceptance.ts';
import type { TimelineEntry, TroubleKey } from '../core/incident.ts';
import type { RowChange } from '../core/outbox.ts';
import type { Silence } from '../core/suppression.ts';

/*
 * The tables, as the queries see them. Times are epoch milliseconds unless a name says otherwise;
 * columns that end in `Json` hold a whole value, the others beside them are what is searched for.
 */
export interface Schema {
  readonly series: SeriesTable;
  readonly results: ResultsTable;
  readonly latest: LatestTable;
  readonly recentMetrics: { series: number; valuesJson: string };
  readonly hours: RollupTable;
  readonly days: RollupTable;
  readonly states: { site: string; check: string; stateJson: string };
  readonly cursors: { site: string; name: string; cursorJson: string };
  readonly due: { site: string; check: string; schedule: string; nextAt: number };
  readonly trackers: TroubleKey & { trackerJson: string };
  readonly incidents: IncidentsTable;
  readonly timeline: TimelineEntry & { readonly id: Generated<number> };
  readonly steps: { incident: string; dueAt: number };
  readonly outbox: OutboxTable;
  readonly silences: Silence;
  readonly acceptances: Acceptance;
  readonly facts: { name: string; valueJson: string };
  readonly feedDocuments: FeedDocumentsTable;
  readonly feedSets: { readonly id: Generated<number>; readonly begunAt: number };
  readonly feedEntries: FeedEntriesTable;
}

/** One check of one site: the short number that its rows carry, and where its counting stands. */
export interface SeriesTable {
  readonly id: Generated<number>;
  readonly site: string;
  readonly check: string;
  /** The last result. */
  readonly at: number;
  readonly outcome: number;
  readonly intervalMs: number;
  /** Up to here the roll-ups are complete. */
  readonly countedUntil: number;
}

/** One run in as few bytes as possible: rows lie in the order of their key. */
export interface ResultsTable {
  readonly series: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly outcome: number;
  /** Milliseconds. */
  readonly latency: number;
}

/** The last result of one series. */
export interface LatestTable {
  readonly series: number;
  readonly resultJson: string;
  /** The last result that judged, where the last one did not; null where the last one did, or none ever. */
  readonly judgedJson: string | null;
}

/** Hours or days of one series, counted up as results come in. */
export interface RollupTable {
  readonly series: number;
  /** Hours or days since the epoch. */
  readonly period: number;
  readonly runs: number;
  readonly failed: number;
  readonly errored: number;
  readonly upMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly maintenanceMs: number;
  /** A histogram of the passed runs' durations; see core/histogram. */
  readonly latency: Uint8Array | null;
}

/** Incidents: what is searched by in columns, the whole of it as JSON. */
export interface IncidentsTable extends TroubleKey {
  readonly id: string;
  readonly open: 0 | 1;
  readonly openedAt: number;
  readonly incidentJson: string;
}

/** Messages that have to leave, and what became of those that did. */
export interface OutboxTable {
  readonly key: string;
  readonly incident: string | null;
  readonly createdAt: number;
  readonly draftJson: string;
  /** Everything but `waiting` is final. */
  readonly status: RowChange['status'];
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly bundle: string | null;
  readonly leasedUntil: number | null;
  readonly settledAt: number | null;
  readonly reason: string | null;
  /** What was sent; on the row that led the bundle only. */
  readonly textJson: string | null;
}

/** JSON as it is kept where there may be much of it: as text, or compressed. */
export type PackedJson = string | Uint8Array;

/** Documents of feeds. Feed and name are the reader's own. */
export interface FeedDocumentsTable {
  readonly feed: string;
  readonly name: string;
  readonly stampJson: string;
  /** Of the stamp. */
  readonly triedAt: number;
  readonly value: PackedJson | null;
  /** The complete set of its entries, where it is kept entry by entry. */
  readonly entrySet: number | null;
}

/** Entries of documents. Those of a set that no document names are being written, or are left over. */
export interface FeedEntriesTable {
  readonly entrySet: number;
  readonly key: string;
  /** Tells entries of one key apart; grows in the order in which they came. */
  readonly position: number;
  readonly value: PackedJson;
}
