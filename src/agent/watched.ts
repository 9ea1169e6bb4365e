import type { NamedSite, WatchedSite } from '../app.ts';
import type { Config } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Check } from '../core/check.ts';
import { windowsAround } from '../core/maintenance-windows.ts';
import { dueTimes, type Promises } from '../core/sla/due-times.ts';
import type { WatchedCheck } from '../engine/pipeline-ports.ts';
import { intervalAt } from '../engine/schedule.ts';
import type { PlannedCheck } from '../engine/visit.ts';

/** What has to be watched by config: every site with its checks, their options and schedules. */
export function watchedSites(
  config: Config,
  checks: readonly Check[],
  prepare: (planned: PlannedCheck) => PlannedCheck,
): readonly WatchedSite[] {
  return config.sites.map(({ site, checks: configured }) => ({
    site,
    checks: checks.flatMap((check) => {
      const found = configured.get(check.meta.id);
      if (!found) return [];
      return [{ ...prepare({ check, options: found.options }), schedule: found.schedule }];
    }),
  }));
}

/** What decides over the troubles of each check of each site, by site and check. */
export function watchedChecks(
  config: Config,
  checks: readonly Check[],
  now: number,
): ReadonlyMap<string, WatchedCheck> {
  const entries = config.sites.flatMap((site) =>
    checks.flatMap((check) => {
      const found = site.checks.get(check.meta.id);
      if (!found) return [];
      return [
        [keyOf(site.site.id, check.meta.id), watched(site, check, found.schedule, now)],
      ] as const;
    }),
  );
  return new Map(entries);
}

/** The key of a check of a site. */
export function keyOf(site: NamedSite['id'], check: string): string {
  return `${site} ${check}`;
}

function watched(config: SiteConfig, { meta }: Check, schedule: string, now: number): WatchedCheck {
  const { site } = config;
  const { environment, transactional, timezone } = site;
  return {
    site,
    meta,
    intervalMs: intervalAt(schedule, timezone, now),
    priority: { environment, transactional, package: config.package },
    promises: promisesOf(config),
    windows: (at) => windowsAround(config, at),
  };
}

/** Without a package nothing is sold, so nothing is promised. */
function promisesOf({ package: bought, boltOns, calendar }: SiteConfig): Promises | null {
  if (bought === null || calendar === null) return null;
  return (priority, from) => dueTimes({ package: bought, boltOns, priority, calendar }, from);
}
