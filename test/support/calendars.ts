import { type Calendar, type CalendarDefinition, calendarOf } from '../../src/core/sla/calendar.ts';

/** Monday to Friday with the same hours. */
export function weekOf(...hours: readonly string[]): CalendarDefinition['hours'] {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
}

/** An office in London that works 09:00-17:30, with the bank holidays about Christmas 2026. */
export function london(overrides: Partial<CalendarDefinition> = {}): Calendar {
  return calendarOf({
    timezone: 'Europe/London',
    hours: weekOf('09:00-17:30'),
    holidays: ['2026-12-25', '2026-12-28', '2027-01-01'],
    ...overrides,
  });
}

/** Epoch milliseconds of a wall-clock time, in London unless said otherwise; the first of two. */
export function localTime(text: string, timezone = 'Europe/London'): number {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds;
}

/** The wall-clock time of an instant with its offset: `2026-11-30T12:50+00:00`. */
export function shownAt(at: number | null, timezone = 'Europe/London'): string {
  if (at === null) return 'never';
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return local.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}
