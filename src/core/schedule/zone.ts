/** A stretch of time in which a zone keeps its distance from UTC. Instants are epoch milliseconds. */
export interface Stretch {
  /** `-Infinity` where the zone had no other offset before. */
  readonly start: number;
  /** The first instant after it; `Infinity` where no change is known. */
  readonly end: number;
  /** What the wall clock is ahead of UTC, in milliseconds. */
  readonly offset: number;
  /** The same, of the stretch before. */
  readonly offsetBefore: number;
}

/** The stretch that an instant lies in. Throws a RangeError for an unknown zone or an impossible instant. */
export function stretchAt(timezone: string, at: number): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  // Asked one instant later: a change at this very one belongs to the stretch that begins with it.
  const begin = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const before = begin?.subtract({ nanoseconds: 1 }) ?? moment;
  return {
    start: begin?.epochMilliseconds ?? -Infinity,
    end: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1e6,
    offsetBefore: before.offsetNanoseconds / 1e6,
  };
}
