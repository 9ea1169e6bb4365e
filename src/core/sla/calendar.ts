/** Days of the week as config names them, in the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Working hours as people write them; dates are `2026-12-25`, hours `09:00-17:30` with `24:00` for midnight at the end. */
export interface CalendarDefinition {
  /** IANA. */
  readonly timezone: string;
  readonly hours: { readonly [day in Weekday]?: readonly string[] | undefined };
  /** Public holidays. */
  readonly holidays?: readonly string[];
  /** Further days without working hours. */
  readonly closed?: readonly string[];
  /** Days with hours of their own, whatever else holds for them. */
  readonly open?: readonly { readonly date: string; readonly hours: readonly string[] }[];
}

/** Part of a day on the wall clock, in minutes since its midnight; `until` is the first minute after it, 1440 at most. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** Working hours, ready to count with: hours of a day are in order and touch nowhere. */
export interface Calendar {
  /** IANA zone in which hours and dates are meant. */
  readonly timezone: string;
  /** Monday first. */
  readonly week: readonly (readonly Hours[])[];
  readonly holidays: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  /** By date; outranks everything else. */
  readonly open: ReadonlyMap<string, readonly Hours[]>;
}

/** Milliseconds of a minute. */
export const minuteMs = 60_000;

/** Turns what people write into a calendar. Throws a RangeError for hours that are none. */
export function calendarOf(definition: CalendarDefinition): Calendar {
  const { timezone, hours, holidays = [], closed = [], open = [] } = definition;
  const openings = Map.groupBy(open, ({ date }) => date);
  return {
    timezone,
    week: weekdays.map((day) => joined(hours[day] ?? [])),
    holidays: new Set(holidays),
    closed: new Set(closed),
    open: new Map([...openings].map(([date, all]) => [date, joined(all.flatMap((o) => o.hours))])),
  };
}

/** Business hours unless a practice says otherwise, without holidays: Monday to Friday in London. */
export const defaultHours = {
  timezone: 'Europe/London',
  hours: {
    mon: ['09:00-17:30'],
    tue: ['09:00-17:30'],
    wed: ['09:00-17:30'],
    thu: ['09:00-17:30'],
    fri: ['09:00-17:30'],
  },
} satisfies CalendarDefinition;

/** The working hours of a day, counted from 1970-01-01 on the calendar's wall clock. */
export function hoursOn(calendar: Calendar, day: number): readonly Hours[] {
  const date = dateOf(day);
  const own = calendar.open.get(date);
  if (own) return own;
  if (calendar.holidays.has(date) || calendar.closed.has(date)) return [];
  return calendar.week[weekdayIndex(day)] ?? [];
}

/** Why a day has no working hours, for an explanation. */
export function whyClosed(calendar: Calendar, day: number): string {
  const date = dateOf(day);
  if (calendar.open.has(date)) return 'closed';
  if (calendar.holidays.has(date)) return 'public holiday';
  return calendar.closed.has(date) ? 'closed' : 'no business hours';
}

/** Monday is 0; the first of January 1970 was a Thursday. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-12-25` of a day counted from 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * 1440 * minuteMs).toISOString().slice(0, -14);
}

/** In order, with what overlaps or touches made one. */
function joined(texts: readonly string[]): readonly Hours[] {
  const all: Hours[] = [];
  for (const hours of texts.map(hoursOf).toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (!last || hours.from > last.until) all.push(hours);
    else all.splice(-1, 1, { ...last, until: Math.max(last.until, hours.until) });
  }
  return all;
}

function hoursOf(text: string): Hours {
  const [, h1, m1, h2, m2] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text) ?? [];
  const from = Number(h1) * 60 + Number(m1);
  const until = Number(h2) * 60 + Number(m2);
  if (!(from < until && until <= 1440)) throw new RangeError(`not hours of a day: ${text}`);
  return { from, until };
}
