import { horizonOf, workingSpans } from './business-time.ts';
import type { Calendar } from './calendar.ts';

/** When somebody answers. Not the same as business hours: cover may be their complement, or all the time. */
export type Cover = 'business-hours' | 'out-of-office-hours' | 'always';

/** Whether somebody answers at a moment, and until when that stays so. */
export interface CoverState {
  readonly covered: boolean;
  /** Epoch milliseconds; null where it stays so as far as one can see. */
  readonly until: number | null;
}

/** Whether a cover holds at an instant (epoch milliseconds), and when that changes. */
export function coverAt(cover: Cover, calendar: Calendar, at: number): CoverState {
  if (cover === 'always') return { covered: true, until: null };
  const { open, until } = businessAt(calendar, at);
  return { covered: cover === 'business-hours' ? open : !open, until };
}

/** The first instant at or after one at which a cover holds; null where it never does. */
export function coverFrom(cover: Cover, calendar: Calendar, at: number): number | null {
  const { covered, until } = coverAt(cover, calendar, at);
  return covered ? at : until;
}

function businessAt(calendar: Calendar, at: number) {
  let end: number | null = null;
  for (const span of workingSpans(calendar, at, horizonOf(at))) {
    if (end === null && span.start > at) return { open: false, until: span.start };
    // Hours over midnight stand on two days.
    if (end !== null && span.start > end) return { open: true, until: end };
    end = span.end;
  }
  if (end === null) return { open: false, until: null };
  return { open: true, until: end < horizonOf(at) ? end : null };
}
