import type { WatchedSite } from '../app.ts';
import type { Config } from '../config/load.ts';
import type { Check } from '../core/check.ts';

/** What has to be watched by config: every site with its checks, their options and schedules. */
export function watchedSites(config: Config, checks: readonly Check[]): readonly WatchedSite[] {
  return config.sites.map(({ site, checks: configured }) => ({
    site,
    checks: checks.flatMap((check) => {
      const found = configured.get(check.meta.id);
      return found ? [{ check, ...found }] : [];
    }),
  }));
}
