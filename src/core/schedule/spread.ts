import { createHash } from 'node:crypto';
import type { Schedule } from './schedule.ts';

/**
 * How far into a period the runs of this check at this site begin: at least 0, less than `periodMs`.
 * It depends on nothing but the two ids, so a restart changes nothing, and many sites come evenly
 * spread instead of all at once.
 */
export function phaseOf(site: string, check: string, periodMs: number): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([site, check]))
    .digest();
  return Math.floor((hash.readUInt32BE() / 2 ** 32) * periodMs);
}

/** The schedule of one check at one site: an interval begins at a phase of its own, cron stays. */
export function spread(schedule: Schedule, site: string, check: string): Schedule {
  if (schedule.kind === 'cron') return schedule;
  return { ...schedule, phaseMs: phaseOf(site, check, schedule.everyMs) };
}
