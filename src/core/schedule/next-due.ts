import type { Cron } from './cron.ts';
import type { Interval, Schedule } from './schedule.ts';
import { nextWallClock } from './wall-clock.ts';
import { type Stretch, stretchAt } from './zone.ts';

/**
 * The first instant at or after `from` at which a schedule is due; instants are epoch milliseconds,
 * the zone is an IANA one. Intervals are anchored in UTC. Cron follows the zone's wall clock over
 * daylight-saving changes as Vixie cron does: an hour field that starts with `*` is an interval,
 * where every matching wall-clock time runs, in both passes of a repeated hour; any other is a fixed
 * time, which runs once, in the first pass, and at the first instant after a gap that it falls into.
 * Throws a RangeError for an unknown zone, and past the last year that there is.
 */
export function nextDue(schedule: Schedule, timezone: string, from: number): number {
  return schedule.kind === 'interval'
    ? nextBeat(schedule, from)
    : nextMatch(schedule, timezone, Math.ceil(from));
}

function nextBeat({ everyMs, phaseMs }: Interval, from: number): number {
  return Math.ceil((from - phaseMs) / everyMs) * everyMs + phaseMs;
}

/** Goes from one change of the zone's offset to the next: between them wall clock and UTC run alike. */
function nextMatch(cron: Cron, timezone: string, from: number): number {
  let at = from;
  for (;;) {
    const stretch = stretchAt(timezone, at);
    const due = matchIn(stretch, cron, at);
    if (due !== null) return due;
    at = stretch.end;
  }
}

function matchIn({ start, end, offset, offsetBefore }: Stretch, cron: Cron, from: number) {
  const isInGap = () => nextWallClock(cron, start + offsetBefore, start + offset) !== null;
  if (!cron.everyHour && from === start && isInGap()) return start;
  // What the wall showed before the clock was set back has had its turn.
  const shown = cron.everyHour ? -Infinity : start + offsetBefore;
  const wall = nextWallClock(cron, Math.max(from + offset, shown), end + offset);
  return wall === null ? null : wall - offset;
}
