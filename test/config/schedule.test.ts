import { describe, expect, it } from 'vitest';
import { checkSchedule } from '../../src/config/schedule.ts';

describe('a schedule', () => {
  it.each([
    '60s',
    '10s',
    '1h30m',
    '366d',
    '*/5 * * * *',
    '30 0 3 * * *',
    '*/10 * * * * *',
    '0 3 * * mon',
    '0 3 29 2 *',
    '0 3 30,28 2 *',
    '0 3 31 1-12 *',
    '0 3 30 2 1', // either the 30th of February or a Monday: Mondays
    '0 0 L * *',
    '0 0 L-3 2 *',
  ])('%s is one', (text) => {
    expect(checkSchedule(text)).toBeNull();
  });

  it.each([
    ['9s', '`9s` is too often: at most once in 10 s'],
    ['*/5 * * * * *', '`*/5 * * * * *` is too often: at most once in 10 s'],
    ['0,55 * * * * *', '`0,55 * * * * *` is too often: at most once in 10 s'],
    [
      `${'0,'.repeat(500)}0 3 * * *`,
      'a schedule has 500 characters at most; expected an interval such as `60s`, or cron such as `0 3 * * 1`',
    ],
    ['0s', '`0s` is too often: at most once in 10 s'],
    ['400d', '`400d` is too seldom: at least once a year'],
    [
      'hourly',
      '`hourly` is no schedule; expected an interval such as `60s`, or cron such as `0 3 * * 1`',
    ],
    [
      '@daily',
      '`@daily` is no schedule; expected an interval such as `60s`, or cron such as `0 3 * * 1`',
    ],
    ['', '`` is no schedule; expected an interval such as `60s`, or cron such as `0 3 * * 1`'],
    [
      'every 60s',
      '`every 60s` is no schedule: write `60s`; expected an interval such as `60s`, or cron such as `0 3 * * 1`',
    ],
    [
      '0 0 0 1 1 * 2027',
      '`0 0 0 1 1 * 2027` has 7 fields; cron has five, or six with seconds first',
    ],
    ['99 3 * * *', '`99 3 * * *` is no cron expression: `99` is not possible for the minute'],
    ['0 25 * * *', '`0 25 * * *` is no cron expression: `25` is not possible for the hour'],
    ['0 3 32 * *', '`0 3 32 * *` is no cron expression: `32` is not possible for the day of month'],
    ['0 3 * foo *', '`0 3 * foo *` is no cron expression: `foo` is not possible for the month'],
    ['0 3 30 2 *', '`0 3 30 2 *` never comes: no such day (30) in the month (2)'],
    [
      '0 3 31 4,6,9,11 *',
      '`0 3 31 4,6,9,11 *` never comes: no such day (31) in the month (4,6,9,11)',
    ],
    ['0 3 30W feb ?', '`0 3 30W feb ?` never comes: no such day (30W) in the month (feb)'],
  ])('%s is none', (text, why) => {
    expect(checkSchedule(text)).toBe(why);
  });
});
