import { suggestion } from '../config/nearest.ts';
import { forTerminal } from '../core/encode/terminal.ts';
import { nextDue } from '../core/schedule/next-due.ts';
import { parseSchedule } from '../core/schedule/schedule.ts';
import { exitUsage } from './exit-codes.ts';
import type { CliIo } from './io.ts';
import { attempt, instantOf, years } from './moments.ts';

/** What was asked for, as it was typed. */
export interface ScheduleQuestion {
  readonly schedule: string;
  readonly timezone: string;
  /** Null for `now`. */
  readonly from: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly count: string;
  readonly format: 'text' | 'json';
}

const mostTimes = 10_000;

/** `caretaker schedule next`: when a schedule comes, one UTC instant a line. */
export async function scheduleNext(question: ScheduleQuestion, io: CliIo): Promise<number> {
  const times = timesOf(question);
  if ('wrong' in times) {
    io.stderr(`caretaker: ${forTerminal(times.wrong)}\n`);
    return exitUsage;
  }
  const lines = times.due.map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toString());
  io.stdout(
    question.format === 'json'
      ? `${JSON.stringify(lines, null, 2)}\n`
      : lines.map((line) => `${line}\n`).join(''),
  );
  return 0;
}

function timesOf({
  schedule: text,
  timezone,
  from,
  now,
  count,
}: ScheduleQuestion): { readonly due: readonly number[] } | { readonly wrong: string } {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed) return parsed;
  if (!isTimezone(timezone)) {
    const hint = suggestion(timezone, Intl.supportedValuesOf('timeZone'));
    return {
      wrong: `--tz ${timezone}: unknown time zone. ${hint || 'Use a name such as Europe/London.'}`,
    };
  }
  const wanted = Number(count);
  if (!/^\d+$/.test(count) || wanted < 1 || wanted > mostTimes) {
    return { wrong: `--count ${count}: expected a whole number from 1 to ${mostTimes}` };
  }
  const start =
    from === null ? Temporal.Instant.fromEpochMilliseconds(now) : instantOf(from, timezone);
  if (start === null) {
    return {
      wrong: `--from ${from}: expected a time such as 2026-11-23T02:30:00Z, ${years.first} to ${years.last}`,
    };
  }
  const due: number[] = [];
  let at = ceilingMs(start);
  while (due.length < wanted) {
    const next = nextDue(parsed.schedule, timezone, at);
    due.push(next);
    at = next + 1;
  }
  return { due };
}

/** The first whole millisecond that is not before an instant. */
function ceilingMs(instant: Temporal.Instant): number {
  return instant.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' }).epochMilliseconds;
}

function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  return attempt(() => new Intl.DateTimeFormat('en', { timeZone: name })) !== null;
}
