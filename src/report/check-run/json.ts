import { forJson } from '../../core/encode/json.ts';
import type { Finding, Where } from '../../core/finding.ts';
import type { FindingChanges, PastFinding } from '../../core/finding-changes.ts';
import type { CheckResult, CheckRun } from '../../core/result.ts';
import { finiteMetrics } from './metrics.ts';

/** A run as the JSON that other programs read: schema version 1, keys always in the same order. */
export function jsonOf(run: CheckRun): string {
  const { site, summary } = run;
  const ordered = {
    schemaVersion: run.schemaVersion,
    site: { id: site.id, url: site.url, platform: site.platform },
    results: run.results.map(resultOf),
    summary: {
      passed: summary.passed,
      failed: summary.failed,
      incomplete: summary.incomplete,
      inapplicable: summary.inapplicable,
      errored: summary.errored,
      findings: {
        critical: summary.findings.critical,
        serious: summary.findings.serious,
        moderate: summary.findings.moderate,
        minor: summary.findings.minor,
      },
    },
  };
  return `${forJson(ordered)}\n`;
}

function resultOf(result: CheckResult) {
  return {
    check: result.check,
    outcome: result.outcome,
    startedAt: result.startedAt,
    durationMs: result.durationMs,
    metrics: Object.fromEntries(finiteMetrics(result)),
    labels: result.labels,
    findings: result.findings.map(findingOf),
    components: result.components,
    reason: result.reason,
    changes: result.changes && changesOf(result.changes),
  };
}

function changesOf({ since, begunAt, new: appeared, fixed, unseen }: FindingChanges) {
  const pastOf = ({ fingerprint, title, where }: PastFinding) => ({
    fingerprint,
    title,
    where: whereOf(where),
  });
  return {
    since,
    begunAt,
    new: appeared,
    fixed: fixed.map(pastOf),
    unseen: unseen.map((finding) => ({ ...pastOf(finding), seenAt: finding.seenAt })),
  };
}

function findingOf(finding: Finding) {
  return {
    rule: finding.rule,
    verdict: finding.verdict,
    severity: finding.severity,
    title: finding.title,
    where: whereOf(finding.where),
    evidence: finding.evidence,
    advice: finding.advice,
    help: finding.help,
    wcag: finding.wcag,
    sources: finding.sources,
    accepted: finding.accepted,
    fingerprint: finding.fingerprint,
  };
}

function whereOf({ url, selector, component, header, line }: Where) {
  return { url, selector, component, header, line };
}
