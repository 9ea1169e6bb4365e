import type { Check, Lane } from '../../src/core/check.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import type { WatchedSite } from '../../src/engine/schedule.ts';
import { pingCheck } from './config-folder.ts';

/** A check of this id that is never really evaluated. */
function checkNamed(id: string, lane: Lane = 'http'): Check {
  return { ...pingCheck, meta: { ...pingCheck.meta, id, lane } };
}

/** A site with checks and their schedules. */
export function watched(
  id: string,
  schedules: Readonly<Record<string, string>>,
  { timezone = 'UTC', lanes = {} }: WatchedOptions = {},
): WatchedSite {
  return {
    site: { ...siteOfUrl(`https://${id}.example/`, []), id, timezone },
    checks: Object.entries(schedules).map(([check, schedule]) => ({
      check: checkNamed(check, lanes[check]),
      options: {},
      schedule,
    })),
  };
}

interface WatchedOptions {
  readonly timezone?: string;
  /** By check. */
  readonly lanes?: Readonly<Record<string, Lane>>;
}
