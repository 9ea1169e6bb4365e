import type { Cron } from './schedule/cron.ts';
import { nextDue } from './schedule/next-due.ts';
import type { MaintenanceWindow } from './suppression.ts';

/** Planned work on a site as config has it: once, or again and again. */
export interface PlannedWork {
  readonly start: { readonly kind: 'once'; readonly at: number } | Cron;
  readonly durationMs: number;
  readonly reason: string;
  /** Null for every check. */
  readonly check: string | null;
}

/** A site and the work that is planned on it. */
export interface SiteWork {
  readonly site: { readonly id: string; readonly timezone: string };
  readonly maintenanceWindows: readonly PlannedWork[];
}

/**
 * The windows of a site that hold at `now` or are still to come: of work that comes again and again,
 * those that have begun and are not over, and the next one. Epoch milliseconds.
 */
export function windowsAround(
  { site, maintenanceWindows }: SiteWork,
  now: number,
): readonly MaintenanceWindow[] {
  return maintenanceWindows.flatMap(({ start, durationMs, reason, check }) => {
    const starts =
      start.kind === 'once' ? [start.at] : startsAround(start, site.timezone, durationMs, now);
    return starts
      .map((from) => ({ site: site.id, check, from, until: from + durationMs, reason }))
      .filter(({ until }) => now < until);
  });
}

/** The starts later than `durationMs` ago, up to the first one after `now`. */
function startsAround(
  cron: Cron,
  timezone: string,
  durationMs: number,
  now: number,
): readonly number[] {
  const starts = [nextDue(cron, timezone, now - durationMs + 1)];
  for (let last = starts[0] ?? now; last <= now; starts.push(last)) {
    last = nextDue(cron, timezone, last + 1);
  }
  return starts;
}
