import type { DayTest } from './cron-days.ts';

/** Milliseconds of a day of 24 hours. */
export const dayMs = 86_400_000;

/** Days that a cron expression allows. */
interface Days {
  /** 1-12. */
  readonly months: readonly number[];
  readonly isDay: DayTest;
}

/**
 * The first matching day in [from, end), counted from 1970-01-01, or null. Months that do not match
 * are passed over, and `end` may be infinite: null then, after the last year that there is.
 */
export function nextDay({ months, isDay }: Days, from: number, end: number): number | null {
  const start = new Date(from * dayMs);
  const year = start.getUTCFullYear();
  for (let month = start.getUTCMonth(); ; month += 1) {
    const first = firstOfMonth(year, month);
    if (!(first < end)) return null;
    if (!months.includes((month % 12) + 1)) continue;
    const daysInMonth = firstOfMonth(year, month + 1) - first;
    for (let day = Math.max(first, from); day < Math.min(first + daysInMonth, end); day += 1) {
      // The first of January 1970 was a Thursday.
      const weekday = (((day + 4) % 7) + 7) % 7;
      if (isDay({ date: day - first + 1, daysInMonth, weekday })) return day;
    }
  }
}

/** Day number of the first of a month; months count from 0 and may run over into later years. */
function firstOfMonth(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / dayMs;
}
