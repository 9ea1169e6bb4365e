import type { Finding } from '../../../core/finding.ts';
import { compareUrgency, mostUrgentFirst } from '../urgency.ts';

/** Findings that differ in place and evidence only, so that their advice is read once. */
export interface FindingGroup {
  readonly findings: readonly [Finding, ...Finding[]];
  /** Further findings of the same rule that are not shown. */
  readonly more: number;
}

/** Findings of one rule that are shown; a page that is broken in a thousand places says so in twenty. */
const mostOfOneRule = 20;
/** With more findings than this, three of each rule show what is meant. */
const many = 40;
const fewOfOneRule = 3;

/** The findings that are shown, the most urgent first, and how many of each rule are not. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const byRule = Map.groupBy(mostUrgentFirst(findings), (finding) => finding.rule);
  return [...byRule.values()]
    .flatMap((those) => groupsOfRule(those, findings.length > many ? fewOfOneRule : mostOfOneRule))
    .toSorted((a, b) => compareUrgency(a.findings[0], b.findings[0]));
}

/** One group for each wording of a rule; what is left out is said under the last. */
function groupsOfRule(findings: readonly Finding[], most: number): FindingGroup[] {
  const shown = findings.slice(0, most);
  const groups = [...Map.groupBy(shown, wording).values()];
  return groups.flatMap(([first, ...others], index) => {
    const more = index === groups.length - 1 ? findings.length - shown.length : 0;
    return first === undefined ? [] : [{ findings: [first, ...others], more }];
  });
}

function wording({ verdict, severity, title, advice, help }: Finding): string {
  return JSON.stringify([verdict, severity, title, advice, help]);
}
