/** The only source of time: handed down from the composition root. */
export interface Clock {
  /** Wall-clock time, epoch milliseconds; may jump. */
  now(): number;
  /** Milliseconds that only ever grow; for durations. */
  monotonic(): number;
}
