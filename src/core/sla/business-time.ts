import { stretchAt } from '../schedule/zone.ts';
import { type Calendar, hoursOn, minuteMs } from './calendar.ts';

const dayMs = 1440 * minuteMs;
/** The last instant that there is (ECMA-262, 21.4.1.1), epoch milliseconds. */
const lastInstant = 8.64e15;

/** How far ahead working time is looked for: holidays are not known any further. */
export const horizonYears = 10;

/** A piece of working time between two instants, epoch milliseconds, with the local day it belongs to. */
export interface Span {
  /** Counted from 1970-01-01. */
  readonly day: number;
  readonly start: number;
  readonly end: number;
}

/** The instant up to which working time is looked for. */
export function horizonOf(at: number): number {
  return Math.min(at + horizonYears * 365.25 * dayMs, lastInstant);
}

/**
 * The working time of a calendar in [from, until), in order. A moment is working time if the wall
 * clock shows it within the hours of the day that it shows: what a daylight-saving change skips does
 * not count, and what it repeats counts twice. Between two changes wall clock and UTC run alike.
 */
export function* workingSpans(calendar: Calendar, from: number, until: number): Generator<Span> {
  for (let at = from; at < until; ) {
    const { offset, end: change } = stretchAt(calendar.timezone, at);
    const end = Math.min(change, until);
    for (let day = localDay(at, offset); day * dayMs - offset < end; day += 1) {
      for (const hours of hoursOn(calendar, day)) {
        const start = Math.max(at, day * dayMs + hours.from * minuteMs - offset);
        const stop = Math.min(end, day * dayMs + hours.until * minuteMs - offset);
        if (start < stop) yield { day, start, end: stop };
      }
    }
    at = end;
  }
}

/** The working time that a number of milliseconds takes from an instant on, and what the calendar does not hold of it. */
export function takeWorkingTime(
  calendar: Calendar,
  at: number,
  ms: number,
): { readonly spans: readonly Span[]; readonly left: number } {
  const spans: Span[] = [];
  let left = ms;
  if (left <= 0) return { spans, left: 0 };
  for (const span of workingSpans(calendar, at, horizonOf(at))) {
    const end = Math.min(span.end, span.start + left);
    spans.push({ ...span, end });
    left -= end - span.start;
    if (left <= 0) break;
  }
  return { spans, left };
}

/** The first day with working time after the local day of an instant: that day, and when its last hours end; null where none is near. */
export function nextBusinessDay(
  calendar: Calendar,
  at: number,
): { readonly day: number; readonly close: number } | null {
  const today = localDayAt(calendar.timezone, at);
  for (const first of workingSpans(calendar, at, horizonOf(at))) {
    if (first.day <= today) continue;
    // A clock that is set back over midnight shows the end of a day again after the next has begun.
    const sameDay = [...workingSpans(calendar, first.start, first.start + 2 * dayMs)].filter(
      ({ day }) => day === first.day,
    );
    return { day: first.day, close: sameDay.at(-1)?.end ?? first.end };
  }
  return null;
}

/** The local day of an instant, counted from 1970-01-01. */
export function localDayAt(timezone: string, at: number): number {
  return localDay(at, stretchAt(timezone, at).offset);
}

function localDay(at: number, offset: number): number {
  return Math.floor((at + offset) / dayMs);
}
