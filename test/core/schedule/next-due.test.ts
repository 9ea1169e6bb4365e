import { describe, expect, it } from 'vitest';
import { dueTimes } from '../../support/due-times.ts';

describe('an interval', () => {
  it.each([
    ['60s', '2026-11-23T02:29:59.999Z', ['2026-11-23T02:30:00Z', '2026-11-23T02:31:00Z']],
    ['60s', '2026-11-23T02:30:00Z', ['2026-11-23T02:30:00Z', '2026-11-23T02:31:00Z']],
    ['7m', '1970-01-01T00:00:00Z', ['1970-01-01T00:00:00Z', '1970-01-01T00:07:00Z']],
    ['1d', '2026-10-24T12:00:00Z', ['2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z']],
  ])('of %s from %s is anchored in UTC, whatever the zone', (text, from, expected) => {
    expect(dueTimes(text, 'Europe/London', from, 2)).toEqual(expected);
  });
});

describe('cron on ordinary days', () => {
  it.each([
    ['30 2 * * *', 'UTC', '2026-11-23T02:30:00Z', ['2026-11-23T02:30:00Z', '2026-11-24T02:30:00Z']],
    ['30 2 * * *', 'UTC', '2026-11-23T02:30:00.001Z', ['2026-11-24T02:30:00Z']],
    ['0 9 * * *', 'Asia/Kolkata', '2026-11-23T00:00:00Z', ['2026-11-23T03:30:00Z']],
    [
      '*/20 * * * * *',
      'UTC',
      '2026-11-23T02:30:20.5Z',
      ['2026-11-23T02:30:40Z', '2026-11-23T02:31:00Z'],
    ],
    ['0 0 1 * *', 'Pacific/Kiritimati', '2026-11-23T00:00:00Z', ['2026-11-30T10:00:00Z']],
    ['0 3 * * mon', 'Europe/London', '2026-11-23T03:00:01Z', ['2026-11-30T03:00:00Z']],
    // Month ends and leap years.
    ['0 0 31 * *', 'UTC', '2026-02-01T00:00:00Z', ['2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z']],
    ['0 0 L * *', 'UTC', '2027-02-01T00:00:00Z', ['2027-02-28T00:00:00Z', '2027-03-31T00:00:00Z']],
    ['0 0 29 2 *', 'UTC', '2026-11-23T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
    ['0 0 29 2 *', 'UTC', '2097-01-01T00:00:00Z', ['2104-02-29T00:00:00Z']],
    [
      '59 59 23 31 12 *',
      'UTC',
      '2026-12-31T23:59:59Z',
      ['2026-12-31T23:59:59Z', '2027-12-31T23:59:59Z'],
    ],
    // A fifth Monday in February: 29 February on a Monday.
    ['0 0 * 2 mon#5', 'Europe/London', '2073-01-01T00:00:00Z', ['2112-02-29T00:00:00Z']],
    // Either day matches where both are given.
    [
      '0 3 13 * fri',
      'UTC',
      '2026-11-11T00:00:00Z',
      ['2026-11-13T03:00:00Z', '2026-11-20T03:00:00Z'],
    ],
  ])('%s in %s from %s', (cron, zone, from, expected) => {
    expect(dueTimes(cron, zone, from, expected.length)).toEqual(expected);
  });
});

describe('a fixed time in the night when clocks go forward', () => {
  it.each([
    // 01:00-02:00 is skipped.
    [
      'Europe/London',
      '30 1 * * *',
      '2027-03-27T12:00:00Z',
      ['2027-03-28T01:00:00Z', '2027-03-29T00:30:00Z'],
    ],
    [
      'Europe/London',
      '0,30 1 * * *',
      '2027-03-27T12:00:00Z',
      ['2027-03-28T01:00:00Z', '2027-03-29T00:00:00Z'],
    ],
    [
      'Europe/London',
      '0,30 1-2 * * *',
      '2027-03-27T12:00:00Z',
      ['2027-03-28T01:00:00Z', '2027-03-28T01:30:00Z'],
    ],
    [
      'Europe/London',
      '59 0 * * *',
      '2027-03-27T12:00:00Z',
      ['2027-03-28T00:59:00Z', '2027-03-28T23:59:00Z'],
    ],
    // 02:00-03:00 is skipped.
    [
      'America/New_York',
      '30 2 * * *',
      '2027-03-13T12:00:00Z',
      ['2027-03-14T07:00:00Z', '2027-03-15T06:30:00Z'],
    ],
    [
      'America/New_York',
      '0 3 * * *',
      '2027-03-13T12:00:00Z',
      ['2027-03-14T07:00:00Z', '2027-03-15T07:00:00Z'],
    ],
    [
      'America/New_York',
      '0 2-3 * * *',
      '2027-03-13T12:00:00Z',
      ['2027-03-14T07:00:00Z', '2027-03-15T06:00:00Z'],
    ],
    [
      'America/New_York',
      '* 2 * * *',
      '2027-03-14T06:00:00Z',
      ['2027-03-14T07:00:00Z', '2027-03-15T06:00:00Z'],
    ],
    [
      'America/New_York',
      '30 2 14 3 *',
      '2027-01-01T00:00:00Z',
      ['2027-03-14T07:00:00Z', '2028-03-14T06:30:00Z'],
    ],
    // 02:00-02:30 is skipped.
    [
      'Australia/Lord_Howe',
      '15 2 * * *',
      '2026-10-03T00:00:00Z',
      ['2026-10-03T15:30:00Z', '2026-10-04T15:15:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '45 2 * * *',
      '2026-10-03T00:00:00Z',
      ['2026-10-03T15:45:00Z', '2026-10-04T15:45:00Z'],
    ],
    [
      'Australia/Sydney',
      '30 2 * * *',
      '2026-10-03T00:00:00Z',
      ['2026-10-03T16:00:00Z', '2026-10-04T15:30:00Z'],
    ],
    // Midnight itself is skipped.
    [
      'Africa/Cairo',
      '0 0 * * *',
      '2027-04-29T00:00:00Z',
      ['2027-04-29T22:00:00Z', '2027-04-30T21:00:00Z'],
    ],
    // A whole day was skipped: the 30th of December.
    [
      'Pacific/Apia',
      '0 3 * * *',
      '2011-12-30T00:00:00Z',
      ['2011-12-30T10:00:00Z', '2011-12-30T13:00:00Z'],
    ],
  ])('%s %s', (zone, cron, from, expected) => {
    expect(dueTimes(cron, zone, from, expected.length)).toEqual(expected);
  });

  it('is not due again just after the gap', () => {
    expect(dueTimes('30 2 * * *', 'America/New_York', '2027-03-14T07:00:00.001Z', 1)).toEqual([
      '2027-03-15T06:30:00Z',
    ]);
  });
});

describe('a fixed time in the night when clocks go back', () => {
  it.each([
    // 01:00-02:00 comes twice.
    [
      'Europe/London',
      '30 1 * * *',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ],
    ['Europe/London', '30 1 * * *', '2026-10-25T01:10:00Z', ['2026-10-26T01:30:00Z']],
    [
      'Europe/London',
      '*/30 1-2 * * *',
      '2026-10-25T00:00:00Z',
      ['2026-10-25T00:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T02:00:00Z'],
    ],
    [
      'Europe/London',
      '30 0-23 * * *',
      '2026-10-24T23:30:00Z',
      ['2026-10-24T23:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z'],
    ],
    [
      'America/New_York',
      '30 1 * * *',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ],
    // 01:30-02:00 comes twice.
    [
      'Australia/Lord_Howe',
      '45 1 * * *',
      '2027-04-03T12:00:00Z',
      ['2027-04-03T14:45:00Z', '2027-04-04T15:15:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '15 1 * * *',
      '2027-04-03T12:00:00Z',
      ['2027-04-03T14:15:00Z', '2027-04-04T14:45:00Z'],
    ],
    [
      'Australia/Sydney',
      '30 2 * * *',
      '2027-04-03T12:00:00Z',
      ['2027-04-03T15:30:00Z', '2027-04-04T16:30:00Z'],
    ],
    // At midnight, back into the day before.
    [
      'Africa/Cairo',
      '30 23 * * *',
      '2026-10-29T12:00:00Z',
      ['2026-10-29T20:30:00Z', '2026-10-30T21:30:00Z'],
    ],
  ])('%s %s', (zone, cron, from, expected) => {
    expect(dueTimes(cron, zone, from, expected.length)).toEqual(expected);
  });
});

describe('an hour field that starts with * in such a night', () => {
  it.each([
    [
      'Europe/London',
      '30 * * * *',
      '2026-10-24T23:50:00Z',
      ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'],
    ],
    [
      'Europe/London',
      '30 */1 * * *',
      '2027-03-28T00:00:00Z',
      ['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
    ],
    // 02:30 is skipped, and does not come later.
    [
      'America/New_York',
      '30 */2 * * *',
      '2027-03-14T05:00:00Z',
      ['2027-03-14T05:30:00Z', '2027-03-14T08:30:00Z'],
    ],
    [
      'America/New_York',
      '30 *,1 * * *',
      '2026-11-01T05:00:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:30:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '*/15 * * * *',
      '2026-10-03T15:15:00Z',
      ['2026-10-03T15:15:00Z', '2026-10-03T15:30:00Z'],
    ],
    [
      'Australia/Lord_Howe',
      '45 * * * *',
      '2027-04-03T14:30:00Z',
      ['2027-04-03T14:45:00Z', '2027-04-03T15:15:00Z', '2027-04-03T16:15:00Z'],
    ],
    [
      'Africa/Cairo',
      '30 */23 * * *',
      '2026-10-29T12:00:00Z',
      ['2026-10-29T20:30:00Z', '2026-10-29T21:30:00Z', '2026-10-29T22:30:00Z'],
    ],
  ])('%s %s', (zone, cron, from, expected) => {
    expect(dueTimes(cron, zone, from, expected.length)).toEqual(expected);
  });
});

describe('the end of time', () => {
  it('is an error, not an endless search', () => {
    expect(() => dueTimes('0 0 29 2 *', 'Europe/London', '+275760-09-01T00:00:00Z', 1)).toThrow(
      RangeError,
    );
  });
});
