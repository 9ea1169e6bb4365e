import type { TroubleKey } from './incident.ts';

/**
 * What is remembered of one trouble from run to run: plain JSON of at most 2 KiB. A trouble that
 * was never seen needs none; see `newTracker` in incidents. Times are epoch milliseconds.
 */
export interface Tracker {
  readonly trouble: TroubleKey;
  /** Failing runs in a row, up to now. */
  readonly failures: number;
  /** Passing runs in a row, up to now. */
  readonly passes: number;
  /** The first failing run of the present failure; null while it passes. */
  readonly since: number | null;
  /** Whether the last run that said anything failed; null before the first one. */
  readonly failing: boolean | null;
  /** When it changed between failing and passing, within the flap window; the newest last. */
  readonly changes: readonly number[];
  /** The last incident of this trouble, be it open or not. */
  readonly incident: string | null;
  /** Whether that incident was unresolved after the last run. */
  readonly open: boolean;
  /** The last run that said anything. */
  readonly at: number;
}
