import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDue } from '../../../src/core/schedule/next-due.ts';
import { scheduleOf } from '../../support/due-times.ts';

/** Both hemispheres, changes of an hour, of 30 minutes and of none, at night and at midnight. */
const zones = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Kyiv',
  'Atlantic/Azores',
  'America/New_York',
  'America/St_Johns',
  'America/Los_Angeles',
  'America/Havana',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Nuuk',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Tehran',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2040, 0) });

/** A cron expression of five fields together with what it means, so that nothing has to be parsed. */
interface Written {
  readonly text: string;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly everyHour: boolean;
  readonly isDay: (date: Temporal.PlainDateTime) => boolean;
}

const minuteList = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 4 });
const hourList = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 });
const hours = fc.oneof(
  hourList.map((list) => ({ text: list.join(','), hours: new Set(list), everyHour: false })),
  fc.constantFrom(1, 2, 3).map((step) => ({
    text: step === 1 ? '*' : `*/${step}`,
    hours: new Set(Array.from({ length: 24 / step }, (_, index) => index * step)),
    everyHour: true,
  })),
);
const dateList = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 9 });
const weekdayList = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 });
const days = fc.tuple(fc.option(dateList), fc.option(weekdayList)).map(([dates, weekdays]) => ({
  text: `${dates?.join(',') ?? '*'} * ${weekdays?.join(',') ?? '*'}`,
  isDay: ({ day, dayOfWeek }: Temporal.PlainDateTime) => {
    const tests = [dates?.includes(day), weekdays?.includes(dayOfWeek % 7)];
    const given = tests.filter((test) => test !== undefined);
    return given.length === 0 || given.includes(true);
  },
}));
const cron: fc.Arbitrary<Written> = fc
  .tuple(minuteList, hours, days)
  .map(([minutes, hour, day]) => ({
    text: `${minutes.join(',')} ${hour.text} ${day.text}`,
    minutes: new Set(minutes),
    hours: hour.hours,
    everyHour: hour.everyHour,
    isDay: day.isDay,
  }));

function matches(written: Written, wall: Temporal.PlainDateTime): boolean {
  const { minute, hour } = wall;
  return written.minutes.has(minute) && written.hours.has(hour) && written.isDay(wall);
}

/** The same rules, applied minute by minute: slow, and too simple to be wrong. */
function slowNextDue(written: Written, timezone: string, from: number, end: number): number | null {
  const at = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone);
  const first = Math.ceil(from / minuteMs) * minuteMs;
  let before = at(first - minuteMs).toPlainDateTime();
  for (let ms = first; ms < end; ms += minuteMs) {
    const moment = at(ms);
    const wall = moment.toPlainDateTime();
    if (matches(written, wall)) {
      const firstPass = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' });
      if (written.everyHour || firstPass.epochMilliseconds === ms) return ms;
    }
    let skipped = before.add({ minutes: 1 });
    while (!written.everyHour && Temporal.PlainDateTime.compare(skipped, wall) < 0) {
      if (matches(written, skipped)) return ms;
      skipped = skipped.add({ minutes: 1 });
    }
    before = wall;
  }
  return null;
}

/** The instant at which a zone's clock changes next, or null. */
function nextChange(timezone: string, from: number): number | null {
  const moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone);
  return moment.getTimeZoneTransition('next')?.epochMilliseconds ?? null;
}

describe('the next due time', () => {
  it('skips nothing and adds nothing, compared minute by minute', () => {
    fc.assert(
      fc.property(cron, zone, instant, (written, timezone, from) => {
        const end = from + 30 * hourMs;
        const due = nextDue(scheduleOf(written.text), timezone, from);
        expect(due < end ? due : null).toBe(slowNextDue(written, timezone, from, end));
      }),
    );
  });

  it('does so in every night in which clocks change', () => {
    const hoursBefore = fc.integer({ min: -3 * hourMs, max: 9 * hourMs });
    fc.assert(
      fc.property(cron, zone, instant, hoursBefore, (written, timezone, some, before) => {
        const change = nextChange(timezone, some);
        fc.pre(change !== null);
        const from = (change ?? 0) - before;
        const end = from + 14 * hourMs;
        const due = nextDue(scheduleOf(written.text), timezone, from);
        expect(due < end ? due : null).toBe(slowNextDue(written, timezone, from, end));
      }),
    );
  });

  it('is never early, and does not change until it has come', () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(cron, zone, instant, where, ({ text }, timezone, from, part) => {
        const schedule = scheduleOf(text);
        const due = nextDue(schedule, timezone, from);
        expect(due).toBeGreaterThanOrEqual(from);
        const between = from + Math.floor((due - from) * part);
        expect(nextDue(schedule, timezone, between)).toBe(due);
        expect(nextDue(schedule, timezone, due + 1)).toBeGreaterThan(due);
      }),
    );
  });

  it('of an interval is the next whole multiple, moved by the phase', () => {
    const everyMs = fc.integer({ min: 10_000, max: 366 * 86_400_000 });
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(everyMs, part, zone, instant, (every, share, timezone, from) => {
        const phaseMs = Math.floor(share * every);
        const due = nextDue({ kind: 'interval', everyMs: every, phaseMs }, timezone, from);
        expect(due - from).toBeGreaterThanOrEqual(0);
        expect(due - from).toBeLessThan(every);
        expect(due % every).toBe(phaseMs);
      }),
    );
  });

  it('is found at once, however far off', () => {
    const start = performance.now();
    for (let count = 0; count < 200; count += 1) {
      nextDue(scheduleOf('0 0 * 2 mon#5'), 'Europe/London', Date.UTC(2073, 0));
    }
    expect((performance.now() - start) / 200).toBeLessThan(25);
  });
});
