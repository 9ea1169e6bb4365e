import { type Field, numbersOf } from './cron-field.ts';

/** A day as cron looks at it. */
interface CalendarDay {
  /** 1-31. */
  readonly date: number;
  readonly daysInMonth: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** Whether cron allows a day. */
export type DayTest = (day: CalendarDay) => boolean;

const dates: Field = { name: 'day of month', min: 1, max: 31 };
/** 7 is Sunday as well. */
const weekdays: Field = {
  name: 'day of week',
  min: 0,
  max: 7,
  size: 7,
  words: 'sunday monday tuesday wednesday thursday friday saturday',
};

/**
 * Understands a day of month: numbers, `L` (the last day), `L-3` (three days before it), `15W` (the
 * weekday nearest to the 15th in that month) and `LW`. Null for anything else.
 */
export function dayOfMonthTest(text: string): DayTest | null {
  return anyOf(text, (entry) => {
    const [, before] = /^L(?:-(\d\d?))?$/i.exec(entry) ?? [];
    if (/^L$/i.test(entry)) return ({ date, daysInMonth }) => date === daysInMonth;
    if (before !== undefined) {
      const days = Number(before);
      if (days < 1 || days > 30) return null;
      return ({ date, daysInMonth }) => date === daysInMonth - days;
    }
    const [, nearest] = /^(\d\d?|L)W$/i.exec(entry) ?? [];
    if (nearest !== undefined) return workdayTest(nearest);
    return numberTest(entry, dates, ({ date }) => date);
  });
}

/**
 * Understands a day of week: numbers and names, `5L` (the last Friday of the month) and `mon#2` (the
 * second Monday). Null for anything else.
 */
export function dayOfWeekTest(text: string): DayTest | null {
  return anyOf(text, (entry) => {
    const [, name, which] = /^(\w+?)(L|#[1-5])$/i.exec(entry) ?? [];
    if (name === undefined || which === undefined) {
      return numberTest(entry, weekdays, ({ weekday }) => weekday);
    }
    const [wanted] = numbersOf(name, weekdays) ?? [];
    if (wanted === undefined) return null;
    if (which.startsWith('#')) {
      const week = Number(which.slice(1));
      return ({ date, weekday }) => weekday === wanted && Math.ceil(date / 7) === week;
    }
    return ({ date, daysInMonth, weekday }) => weekday === wanted && date > daysInMonth - 7;
  });
}

/** Any entry of a comma-separated list; `?` alone, and every day. */
function anyOf(text: string, understand: (entry: string) => DayTest | null): DayTest | null {
  if (text === '?') return () => true;
  const tests = text.split(',').map(understand);
  const understood = tests.filter((test) => test !== null);
  return understood.length < tests.length ? null : (day) => understood.some((test) => test(day));
}

function numberTest(
  entry: string,
  field: Field,
  numberOf: (day: CalendarDay) => number,
): DayTest | null {
  const numbers = numbersOf(entry, field);
  return numbers && ((day) => numbers.includes(numberOf(day)));
}

function workdayTest(nearest: string): DayTest | null {
  const last = nearest.toUpperCase() === 'L';
  if (!last && (Number(nearest) < 1 || Number(nearest) > 31)) return null;
  return (day) => day.date === nearestWorkday(last ? day.daysInMonth : Number(nearest), day);
}

/** The weekday nearest to a date without leaving the month; 0 where the month has no such date. */
function nearestWorkday(target: number, { date, daysInMonth, weekday }: CalendarDay): number {
  if (target > daysInMonth) return 0;
  const weekdayOfTarget = (weekday + target - date + 35) % 7;
  if (weekdayOfTarget === 6) return target === 1 ? 3 : target - 1;
  if (weekdayOfTarget === 0) return target === daysInMonth ? target - 2 : target + 1;
  return target;
}
