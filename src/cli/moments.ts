/** Calendars and zones mean little outside of these years. */
export const years = { first: 1900, last: 9999 };

/** A time on the wall clock of a zone, with its distance from UTC: `2026-11-23 03:12:04+00:00`. */
export function shownAt(at: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timezone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
    .replace('T', ' ');
}

/** An instant with an offset or `Z`, or a time on the zone's wall clock: the earlier one where it comes twice. */
export function instantOf(text: string, timezone: string): Temporal.Instant | null {
  const instant =
    attempt(() => Temporal.Instant.from(text)) ??
    attempt(() => Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).toInstant());
  if (instant === null) return null;
  const { year } = instant.toZonedDateTimeISO('UTC');
  return year >= years.first && year <= years.last ? instant : null;
}

/**
 * The end of something that lasts until a time as `instantOf` understands it, or until a date: that
 * day is over then, on the zone's wall clock. Null where the text is neither.
 */
export function endOf(text: string, timezone: string): Temporal.Instant | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return instantOf(text, timezone);
  const day = attempt(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
  return day && instantOf(day.add({ days: 1 }).toString(), timezone);
}

/** What a call returns, or null where it throws. */
export function attempt<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}
