import type { App } from '../app.ts';
import type { Config } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { AssessedComponent } from '../core/assessed-component.ts';
import type { Check } from '../core/check.ts';
import type { FeedCache } from '../core/feed-cache.ts';
import type { CheckResult } from '../core/result.ts';
import type { Question } from './advisories-question.ts';
import { inventoryCheck, takeInventory } from './inventory-visit.ts';

/** What is known to be installed at a site. */
export interface SiteInventory {
  readonly site: { readonly id: string; readonly url: string; readonly platform: string | null };
  /** `kept` from an earlier look, or looked at `now`; `unknown` where nobody could; `unasked` where config wants no look. */
  readonly origin: 'kept' | 'now' | 'unknown' | 'unasked';
  /** ISO 8601 instant, UTC; null where nothing is known. */
  readonly takenAt: string | null;
  readonly components: readonly AssessedComponent[];
  /** Why nothing is known; else null. */
  readonly reason: string | null;
}

/** What it takes to look at sites. */
export interface LookPorts {
  readonly app: Pick<App, 'visit' | 'maskSecrets'>;
  readonly check: Check;
  readonly config: Config;
  /** The last result of each site, by its id. */
  readonly kept: ReadonlyMap<string, CheckResult>;
  /** Left out where nothing is kept. */
  readonly feedCache?: FeedCache;
  readonly signal: AbortSignal;
  /** Called before sites are looked at, and after each. */
  readonly onProgress: (done: number, all: number) => void;
}

/** What is installed at these sites: by what is kept, else by looking now, as the question wants it. */
export async function inventoriesOf(
  sites: readonly SiteConfig[],
  look: Question['look'],
  ports: LookPorts,
): Promise<readonly SiteInventory[]> {
  const kept = new Map(
    sites.flatMap((one) => {
      const result = look === 'fresh' ? undefined : ports.kept.get(one.site.id);
      return result?.components ? [[one, inventoryOf(one, result, 'kept')] as const] : [];
    }),
  );
  const isLooked = (one: SiteConfig) =>
    !kept.has(one) && look !== 'kept' && one.checks.has(inventoryCheck);
  const all = sites.filter(isLooked).length;
  let done = 0;
  if (all > 0) ports.onProgress(done, all);
  // The lane of the check lets four through at a time.
  return Promise.all(
    sites.map(async (one) => {
      const known = kept.get(one);
      if (known) return known;
      if (!isLooked(one)) return notLookedAt(one, ports.kept.get(one.site.id));
      const inventory = await lookNow(one, ports);
      done += 1;
      ports.onProgress(done, all);
      return inventory;
    }),
  );
}

async function lookNow(one: SiteConfig, ports: LookPorts): Promise<SiteInventory> {
  const { app, check, config, feedCache, signal } = ports;
  const options = one.checks.get(inventoryCheck)?.options ?? check.options.defaults;
  const plan = {
    site: one.site,
    checks: [{ check, options }],
    access: one.access,
    secrets: config.secrets,
  };
  const { result } = await takeInventory(app, plan, {
    signal,
    ...(feedCache ? { feedCache } : {}),
  });
  return inventoryOf(one, result, 'now');
}

function inventoryOf(
  { site: { id, url, platform } }: SiteConfig,
  result: CheckResult,
  origin: 'kept' | 'now',
): SiteInventory {
  const site = { id, url, platform: platform ?? result.labels.platform ?? null };
  const { components, startedAt, reason = 'nothing could be learnt' } = result;
  return components
    ? { site, origin, takenAt: startedAt, components, reason: null }
    : { site, origin: 'unknown', takenAt: null, components: [], reason };
}

function notLookedAt(one: SiteConfig, kept: CheckResult | undefined): SiteInventory {
  const { id, url, platform } = one.site;
  const nothing = { site: { id, url, platform }, takenAt: null, components: [] };
  if (!one.checks.has(inventoryCheck)) {
    const reason =
      platform === null || platform === 'other'
        ? 'config names no platform whose components are known'
        : `config switches the check ${inventoryCheck} off`;
    return { ...nothing, origin: 'unasked', reason };
  }
  const reason = kept?.reason ?? 'nobody has looked yet; without --kept it is looked at now';
  return { ...nothing, origin: 'unknown', reason };
}
