import { dayMs, nextDay } from './calendar.ts';
import type { Cron } from './cron.ts';

/**
 * The first time in [from, end) at which the wall clock matches, or null. Times here are what the
 * wall shows, counted as if it showed UTC: epoch milliseconds plus the zone's offset.
 */
export function nextWallClock(cron: Cron, from: number, end: number): number | null {
  const endDay = Math.ceil(end / dayMs);
  const today = Math.floor(from / dayMs);
  let day = nextDay(cron, today, endDay);
  while (day !== null) {
    const time = timeOfDay(cron, day === today ? from - today * dayMs : 0);
    if (time !== null) return day * dayMs + time < end ? day * dayMs + time : null;
    day = nextDay(cron, day + 1, endDay);
  }
  return null;
}

/** The first matching time of a day, in milliseconds since its midnight, at or after one; or null. */
function timeOfDay({ hours, minutes, seconds }: Cron, from: number): number | null {
  for (const hour of hours) {
    if ((hour + 1) * 3600_000 <= from) continue;
    for (const minute of minutes) {
      if ((hour * 60 + minute + 1) * 60_000 <= from) continue;
      const second = seconds.find((each) => ((hour * 60 + minute) * 60 + each) * 1000 >= from);
      if (second !== undefined) return ((hour * 60 + minute) * 60 + second) * 1000;
    }
  }
  return null;
}
