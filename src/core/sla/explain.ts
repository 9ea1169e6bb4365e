import { stretchAt } from '../schedule/zone.ts';
import { localDayAt, type Span, takeWorkingTime } from './business-time.ts';
import { type Calendar, hoursOn, minuteMs, whyClosed } from './calendar.ts';
import { type Due, type Target, targetInWords } from './target.ts';
import { dayInWords, momentInWords, spanInWords, timeInWords, yearAt } from './wall-time.ts';

/** Lines of days that one target may take; the rest is counted. */
const maxDays = 20;

/** When a target’s clock was asked for, when it starts, and what came out. Epoch milliseconds. */
export interface Reckoning {
  readonly at: number;
  readonly start: number;
  readonly due: Due;
}

/** How a due time was counted: a line for each day that working time was taken from, and for those without any. */
export function explainTarget(
  target: Target,
  calendar: Calendar,
  { at, start, due }: Reckoning,
): readonly string[] {
  const words = wordsOf(calendar, at);
  const later = start > at ? [`  The clock starts with cover: ${words(start)}.`] : [];
  if (due.at === null) return [...later, `  ${due.reason}`];
  const end = `  Due by ${words(due.at)}.`;
  switch (target.kind) {
    case 'working':
      return [...later, ...workingLines(target.minutes, calendar, start), end];
    case 'clock':
      return [...later, clockLine(target, calendar, start, due.at), end];
    case 'next-business-day':
      return [...later, ...dayLines(calendar, start, due.at), end];
  }
}

function workingLines(minutes: number, calendar: Calendar, at: number): readonly string[] {
  const { spans } = takeWorkingTime(calendar, at, minutes * minuteMs);
  const year = yearAt(at, calendar.timezone);
  const lines: string[] = [];
  let left = minutes * minuteMs;
  let day = localDayAt(calendar.timezone, at) - 1;
  for (const span of spans) {
    lines.push(...closedLine(calendar, day + 1, span.day, year));
    left -= span.end - span.start;
    day = span.day;
    lines.push(
      `  ${spanLine(span, calendar, year)}${left > 0 ? `, ${spanInWords(left)} left` : ''}.`,
    );
  }
  return bounded(lines);
}

function spanLine({ day, start, end }: Span, { timezone }: Calendar, year: number): string {
  const until = timeInWords(end, timezone);
  const hours = `${timeInWords(start, timezone)}-${until === '00:00' ? '24:00' : until}`;
  return `${dayInWords(day, year)} ${hours}: ${spanInWords(end - start)}`;
}

function clockLine(target: Target, calendar: Calendar, start: number, due: number): string {
  const { timezone } = calendar;
  const gained = (stretchAt(timezone, due).offset - stretchAt(timezone, start).offset) / minuteMs;
  const change =
    gained === 0
      ? ''
      : `; the clocks go ${gained > 0 ? 'forward' : 'back'} by ${Math.abs(gained)} minutes meanwhile`;
  return `  ${targetInWords(target)} after ${wordsOf(calendar, start)(start)}${change}.`;
}

function dayLines(calendar: Calendar, at: number, close: number): readonly string[] {
  const { timezone } = calendar;
  const year = yearAt(at, timezone);
  const received = localDayAt(timezone, at);
  const day = localDayAt(timezone, close - 1);
  return bounded([
    `  ${dayInWords(received, year)} is the day of receipt.`,
    ...closedLine(calendar, received + 1, day, year),
    `  ${dayInWords(day, year)} is the next business day; its hours end at ${timeInWords(close, timezone)}.`,
  ]);
}

/** Days from `first` to before `end` that give no time, with the reasons. */
function closedLine(
  calendar: Calendar,
  first: number,
  end: number,
  year: number,
): readonly string[] {
  const days = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  // The hours of the day of receipt may be over.
  const closed = days.filter((day) => hoursOn(calendar, day).length === 0);
  const named = closed
    .slice(0, maxDays)
    .map((day) => `${dayInWords(day, year)}: ${whyClosed(calendar, day)}`);
  const more = closed.length > maxDays ? [`and ${closed.length - maxDays} more days`] : [];
  return named.length === 0 ? [] : [`  ${[...named, ...more].join('; ')}.`];
}

function bounded(lines: readonly string[]): readonly string[] {
  if (lines.length <= 2 * maxDays) return lines;
  const more = lines.length - 2 * maxDays;
  return [...lines.slice(0, maxDays), `  … ${more} lines more …`, ...lines.slice(-maxDays)];
}

function wordsOf({ timezone }: Calendar, at: number): (moment: number) => string {
  const year = yearAt(at, timezone);
  return (moment) => momentInWords(moment, timezone, year);
}
