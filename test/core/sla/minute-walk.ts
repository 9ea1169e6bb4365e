import { type CalendarDefinition, weekdays } from '../../../src/core/sla/calendar.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 1440 * minuteMs;

/** Offsets by zone and quarter of an hour: zones change at quarters, so each is asked for once only. */
const offsets = new Map<string, Map<number, number>>();

/** The slow reference: goes from minute to minute, and asks of each what the wall clock shows in it. */
export function minuteWalk(calendar: CalendarDefinition, maxDays: number) {
  const limit = maxDays * 1440;
  const days = new Map<number, readonly boolean[]>();
  const wallAt = (at: number) => at + offsetAt(calendar.timezone, at);
  const dayOf = (at: number) => Math.floor(wallAt(at) / dayMs);

  function isWorking(at: number): boolean {
    const wall = wallAt(at);
    const day = Math.floor(wall / dayMs);
    const minutes = days.get(day) ?? workingMinutes(calendar, day);
    days.set(day, minutes);
    return minutes[Math.floor((wall - day * dayMs) / minuteMs)] ?? false;
  }

  return {
    isWorking,
    /** The end of the nth working minute; null if it is not among those walked. */
    working(minutes: number, at: number): number | null {
      let left = minutes;
      for (let step = 0; step < limit; step += 1) {
        const now = at + step * minuteMs;
        if (isWorking(now)) left -= 1;
        if (left === 0) return now + minuteMs;
      }
      return null;
    },
    /** The end of the last working minute of the first date after that of receipt which has any. */
    nextBusinessDay(at: number): number | null {
      const receipt = dayOf(at);
      let found: number | null = null;
      let close = 0;
      for (let step = 0; step < limit; step += 1) {
        const now = at + step * minuteMs;
        const day = dayOf(now);
        // Two days on, even a clock that was set back over midnight shows that date no more.
        if (found !== null && day > found + 1) return close;
        if (day <= receipt || (found !== null && day !== found) || !isWorking(now)) continue;
        found = day;
        close = now + minuteMs;
      }
      return null;
    },
    /** The first minute in which it is otherwise than at the start. */
    change(at: number): number | null {
      const before = isWorking(at);
      for (let step = 1; step < limit; step += 1) {
        if (isWorking(at + step * minuteMs) !== before) return at + step * minuteMs;
      }
      return null;
    },
  };
}

/** Of each minute of a day on the wall clock, whether somebody works. */
function workingMinutes(calendar: CalendarDefinition, day: number): readonly boolean[] {
  const noon = new Date(day * dayMs + dayMs / 2);
  const date = noon.toISOString().slice(0, 10);
  const hours = hoursOfDate(calendar, date, weekdays[(noon.getUTCDay() + 6) % 7] ?? 'mon');
  const ranges = hours.map((text) => text.split('-').map(minutesOf));
  return Array.from({ length: 1440 }, (_, minute) =>
    ranges.some(([from = 0, until = 0]) => from <= minute && minute < until),
  );
}

function hoursOfDate(
  { hours, holidays = [], closed = [], open = [] }: CalendarDefinition,
  date: string,
  weekday: (typeof weekdays)[number],
): readonly string[] {
  const own = open.filter((day) => day.date === date);
  if (own.length > 0) return own.flatMap((day) => day.hours);
  return holidays.includes(date) || closed.includes(date) ? [] : (hours[weekday] ?? []);
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function offsetAt(timezone: string, at: number): number {
  const quarter = Math.floor(at / quarterMs);
  const known = offsets.get(timezone) ?? new Map<number, number>();
  offsets.set(timezone, known);
  const cached = known.get(quarter);
  if (cached !== undefined) return cached;
  const moment = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs);
  const offset = moment.toZonedDateTimeISO(timezone).offsetNanoseconds / 1e6;
  known.set(quarter, offset);
  return offset;
}
