import { createRequire } from 'node:module';
import { parseDuration } from '../core/duration.ts';

const shortestIntervalMs = 10_000;
const longestIntervalMs = 366 * 86_400_000;
const fieldNames = ['second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What a schedule looks like, for error messages. */
export const scheduleExample = 'an interval such as `60s`, or cron such as `0 3 * * 1`';

/**
 * Why a text is no schedule, or null where it is one: an interval of at least 10 s, or cron of five
 * fields, six with seconds, that ever comes true. With day of month and day of week both given,
 * either matches, as in Vixie cron.
 */
export function checkSchedule(text: string): string | null {
  const interval = parseDuration(text);
  if (interval !== null) return checkInterval(text, interval);
  const fields = text.trim().split(/\s+/);
  if (fields.length < 5) return notASchedule(text);
  if (fields.length > 6) {
    return `\`${text}\` has ${fields.length} fields; cron has five, or six with seconds first`;
  }
  return checkCron(text, fields.length === 5 ? ['0', ...fields] : fields);
}

function checkInterval(text: string, ms: number): string | null {
  if (ms < shortestIntervalMs) return `\`${text}\` is too often: at most once in 10 s`;
  if (ms > longestIntervalMs) return `\`${text}\` is too seldom: at least once a year`;
  return null;
}

function notASchedule(text: string): string {
  const [, interval] = /^every\s+(\S+)$/.exec(text.trim()) ?? [];
  const hint = interval && parseDuration(interval) !== null ? `: write \`${interval}\`` : '';
  return `\`${text}\` is no schedule${hint}; expected ${scheduleExample}`;
}

function checkCron(text: string, fields: readonly string[]): string | null {
  const [second, minute, hour, day, month, weekday] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  // Day and month are looked at one by one: together, node-cron also refuses what the weekday makes possible.
  const anyMonth = cronFields([second, minute, hour, day, '*', weekday]);
  const anyDay = cronFields(['0', '0', '0', '*', month, '*']);
  const wrong = anyMonth.wrong ?? anyDay.wrong;
  if (wrong !== undefined) return `\`${text}\` is no cron expression: ${wrong}`;
  const everyWeekday = /^(\*|\?)$/.test(weekday);
  const possible = anyDay.months.some((number) =>
    anyMonth.days.some((each) => isInMonth(each, monthLengths[number - 1] ?? 31)),
  );
  return possible || !everyWeekday
    ? null
    : `\`${text}\` never comes: no such day (${day}) in the month (${month})`;
}

/** Days may be numbers, `15W`, `L`, `L-3` or `LW`. */
function isInMonth(day: number | string, length: number): boolean {
  const [, before] = /^L-(\d+)$/i.exec(String(day)) ?? [];
  if (before !== undefined) return Number(before) < length;
  const [, number] = /^(\d+)W?$/i.exec(String(day)) ?? [];
  return number === undefined || Number(number) <= length;
}

function cronFields(fields: readonly string[]): {
  readonly days: readonly (number | string)[];
  readonly months: readonly number[];
  readonly wrong?: string;
} {
  const { validateDetailed } = nodeCron();
  const result = validateDetailed(fields.join(' '));
  const [error] = result.errors;
  if (error)
    return { days: [], months: [], wrong: explain(error.field, error.value, error.message) };
  return {
    days: result.fields?.dayOfMonth ?? [],
    months: (result.fields?.month ?? []).map(Number),
  };
}

function explain(field: string, value: unknown, message: string): string {
  if (!fieldNames.some((name) => name === field)) return message;
  const name = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `\`${String(value)}\` is not possible for the ${name}`;
}

/** Loaded with the first cron expression, and without waiting, since schemas judge at once. */
function nodeCron(): typeof import('node-cron') {
  return createRequire(import.meta.url)('node-cron') as typeof import('node-cron');
}
