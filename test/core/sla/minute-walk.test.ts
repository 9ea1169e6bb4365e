import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarDefinition,
  calendarOf,
  type Weekday,
  weekdays,
} from '../../../src/core/sla/calendar.ts';
import { coverAt, coverFrom } from '../../../src/core/sla/cover.ts';
import { dueAt } from '../../../src/core/sla/target.ts';
import { minuteWalk } from './minute-walk.ts';

/** Changes of an hour, of half an hour, of none; at night, at midnight, and a quarter of an hour off. */
const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Singapore',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'UTC',
];

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const walkedDays = 24;
const runs = { numRuns: Math.max(1500, Number(process.env.CARETAKER_PROPERTY_RUNS ?? 0)) };

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1440 }),
  fc.integer({ min: 0, max: 48 }).map((half) => half * 30),
  // About the hours that zones change at.
  fc.integer({ min: 0, max: 200 }),
);
const someHours = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => `${clock(Math.min(a, b))}-${clock(Math.max(a, b))}`);
const oneDay = fc.oneof(
  { weight: 2, arbitrary: fc.constant(['09:00-17:30']) },
  { weight: 2, arbitrary: fc.array(someHours, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(['00:00-24:00']) },
  { weight: 1, arbitrary: fc.constant([]) },
);

/** A zone, and a minute in it: any of fourteen years, or one close to a change of the zone’s offset. */
const moment = fc.constantFrom(...zones).chain((timezone) => {
  const any = fc
    .integer({ min: Date.UTC(2024, 0) / minuteMs, max: Date.UTC(2037, 11) / minuteMs })
    .map((minute) => minute * minuteMs);
  const close = fc
    .tuple(any, fc.integer({ min: -3 * 1440, max: 1440 }))
    .map(([at, minutes]) => nextChange(timezone, at) + minutes * minuteMs);
  const yearEnd = fc
    .tuple(fc.integer({ min: 2024, max: 2036 }), fc.integer({ min: -4 * 1440, max: 0 }))
    .map(([year, minutes]) => Date.UTC(year + 1, 0) + minutes * minuteMs);
  const leapDay = fc
    .tuple(fc.constantFrom(2024, 2028, 2032), fc.integer({ min: -2880, max: 2880 }))
    .map(([year, minutes]) => Date.UTC(year, 1, 29) + minutes * minuteMs);
  return fc.record({
    timezone: fc.constant(timezone),
    at: fc.oneof(any, close, close, yearEnd, leapDay),
  });
});

const aCase = moment.chain(({ timezone, at }) => {
  const date = fc.integer({ min: -1, max: 12 }).map((days) => dateAt(at + days * dayMs));
  const dates = fc.array(date, { maxLength: 4 });
  return fc.record({
    at: fc.constant(at),
    minutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 2400 })),
    calendar: fc.record({
      timezone: fc.constant(timezone),
      hours: fc
        .tuple(...weekdays.map(() => oneDay))
        .map((all) => Object.fromEntries(weekdays.map((day, index) => [day, all[index] ?? []]))),
      holidays: dates,
      closed: dates,
      open: fc.array(fc.record({ date, hours: fc.array(someHours, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
    }) satisfies fc.Arbitrary<CalendarDefinition & { hours: Partial<Record<Weekday, string[]>> }>,
  });
});

describe('counted minute by minute, in any calendar and zone', () => {
  it('working time is due at the end of the nth working minute', () => {
    fc.assert(
      fc.property(aCase, ({ calendar, minutes, at }) => {
        const slow = minuteWalk(calendar, walkedDays).working(minutes, at);
        const fast = dueAt({ kind: 'working', minutes }, calendarOf(calendar), at);
        agree(fast.at, slow, at);
      }),
      runs,
    );
  });

  it('the next business day closes with its last working minute', () => {
    fc.assert(
      fc.property(aCase, ({ calendar, at }) => {
        const slow = minuteWalk(calendar, walkedDays).nextBusinessDay(at);
        const fast = dueAt({ kind: 'next-business-day' }, calendarOf(calendar), at);
        // A day that closes where the walk ends may close later.
        if (slow !== null) expect(fast.at).toBe(slow);
      }),
      runs,
    );
  });

  it('cover is business hours, or what they leave', () => {
    fc.assert(
      fc.property(aCase, ({ calendar, at }) => {
        const walk = minuteWalk(calendar, walkedDays);
        const change = walk.change(at);
        const ready = calendarOf(calendar);
        const business = coverAt('business-hours', ready, at);
        const outside = coverAt('out-of-office-hours', ready, at);
        expect(business.covered).toBe(walk.isWorking(at));
        expect(outside).toEqual({ covered: !business.covered, until: business.until });
        agree(business.until, change, at);
        const from = outside.covered ? at : change;
        agree(coverFrom('out-of-office-hours', ready, at), from, at);
      }),
      runs,
    );
  });

  it('seconds that a clock starts late in a minute count on', () => {
    fc.assert(
      fc.property(
        aCase,
        fc.integer({ min: 1, max: minuteMs - 1 }),
        ({ calendar, minutes, at }, late) => {
          const ready = calendarOf(calendar);
          const target = { kind: 'working', minutes } as const;
          const sharp = dueAt(target, ready, at).at;
          const lateDue = dueAt(target, ready, at + late).at;
          const next = dueAt(target, ready, at + minuteMs).at;
          if (sharp === null || lateDue === null || next === null) return;
          expect(sharp <= lateDue && lateDue <= next).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** What the walk did not reach lies beyond it, or nowhere. */
function agree(fast: number | null, slow: number | null, at: number): void {
  if (slow !== null) expect(fast).toBe(slow);
  else if (fast !== null) expect(fast).toBeGreaterThanOrEqual(at + walkedDays * dayMs - minuteMs);
}

function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function nextChange(timezone: string, at: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return local.getTimeZoneTransition('next')?.epochMilliseconds ?? at;
}

function dateAt(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
