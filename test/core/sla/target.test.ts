import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/sla/calendar.ts';
import { dueAt, limitInWords, type Target, targetInWords } from '../../../src/core/sla/target.ts';
import { localTime, london, shownAt, weekOf } from '../../support/calendars.ts';

const hours = (count: number): Target => ({ kind: 'working', minutes: count * 60 });
const clock = (count: number): Target => ({ kind: 'clock', minutes: count * 60 });
const minutes = (count: number): Target => ({ kind: 'working', minutes: count });
const nextBusinessDay: Target = { kind: 'next-business-day' };

function due(target: Target, at: string, calendar = london()): string {
  return shownAt(dueAt(target, calendar, localTime(at, calendar.timezone)).at, calendar.timezone);
}

describe('the vectors of the service, for hours from 09:00 to 17:00', () => {
  const nineToFive = london({ hours: weekOf('09:00-17:00') });

  it.each([
    ['Gold, raised ten minutes before closing', hours(4), '2026-11-27T16:50', '2026-11-30T12:50'],
    ['Gold, raised after closing', hours(4), '2026-11-27T18:00', '2026-11-30T13:00'],
    ['Platinum over a weekend', minutes(30), '2026-11-27T16:50', '2026-11-30T09:20'],
    ['P2 raised on a Saturday', hours(12), '2026-11-28T12:00', '2026-12-01T13:00'],
    ['P1 over Christmas', hours(8), '2026-12-24T16:30', '2026-12-29T16:30'],
    ['P4 over Christmas', hours(40), '2026-12-23T09:00', '2026-12-31T17:00'],
  ])('%s', (_, target, raised, expected) => {
    expect(due(target, raised, nineToFive)).toBe(`${expected}+00:00`);
  });

  it.each([
    ['clocks go back', '2026-10-25T00:30', '2026-10-25T03:30+00:00'],
    ['clocks go forward', '2027-03-28T00:30', '2027-03-28T05:30+01:00'],
  ])('P1 of 24/7 while %s', (_, raised, expected) => {
    expect(due(clock(4), raised, nineToFive)).toBe(expected);
  });
});

describe('working time', () => {
  it('that ends exactly at closing is due at closing, not at the next opening', () => {
    expect(due(hours(4), '2026-11-23T13:30')).toBe('2026-11-23T17:30+00:00');
  });

  it('starts with the next working minute where it is raised outside hours', () => {
    expect(due(minutes(1), '2026-11-23T08:59')).toBe('2026-11-23T09:01+00:00');
    expect(due(minutes(1), '2026-11-23T17:29')).toBe('2026-11-23T17:30+00:00');
    expect(due(minutes(1), '2026-11-23T17:30')).toBe('2026-11-24T09:01+00:00');
  });

  it('keeps the seconds with which it starts', () => {
    const at = localTime('2026-11-23T10:00:42');
    expect(dueAt(minutes(30), london(), at).at).toBe(at + 30 * 60_000);
  });

  it('leaves out lunch, closures and holidays, and counts special openings', () => {
    const calendar = london({
      hours: weekOf('09:00-12:00', '13:00-17:00'),
      holidays: ['2026-11-24', '2026-11-26'],
      closed: ['2026-11-25'],
      open: [{ date: '2026-11-26', hours: ['10:00-11:00'] }],
    });
    expect(due(hours(4), '2026-11-23T11:00', calendar)).toBe('2026-11-23T16:00+00:00');
    expect(due(hours(7), '2026-11-23T11:00', calendar)).toBe('2026-11-27T10:00+00:00');
  });

  it('passes over a leap day like any other', () => {
    expect(due(hours(17), '2028-02-28T09:00')).toBe('2028-02-29T17:30+00:00');
    expect(due(hours(17), '2027-02-26T09:00')).toBe('2027-03-01T17:30+00:00');
  });

  it('counts what a change to winter time repeats twice, and what summer time skips not at all', () => {
    const nights = calendarOf({ timezone: 'Europe/London', hours: { sun: ['01:15-01:45'] } });
    expect(due(hours(1), '2026-10-25T00:00', nights)).toBe('2026-10-25T01:45+00:00');
    expect(due(minutes(1), '2027-03-28T00:00', nights)).toBe('2027-04-04T01:16+01:00');
  });

  it('knows changes of half an hour', () => {
    const nights = calendarOf({ timezone: 'Australia/Lord_Howe', hours: { sun: ['01:00-03:00'] } });
    expect(due(minutes(150), '2027-04-04T00:00', nights)).toBe('2027-04-04T03:00+10:30');
    expect(due(minutes(90), '2026-10-04T00:00', nights)).toBe('2026-10-04T03:00+11:00');
  });
});

describe('the next business day', () => {
  it.each([
    ['on a working day', '2026-11-23T12:00', '2026-11-24T17:30'],
    ['before opening, which is that date all the same', '2026-11-23T07:00', '2026-11-24T17:30'],
    ['after closing', '2026-11-23T23:59', '2026-11-24T17:30'],
    ['before a weekend', '2026-11-27T09:00', '2026-11-30T17:30'],
    ['on a weekend', '2026-11-28T09:00', '2026-11-30T17:30'],
    ['before Christmas', '2026-12-24T16:00', '2026-12-29T17:30'],
    ['at the end of a year', '2026-12-31T16:00', '2027-01-04T17:30'],
  ])('of a receipt %s', (_, raised, expected) => {
    expect(due(nextBusinessDay, raised)).toBe(`${expected}+00:00`);
  });

  it('goes by the date where the calendar is, not where the client is', () => {
    const singapore = calendarOf({ timezone: 'Asia/Singapore', hours: weekOf('09:00-18:00') });
    const at = localTime('2026-11-23T17:00', 'Europe/London');
    expect(shownAt(dueAt(nextBusinessDay, singapore, at).at, 'Asia/Singapore')).toBe(
      '2026-11-25T18:00+08:00',
    );
  });

  it('closes with the last of several hours', () => {
    const split = london({ hours: weekOf('09:00-12:00', '13:00-17:00') });
    expect(due(nextBusinessDay, '2026-11-23T12:00', split)).toBe('2026-11-24T17:00+00:00');
  });
});

describe('a calendar that does not hold enough time', () => {
  const never = calendarOf({ timezone: 'Europe/London', hours: {} });
  const once = calendarOf({
    timezone: 'Europe/London',
    hours: {},
    open: [{ date: '2030-06-03', hours: ['09:00-10:00'] }],
  });
  const at = localTime('2026-11-23T12:00');

  it.each([
    ['working time', hours(4)],
    ['a next business day', nextBusinessDay],
  ])('says so for %s, at once', (_, target) => {
    const started = performance.now();
    expect(dueAt(target, never, at)).toEqual({ at: null, reason: expect.stringMatching(/\.$/) });
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('is followed for ten years', () => {
    expect(due(hours(1), '2026-11-23T12:00', once)).toBe('2030-06-03T10:00+01:00');
    expect(due(nextBusinessDay, '2026-11-23T12:00', once)).toBe('2030-06-03T10:00+01:00');
    expect(dueAt(minutes(61), once, at).at).toBeNull();
  });

  it('has an end also where time has one', () => {
    expect(dueAt(hours(1), never, 8.64e15 - 60_000).at).toBeNull();
    expect(dueAt(clock(1), never, 8.64e15 - 60_000).at).toBeNull();
    expect(dueAt(clock(24 * 366 * 11), never, at).at).toBeNull();
  });
});

it('is called what a client would call it', () => {
  expect(targetInWords(hours(4))).toBe('4 working hours');
  expect(targetInWords(hours(1))).toBe('1 working hour');
  expect(targetInWords(minutes(30))).toBe('30 working minutes');
  expect(targetInWords(clock(8))).toBe('8 hours');
  expect(targetInWords({ kind: 'clock', minutes: 90 })).toBe('90 minutes');
  expect(limitInWords(nextBusinessDay)).toBe('by the close of the next business day');
  expect(limitInWords(hours(4))).toBe('within 4 working hours');
});
