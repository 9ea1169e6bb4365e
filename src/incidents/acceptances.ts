import type { Acceptance } from '../core/acceptance.ts';
import { outcomeOf } from '../core/conclude.ts';
import type { CheckResult } from '../core/result.ts';

/** Marks the findings that somebody has accepted for the time being; they no longer fail the run. */
export function applyAcceptances(
  site: string,
  result: CheckResult,
  acceptances: readonly Acceptance[],
  now: number,
): CheckResult {
  const accepted = new Map(
    acceptances
      .filter((each) => each.site === site && each.check === result.check && now < each.until)
      // Of several for one finding the longest counts.
      .sort((a, b) => a.until - b.until)
      .map((each) => [each.fingerprint, each]),
  );
  if (!result.findings.some(({ fingerprint }) => accepted.has(fingerprint))) return result;
  const findings = result.findings.map((finding) => {
    const by = accepted.get(finding.fingerprint);
    if (!by) return finding;
    const until = new Date(by.until).toISOString();
    return { ...finding, accepted: { by: by.by, until, reason: by.reason } };
  });
  const judged = result.outcome !== 'inapplicable' && result.outcome !== 'errored';
  const outcome = judged ? outcomeOf(findings) : result.outcome;
  return { ...result, findings, outcome };
}
