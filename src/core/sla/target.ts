import { horizonOf, horizonYears, nextBusinessDay, takeWorkingTime } from './business-time.ts';
import { type Calendar, minuteMs } from './calendar.ts';

/** How long something may take: working time and clock time are never added up. */
export type Target =
  | { readonly kind: 'working'; readonly minutes: number }
  | { readonly kind: 'clock'; readonly minutes: number }
  /** Until the close of business of the first business day after the local date of receipt. */
  | { readonly kind: 'next-business-day' };

/** The instant by which something is due, epoch milliseconds; or why there is none. */
export type Due =
  | { readonly at: number }
  | {
      readonly at: null;
      /** A sentence. */
      readonly reason: string;
    };

/**
 * When a target is due whose clock starts at an instant (epoch milliseconds). Exact to the
 * millisecond: seconds that the clock starts late in a minute count on. Outside hours working time
 * starts with the next hours, and what ends exactly at closing is due at closing. Throws a RangeError
 * for an unknown zone.
 */
export function dueAt(target: Target, calendar: Calendar, at: number): Due {
  switch (target.kind) {
    case 'clock': {
      const due = at + target.minutes * minuteMs;
      return due <= horizonOf(at) ? { at: due } : tooFar;
    }
    case 'working': {
      const { spans, left } = takeWorkingTime(calendar, at, target.minutes * minuteMs);
      return left > 0 ? tooFar : { at: spans.at(-1)?.end ?? at };
    }
    case 'next-business-day': {
      const next = nextBusinessDay(calendar, at);
      return next ? { at: next.close } : noBusinessDay;
    }
  }
}

const tooFar: Due = {
  at: null,
  reason: `The calendar does not hold so much time within ${horizonYears} years.`,
};

const noBusinessDay: Due = {
  at: null,
  reason: `The calendar has no business day within ${horizonYears} years.`,
};

/** `4 working hours`, `30 minutes`, `the close of the next business day`. */
export function targetInWords(target: Target): string {
  if (target.kind === 'next-business-day') return 'the close of the next business day';
  const { kind, minutes } = target;
  const working = kind === 'working' ? 'working ' : '';
  return minutes % 60 === 0 && minutes > 0
    ? `${minutes / 60} ${working}${minutes === 60 ? 'hour' : 'hours'}`
    : `${minutes} ${working}${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** The same with its preposition: `within 4 working hours`, `by the close of the next business day`. */
export function limitInWords(target: Target): string {
  const word = target.kind === 'next-business-day' ? 'by' : 'within';
  return `${word} ${targetInWords(target)}`;
}
