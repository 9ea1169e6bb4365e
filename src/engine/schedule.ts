import type { Check } from '../core/check.ts';
import { nextDue } from '../core/schedule/next-due.ts';
import { parseSchedule, type Schedule } from '../core/schedule/schedule.ts';
import { phaseOf, spread } from '../core/schedule/spread.ts';
import type { Site } from '../core/site.ts';
import type { PlannedCheck } from './visit.ts';

/** One client site with what runs for it, and when. */
export interface WatchedSite {
  readonly site: NamedSite;
  readonly checks: readonly ScheduledCheck[];
}

/** A site that stands in config. */
export type NamedSite = Site & { readonly id: string };

interface ScheduledCheck extends PlannedCheck {
  /** An interval or a cron expression that config has accepted. */
  readonly schedule: string;
}

/** One check of one site, and when it is due next. */
export interface DueRow {
  /** The same for the same check of the same site. */
  readonly key: string;
  readonly site: NamedSite;
  readonly plan: PlannedCheck;
  /** As config writes it. */
  readonly written: string;
  readonly schedule: Schedule;
  /** Epoch milliseconds. */
  readonly due: number;
}

/** When a check of a site last ran, in epoch milliseconds; null where that is not known. */
export type LastRun = (site: string, check: string) => number | null;

/** What is caught up comes within this time, spread over it. */
const catchUpMs = 60_000;

/**
 * The table of due rows, the earliest first. A row that is known and whose time has not been changed keeps its due time,
 * so that a reload of config neither delays nor repeats anything.
 */
export function dueRows(
  sites: readonly WatchedSite[],
  known: readonly DueRow[],
  lastRun: LastRun,
  now: number,
): DueRow[] {
  const knownRows = new Map(known.map((row) => [row.key, row]));
  const rows = sites.flatMap(({ site, checks }) =>
    checks.map(({ schedule: written, ...plan }): DueRow => {
      const { id } = plan.check.meta;
      const key = `${site.id} ${id}`;
      const before = knownRows.get(key);
      if (before?.written === written && before.site.timezone === site.timezone) {
        return { ...before, site, plan };
      }
      const row = { key, site, plan, written, schedule: scheduleOf(site, plan.check, written) };
      return { ...row, due: firstDue(row, lastRun(site.id, id), now) };
    }),
  );
  return rows.toSorted((a, b) => a.due - b.due);
}

/** How many rows of the table are due at an instant; they stand in front. */
export function countDue(rows: readonly DueRow[], at: number): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((rows[middle]?.due ?? Infinity) <= at) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * What a row whose due time has come does now, and when it is due again. One that is late by a whole
 * interval or a minute was missed: the machine slept, or its clock was set. However much was missed,
 * it is caught up once, and not in the same moment as everything else that was missed with it.
 */
export function takeTurn(
  row: DueRow,
  now: number,
): { readonly runs: boolean; readonly due: number } {
  if (now - row.due >= catchUpWithin(row)) return { runs: false, due: catchUpAt(row, now) };
  return { runs: true, due: nextDue(row.schedule, row.site.timezone, now + 1) };
}

type Timed = Pick<DueRow, 'site' | 'plan' | 'schedule'>;

/** What was missed while nobody watched is caught up; so is an interval that never ran before. */
function firstDue(row: Timed, lastRun: number | null, now: number): number {
  const { schedule, site } = row;
  const regular = nextDue(schedule, site.timezone, now);
  const missed =
    lastRun === null
      ? schedule.kind === 'interval'
      : nextDue(schedule, site.timezone, lastRun + 1) < now;
  return missed ? Math.min(regular, catchUpAt(row, now)) : regular;
}

function catchUpAt(row: Timed, now: number): number {
  const everyMs = catchUpWithin(row);
  const { schedule, site, plan } = row;
  const phaseMs =
    schedule.kind === 'interval'
      ? schedule.phaseMs % everyMs
      : phaseOf(site.id, plan.check.meta.id, everyMs);
  return nextDue({ kind: 'interval', everyMs, phaseMs }, site.timezone, now);
}

function catchUpWithin({ schedule }: Timed): number {
  return schedule.kind === 'interval' ? Math.min(schedule.everyMs, catchUpMs) : catchUpMs;
}

/** How far apart two runs of a schedule are from an instant on, ms: how long a result has to speak for. */
export function intervalAt(written: string, timezone: string, now: number): number {
  const parsed = parseSchedule(written);
  if ('wrong' in parsed) throw new Error(`${written}: ${parsed.wrong}`);
  const { schedule } = parsed;
  if (schedule.kind === 'interval') return schedule.everyMs;
  const next = nextDue(schedule, timezone, now);
  return nextDue(schedule, timezone, next + 1) - next;
}

function scheduleOf(site: NamedSite, check: Check, written: string): Schedule {
  const parsed = parseSchedule(written);
  if ('wrong' in parsed) throw new Error(`${site.id}, ${check.meta.id}: ${parsed.wrong}`);
  return spread(parsed.schedule, site.id, check.meta.id);
}
