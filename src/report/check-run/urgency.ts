import { type Finding, severities, type Verdict } from '../../core/finding.ts';
import type { Outcome } from '../../core/result.ts';

/** Outcomes, the most urgent first: what is broken, then what is unknown, then what can wait. */
export const outcomesByUrgency = [
  'failed',
  'errored',
  'incomplete',
  'passed',
  'inapplicable',
] as const satisfies readonly Outcome[];

const verdictsByUrgency: readonly Verdict[] = ['failed', 'review', 'warning'];

/** What failed first, then what a person has to judge, then warnings; the most severe first in each. */
export function mostUrgentFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(compareUrgency);
}

/** Orders two findings as `mostUrgentFirst` does. */
export function compareUrgency(a: Finding, b: Finding): number {
  return rank(a) - rank(b);
}

function rank({ verdict, severity }: Finding): number {
  return verdictsByUrgency.indexOf(verdict) * severities.length + severities.indexOf(severity);
}
