import { nextDue } from '../../src/core/schedule/next-due.ts';
import { parseSchedule, type Schedule } from '../../src/core/schedule/schedule.ts';

/** A schedule that is known to be good. */
export function scheduleOf(text: string): Schedule {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed.schedule;
}

/** The first due times at or after an instant, as UTC instants. */
export function dueTimes(
  text: string,
  timezone: string,
  from: string,
  count: number,
): readonly string[] {
  const schedule = scheduleOf(text);
  const times: string[] = [];
  let at = Temporal.Instant.from(from).epochMilliseconds;
  while (times.length < count) {
    const due = nextDue(schedule, timezone, at);
    times.push(Temporal.Instant.fromEpochMilliseconds(due).toString());
    at = due + 1;
  }
  return times;
}
