import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../src/core/schedule/schedule.ts';

const nodeCron: typeof import('node-cron') = createRequire(import.meta.url)('node-cron');

/** The fields of a cron expression with the days of 2026-2027 on which it comes, or why there is none. */
function understood(text: string) {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed) return parsed.wrong;
  if (parsed.schedule.kind === 'interval') return parsed.schedule;
  const { seconds, minutes, hours, months } = parsed.schedule;
  return { seconds, minutes, hours, months };
}

/** The dates of a month on which a cron expression comes. */
function datesIn(month: string, text: string): readonly number[] {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed || parsed.schedule.kind === 'interval') throw new Error(text);
  const { isDay } = parsed.schedule;
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return Array.from({ length: first.daysInMonth }, (_, index) => first.add({ days: index }))
    .filter(({ day, daysInMonth, dayOfWeek }) =>
      isDay({ date: day, daysInMonth, weekday: dayOfWeek % 7 }),
    )
    .map(({ day }) => day);
}

describe('an interval', () => {
  it.each([
    ['60s', 60_000],
    ['10s', 10_000],
    ['1h30m', 5_400_000],
    ['366d', 31_622_400_000],
  ])('%s', (text, everyMs) => {
    expect(understood(text)).toEqual({ kind: 'interval', everyMs, phaseMs: 0 });
  });

  it.each(['9s', '0s', '367d', '5x', '1.5h', '-60s', ' 60s'])('%j is none', (text) => {
    expect(understood(text)).toBeTypeOf('string');
  });
});

describe('the fields of cron', () => {
  const all = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => index + from);

  it.each([
    ['5 4 * * *', { seconds: [0], minutes: [5], hours: [4], months: all(12, 1) }],
    ['9 5 4 * 7 *', { seconds: [9], minutes: [5], hours: [4], months: [7] }],
    [
      '*/20 3-9/3,1 * 2,1,2 *',
      { seconds: [0], minutes: [0, 20, 40], hours: [1, 3, 6, 9], months: [1, 2] },
    ],
    [
      '50-10/10 22-2 * nov-feb *',
      { seconds: [0], minutes: [0, 10, 50], hours: [0, 1, 2, 22, 23], months: [1, 2, 11, 12] },
    ],
    ['*/90 0 * JUNE,sep *', { seconds: [0], minutes: [0], hours: [0], months: [6, 9] }],
  ])('%s', (text, expected) => {
    expect(understood(text)).toEqual(expected);
  });

  it.each([
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * 32 * *',
    '* * * 13 *',
    '* * * 0 *',
    '* * * * 8',
    '60 * * * * *',
    '*/0 * * * *',
    '5/10 * * * *',
    '*-5 * * * *',
    '1,,2 * * * *',
    '1- * * * *',
    '-1 * * * *',
    '? * * * *',
    '* * ?,1 * *',
    '* * 0W * *',
    '* * 1-5W * *',
    '* * L-0 * *',
    '* * L-31 * *',
    '* * * * L',
    '* * * * 1#6',
    '* * * * 1#0',
    '* * * * 1-5#2',
    '* * * marchjan *',
    '* * * sept *',
    '0x1 * * * *',
    '1e1 * * * *',
    '٣ * * * *',
  ])('%s is none', (text) => {
    expect(understood(text)).toMatch(/is no cron expression: `.+` is not possible for the /);
  });

  it('mean the same to node-cron', () => {
    const letters = ['0', '1', '5', '9', '12', '31', '59', 'MON', 'feb', 'L', 'W', '#', '*', '?'];
    const field = fc
      .array(fc.constantFrom(...letters, ',', '-', '/', '7'), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''));
    const calm = fc.constantFrom('*', '1', '?', '*/5', '1-3', '5L', 'L', 'L-2', '15W', 'mon#2');
    const fields = fc.array(fc.oneof(field, calm), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fields, (parts) => {
        const text = parts.join(' ');
        // It writes a range such as 0-99999999 out before it looks at its ends.
        fc.pre(!/\d{4}/.test(text));
        const theirs = nodeCron.validateDetailed(text);
        const ours = parseSchedule(text);
        const never = 'wrong' in ours && ours.wrong.includes('never comes');
        const judged = theirs.errors.filter(({ message }) => !message.includes('impossible day'));
        expect('schedule' in ours || never).toBe(judged.length === 0);
      }),
    );
  });
});

describe('the days of cron', () => {
  // November 2026 begins on a Sunday, August 2026 on a Saturday; February 2027 has 28 days.
  it.each([
    ['2026-11', '0 0 1,15-17 * *', [1, 15, 16, 17]],
    ['2026-11', '0 0 * * 7', [1, 8, 15, 22, 29]],
    ['2026-11', '0 0 * * 0', [1, 8, 15, 22, 29]],
    ['2026-11', '0 0 ? * sat-mon', [1, 2, 7, 8, 9, 14, 15, 16, 21, 22, 23, 28, 29, 30]],
    ['2026-11', '0 0 * * 5-7/2', [1, 6, 8, 13, 15, 20, 22, 27, 29]],
    ['2026-11', '0 0 13 * fri', [6, 13, 20, 27]],
    ['2026-11', '0 0 3 * fri', [3, 6, 13, 20, 27]],
    ['2026-11', '0 0 */10 * sun', [1]],
    ['2026-11', '0 0 1-7 * */7', [1]],
    ['2027-02', '0 0 L * *', [28]],
    ['2028-02', '0 0 l * *', [29]],
    ['2027-02', '0 0 L-3,L * *', [25, 28]],
    ['2026-08', '0 0 1W * *', [3]],
    ['2026-11', '0 0 1W * *', [2]],
    ['2026-11', '0 0 14W,22w * *', [13, 23]],
    ['2026-05', '0 0 31W * *', [29]],
    ['2026-11', '0 0 31W 10,11 *', []],
    ['2026-05', '0 0 LW * *', [29]],
    ['2026-11', '0 0 * * 5L', [27]],
    ['2026-11', '0 0 * * sunL,mon#1', [2, 29]],
    ['2026-11', '0 0 * * 7#5', [29]],
    ['2027-02', '0 0 * * 7#5', []],
  ])('of %s by %s', (month, text, dates) => {
    expect(datesIn(month, text)).toEqual(dates);
  });

  it.each([
    '0 0 30 2 *',
    '0 0 31 2,4,6,9,11 *',
    '0 0 30,31 feb ?',
    '0 0 30W 2 *',
    '0 0 L-29 2 *',
    '0 0 30 2 */2',
  ])('never come by %s', (text) => {
    expect(understood(text)).toMatch(/never comes: no such day/);
  });

  it.each(['0 0 29 2 *', '0 0 L-28 2 *', '0 0 30 2 mon', '0 0 * 2 1#5', '0 0 31 1,2 *'])(
    'do come by %s',
    (text) => {
      expect(understood(text)).toBeTypeOf('object');
    },
  );
});
