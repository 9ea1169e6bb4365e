import * as z from 'zod';
import type { Check } from '../core/check.ts';
import { durationMs, formatDuration } from '../core/duration.ts';
import type { PlannedWork } from '../core/maintenance-windows.ts';
import type { Cron } from '../core/schedule/cron.ts';
import { nextDue } from '../core/schedule/next-due.ts';
import { parseSchedule } from '../core/schedule/schedule.ts';
import * as fields from './fields.ts';

const longestWindow = '14d';
/** So many starts in a row show how far apart a cron expression's are. */
const startsCompared = 12;

/** Work that is planned on a site: its monthly day, and windows in which nobody is paged. */
export function maintenanceSchema(checks: readonly Check[]) {
  const window = z
    .strictObject({
      start: fields
        .windowStart()
        .describe('Local time at the site such as 2026-12-24T02:00, or a cron expression.'),
      duration: fields
        .duration('1m', longestWindow)
        .describe(`How long it lasts, such as 2h; ${longestWindow} at most.`),
      reason: fields.words().describe('Why, for whoever wonders that nobody was paged.'),
      check: z
        .enum(checks.map(({ meta }) => meta.id))
        .optional()
        .describe('The one check that is meant; all of them if left out.'),
    })
    .superRefine(({ start, duration }, context) => {
      const cron = cronOf(start);
      const gap = cron && shortestGap(cron);
      if (gap === null || gap > durationMs(duration)) return;
      const message = `must be shorter than what lies between two starts: \`${start}\` comes again after ${formatDuration(gap)}`;
      const remedy = 'Correct `start` or `duration`: such a window would not end.';
      const params: fields.IssueParams = { expected: 'a shorter duration', remedy };
      context.addIssue({ code: 'custom', path: ['duration'], message, params: { ...params } });
    })
    .describe('Planned work: nobody is paged, and the time counts as maintenance.');
  return z
    .strictObject({
      day: z
        .int()
        .min(1)
        .max(28)
        .optional()
        .describe('Day of the month for the monthly routine, 1-28.'),
      windows: z.array(window).optional().describe('When nobody is paged because of planned work.'),
    })
    .optional()
    .describe('The monthly routine, and planned work.');
}

type MaintenanceData = z.output<ReturnType<typeof maintenanceSchema>>;

/** The planned work of a site whose people live in this zone. */
export function plannedWork(
  maintenance: MaintenanceData,
  timezone: string,
): readonly PlannedWork[] {
  return (maintenance?.windows ?? []).map(({ start, duration, reason, check }) => ({
    start: cronOf(start) ?? { kind: 'once', at: localInstant(start, timezone) },
    durationMs: durationMs(duration),
    reason,
    check: check ?? null,
  }));
}

function cronOf(start: string): Cron | null {
  const parsed = parseSchedule(start);
  return 'schedule' in parsed && parsed.schedule.kind === 'cron' ? parsed.schedule : null;
}

function localInstant(start: string, timezone: string): number {
  return Temporal.PlainDateTime.from(start).toZonedDateTime(timezone).epochMilliseconds;
}

/** Milliseconds between two starts, where they are closest; of some in a row, for an expression repeats itself. */
function shortestGap(cron: Cron): number {
  let shortest = Infinity;
  let start = nextDue(cron, 'UTC', Date.UTC(2024));
  for (let count = 1; count < startsCompared; count++) {
    const next = nextDue(cron, 'UTC', start + 1);
    shortest = Math.min(shortest, next - start);
    start = next;
  }
  return shortest;
}
