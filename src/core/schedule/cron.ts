import { nextDay } from './calendar.ts';
import { type DayTest, dayOfMonthTest, dayOfWeekTest } from './cron-days.ts';
import { type Field, numbersOf } from './cron-field.ts';

/** A cron expression, understood: the wall-clock times at which it comes. */
export interface Cron {
  readonly kind: 'cron';
  /** Each list ascending, without repeats, never empty. */
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1-12. */
  readonly months: readonly number[];
  readonly isDay: DayTest;
  /**
   * True where the hour field starts with `*`: an interval, which runs in both passes of a repeated
   * hour and not at all in a skipped one. Otherwise each time of a day is meant once.
   */
  readonly everyHour: boolean;
}

const seconds: Field = { name: 'second', min: 0, max: 59 };
const minutes: Field = { name: 'minute', min: 0, max: 59 };
const hours: Field = { name: 'hour', min: 0, max: 23 };
const months: Field = {
  name: 'month',
  min: 1,
  max: 12,
  words: 'january february march april may june july august september october november december',
};

/**
 * Understands the six fields second, minute, hour, day of month, month, day of week. Where a day of
 * month and a day of week are both given, either matches; a field that starts with `*` gives none,
 * as in Vixie cron. The reason why there is no such cron reads on from the expression.
 */
export function parseCron(
  fields: readonly string[],
): { readonly cron: Cron } | { readonly wrong: string } {
  const [second = '', minute = '', hour = '', date = '', month = '', weekday = ''] = fields;
  const times = {
    seconds: numbersOf(second, seconds),
    minutes: numbersOf(minute, minutes),
    hours: numbersOf(hour, hours),
  };
  const isDate = dayOfMonthTest(date);
  const monthNumbers = numbersOf(month, months);
  const isWeekday = dayOfWeekTest(weekday);
  if (times.seconds === null) return impossible(second, seconds.name);
  if (times.minutes === null) return impossible(minute, minutes.name);
  if (times.hours === null) return impossible(hour, hours.name);
  if (isDate === null) return impossible(date, 'day of month');
  if (monthNumbers === null) return impossible(month, months.name);
  if (isWeekday === null) return impossible(weekday, 'day of week');

  const eitherDay = isRestricted(date) && isRestricted(weekday);
  const cron: Cron = {
    kind: 'cron',
    seconds: times.seconds,
    minutes: times.minutes,
    hours: times.hours,
    months: monthNumbers,
    isDay: (day) => (eitherDay ? isDate(day) || isWeekday(day) : isDate(day) && isWeekday(day)),
    everyHour: hour.startsWith('*'),
  };
  if (comes(cron)) return { cron };
  return { wrong: `never comes: no such day (${date}) in the month (${month})` };
}

function impossible(text: string, field: string): { readonly wrong: string } {
  return { wrong: `is no cron expression: \`${text}\` is not possible for the ${field}` };
}

function isRestricted(field: string): boolean {
  return !field.startsWith('*') && field !== '?';
}

/** These 28 years begin on each day of the week, as leap years and as common ones. */
const firstDayOf2000 = 10_957;
const firstDayOf2028 = 21_184;

function comes(cron: Cron): boolean {
  return nextDay(cron, firstDayOf2000, firstDayOf2028) !== null;
}
