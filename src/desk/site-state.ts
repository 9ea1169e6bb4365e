import type { Incident } from '../core/incident.ts';
import type { CheckResult } from '../core/result.ts';

/** How a site stands, the worst first. */
export const siteStates = [
  'down',
  'trouble',
  'unmeasured',
  'review',
  'work',
  'waiting',
  'well',
] as const;
export type SiteState = (typeof siteStates)[number];

/** A check as config has it for a site. */
export interface BoardCheck {
  readonly id: string;
  readonly title: string;
  /** Distance of two runs, ms. */
  readonly everyMs: number;
}

/** A site as config describes it, as far as people look at it. */
export interface BoardSite {
  readonly id: string;
  readonly url: string;
  readonly platform: string | null;
  readonly environment: string;
  readonly package: string | null;
  /** IANA zone of the site's people. */
  readonly timezone: string;
  readonly checks: readonly BoardCheck[];
  /** Planned work on the whole site that holds now; null without one. */
  readonly work: { readonly reason: string; readonly until: number } | null;
}

/** What the state of a site follows from. */
export interface SiteFacts {
  readonly site: BoardSite;
  /** The last result of every check of the site. */
  readonly results: readonly CheckResult[];
  /** Its unresolved incidents. */
  readonly incidents: readonly Incident[];
}

/** The check that says whether visitors get an answer. */
export const uptime = 'uptime';

/** A result speaks for two intervals, and a run may take a minute; after that it says nothing of now. */
const spokenIntervals = 2;
const longestRunMs = 60_000;

/** How a site stands: the worst that its checks and incidents say. */
export function siteStateOf({ site, results, incidents }: SiteFacts, now: number): SiteState {
  if (incidents.some(({ trouble }) => trouble.check === uptime)) return 'down';
  const watched = site.checks.flatMap((check) => {
    const result = results.find((each) => each.check === check.id);
    return result ? [{ check, result }] : [];
  });
  const any = (outcome: CheckResult['outcome']) =>
    watched.some(({ result }) => result.outcome === outcome);
  if (incidents.length > 0 || any('failed')) return 'trouble';
  if (site.work) return 'work';
  if (any('errored') || watched.some(({ check, result }) => isStale(check, result, now))) {
    return 'unmeasured';
  }
  if (any('incomplete')) return 'review';
  return watched.length === 0 ? 'waiting' : 'well';
}

/** Whether a result is too old to say anything of now. */
export function isStale(check: BoardCheck, { startedAt }: CheckResult, now: number): boolean {
  return now - Date.parse(startedAt) > spokenIntervals * check.everyMs + longestRunMs;
}
