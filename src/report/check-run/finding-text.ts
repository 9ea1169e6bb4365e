import type { Finding, Verdict } from '../../core/finding.ts';
import type { CheckResult } from '../../core/result.ts';
import { mostUrgentFirst } from './urgency.ts';

/** A finding in full, as several lines of plain text; every format escapes it in its own way. */
export function findingText(finding: Finding): string {
  const { url, selector, component, header, line } = finding.where;
  return [
    `${finding.severity} (${finding.verdict}): ${finding.title}`,
    `Where: ${url}`,
    component && `Component: ${component}`,
    header && `Header: ${header}`,
    selector && `Element: ${selector}`,
    line && `Line: ${line}`,
    finding.evidence && `Seen: ${finding.evidence}`,
    `Do: ${finding.advice}`,
    finding.help && `Help: ${finding.help}`,
    `Rule: ${finding.rule} (${finding.fingerprint})`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The findings of one verdict, the most severe first. */
export function withVerdict(result: CheckResult, verdict: Verdict): Finding[] {
  return mostUrgentFirst(result.findings.filter((finding) => finding.verdict === verdict));
}

/** What a format says that has no word for `incomplete`: a skipped test, and why. */
export function needsPerson(result: CheckResult): string {
  const count = withVerdict(result, 'review').length;
  return `needs a person: ${count} ${count === 1 ? 'finding' : 'findings'} to judge`;
}
