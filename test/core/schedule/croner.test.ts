import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDue } from '../../../src/core/schedule/next-due.ts';
import { scheduleOf } from '../../support/due-times.ts';

const list = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 })
    .map((numbers) => numbers.join(','));
const range = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }), fc.integer({ min: 1, max: 5 }))
    .map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}/${step}`);
const field = (min: number, max: number) =>
  fc.oneof(fc.constant('*'), list(min, max), range(min, max), fc.constant('*/7'));
const day = fc.oneof(
  fc.constant('*'),
  list(1, 28),
  range(1, 28),
  fc.constantFrom('L', '15W', 'LW'),
);
const weekday = fc.oneof(fc.constant('*'), list(0, 7), fc.constantFrom('mon-fri', '5L', 'tue#2'));
const expression = fc
  .tuple(field(0, 59), field(0, 59), field(0, 23), day, field(1, 12), weekday)
  .map((fields) => fields.join(' '));
const zone = fc.constantFrom(
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
);
const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });

/** Whether the zone's clock changes from a day before to a day after. */
function isNearChange(timezone: string, from: number): boolean {
  const moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone);
  return moment.subtract({ hours: 24 }).offset !== moment.add({ hours: 24 }).offset;
}

describe('the next due time', () => {
  it('is that of another implementation, apart from the nights in which clocks change', () => {
    fc.assert(
      fc.property(expression, zone, instant, (text, timezone, from) => {
        const due = nextDue(scheduleOf(text), timezone, from);
        // Theirs is later than the instant it is asked for, and counts whole seconds.
        const second = Math.ceil(from / 1000) * 1000 - 1;
        const theirs = new Cron(text, { timezone }).nextRun(new Date(second))?.getTime() ?? null;
        fc.pre(!isNearChange(timezone, due) && !isNearChange(timezone, theirs ?? due));
        expect(due).toBe(theirs);
      }),
    );
  });
});
