import type { Incident, TimelineEntry } from './incident.ts';
import type { MessageText, OutboxDraft } from './notification.ts';

/** A notification that still has to leave. Its key is its identity. */
export interface OutboxRow extends OutboxDraft {
  /** Failed ones. */
  readonly attempts: number;
  /** Not before, epoch milliseconds. */
  readonly nextAttemptAt: number;
  /** The key of the message that carries it, together with others or alone; null until it was leased once. */
  readonly bundle: string | null;
  /** Until when a sender holds it, epoch milliseconds; null if none does. */
  readonly leasedUntil: number | null;
  /** Why the last attempt failed. */
  readonly lastReason: string | null;
}

/** A row together with its incident as it is at this moment; null where it has none. */
export interface OutboxItem {
  readonly row: OutboxRow;
  readonly incident: Incident | null;
}

/** Which rows a sender wants to hold, as which message, and until when. */
export interface LeaseRequest {
  readonly keys: readonly string[];
  /** Written to every row, so that a repeat after a crash is the same message with the same key. */
  readonly bundle: string;
  readonly now: number;
  readonly leasedUntil: number;
}

/** What became of a row. Everything but `waiting` is final; every change ends the lease. */
export type RowChange =
  | {
      readonly key: string;
      readonly status: 'waiting';
      readonly attempts: number;
      readonly nextAttemptAt: number;
      readonly reason: string;
    }
  | {
      readonly key: string;
      readonly status: 'sent';
      readonly at: number;
      /** Failed attempts before. */
      readonly attempts: number;
      /** What the provider said. */
      readonly reason: string;
      /** What the message said, on the row that led it; null on the others of the same bundle. */
      readonly text: MessageText | null;
    }
  | {
      readonly key: string;
      readonly status: 'failed' | 'gave-up' | 'dropped';
      readonly at: number;
      /** Failed attempts before. */
      readonly attempts: number;
      /** Why not. */
      readonly reason: string;
    };

/** A row's change, and what the timeline says about it. */
export interface RowOutcome {
  readonly change: RowChange;
  readonly timeline: readonly TimelineEntry[];
}

/** A message that was sent, for the limits on messages a minute. */
export interface SentMessage {
  readonly person: string;
  readonly channel: string;
  readonly at: number;
  /** Of the row that led it; see `waveOf`. */
  readonly wave: string;
}

/** A row that was sent, as the store remembers it. */
export type SentRow = Pick<
  OutboxDraft,
  'key' | 'person' | 'channel' | 'incident' | 'opening' | 'kind' | 'step'
> & { readonly bundle: string; readonly at: number };

/** What the outbox needs of the store. Any method may reject: pages leave all the same. */
export interface OutboxPort {
  /** Every row that is not final, whether due, leased or neither. */
  pending(): Promise<readonly OutboxRow[]>;
  /** Rows, and their incidents, without a lease: for a store that cannot be written. */
  read(keys: readonly string[]): Promise<readonly OutboxItem[]>;
  /**
   * In one durable transaction: leases those of the rows that are not final and that nobody holds
   * at `now`, sets their bundle, and returns them with their incidents as they are then.
   */
  lease(request: LeaseRequest): Promise<readonly OutboxItem[]>;
  /** In one durable transaction. The outcome of a row that is unknown or final is ignored, its timeline too. */
  record(outcomes: readonly RowOutcome[]): Promise<void>;
  /** Ends every lease: called once at the start, when this agent is the only one. */
  releaseLeases(): Promise<void>;
  /** Rows that were sent at or after a time. */
  sentSince(at: number): Promise<readonly SentRow[]>;
}
