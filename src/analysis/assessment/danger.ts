import { type Advisory, advisoryRatings } from '../../core/package-record.ts';
import type { TroubleKind } from './trouble.ts';

type VulnerabilityKind = Extract<
  TroubleKind,
  'exploitable' | 'critically-vulnerable' | 'vulnerable'
>;

const kinds: readonly VulnerabilityKind[] = ['exploitable', 'critically-vulnerable', 'vulnerable'];

/** CVSS 3.1, section 5: from here on a score is called critical. */
const criticalScore = 9;

/**
 * How dangerous an advisory is to a site that runs an affected version: `exploitable` cannot wait
 * for anything, `critically-vulnerable` not for the month.
 */
export function dangerOf(advisory: Advisory): VulnerabilityKind {
  const { exploited, unauthenticatedCodeExecution, highlyCritical, cvss, rating } = advisory;
  if (exploited || unauthenticatedCodeExecution || highlyCritical || (cvss ?? 0) >= criticalScore) {
    return 'exploitable';
  }
  return rating === 'critical' ? 'critically-vulnerable' : 'vulnerable';
}

/** The danger of the worst; null where there is none. */
export function worstDanger(advisories: readonly Advisory[]): VulnerabilityKind | null {
  return kinds.find((kind) => advisories.some((one) => dangerOf(one) === kind)) ?? null;
}

/** Orders advisories, the most dangerous first. */
export function compareAdvisories(a: Advisory, b: Advisory): number {
  return (
    kinds.indexOf(dangerOf(a)) - kinds.indexOf(dangerOf(b)) ||
    Number(b.exploited) - Number(a.exploited) ||
    (b.cvss ?? -1) - (a.cvss ?? -1) ||
    ratingRank(a) - ratingRank(b) ||
    a.id.localeCompare(b.id, 'en')
  );
}

function ratingRank({ rating }: Advisory): number {
  return rating === null ? advisoryRatings.length : advisoryRatings.indexOf(rating);
}
