import { forJson } from '../../core/encode/json.ts';
import type { Finding } from '../../core/finding.ts';
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
  };
}

function findingOf(finding: Finding) {
  const { where } = finding;
  return {
    rule: finding.rule,
    verdict: finding.verdict,
    severity: finding.severity,
    title: finding.title,
    where: {
      url: where.url,
      selector: where.selector,
      component: where.component,
      header: where.header,
      line: where.line,
    },
    evidence: finding.evidence,
    advice: finding.advice,
    help: finding.help,
    wcag: finding.wcag,
    sources: finding.sources,
    fingerprint: finding.fingerprint,
  };
}
