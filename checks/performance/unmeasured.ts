import type { LighthouseReports } from '../../src/core/artifacts/lighthouse-reports.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { RuleId } from './rules.ts';

type Measured = LighthouseReports['measured'];

/** Pages that do not load: one finding each, for the device does not matter. */
export function judgeUnloaded(measured: Measured): readonly FindingDraft<RuleId>[] {
  const reasons = Map.groupBy(
    measured.flatMap(({ url, report }) => {
      if (report.ok) return report.value.loaded ? [] : { url, reason: report.value.reason };
      const { code, message } = report.failure;
      return isTargetFailure(code) ? { url, reason: message } : [];
    }),
    ({ url }) => url,
  );
  return [...reasons].map(([url, those]) => ({
    rule: 'page-unloadable',
    where: { url },
    evidence: [...new Set(those.map(({ reason }) => reason))].join('; '),
  }));
}

/** What we failed to measure, and why. */
export function missing(
  measured: Measured,
): readonly (Pick<Measured[number], 'url' | 'device'> & { readonly reason: string })[] {
  return measured.flatMap(({ url, device, report }) => {
    if (report.ok || isTargetFailure(report.failure.code)) return [];
    const { code, message } = report.failure;
    return { url, device, reason: agentFailureReason(code, message.replace(/\.$/, '')) };
  });
}
