import { type Barrier, mergeBarriers } from '../../src/analysis/accessibility/merge.ts';
import type { Device, PageAudit } from '../../src/core/artifacts/page-audit.ts';
import { type FindingDraft, severities, type Verdict } from '../../src/core/finding.ts';
import { type RuleId, rules } from './rules.ts';

/** More than a person reads; the counts stay exact. */
const maxFindings = 1000;
const order: readonly Verdict[] = ['failed', 'warning', 'review'];

/** A finding, and the barrier that it tells of. */
export interface Told {
  readonly finding: FindingDraft<RuleId>;
  readonly barrier: Barrier;
}

/** The barriers of these pages as findings: what fails first, the worst first, in the order of the pages. */
export function findingsOf(audits: readonly PageAudit[]): readonly Told[] {
  const devices = new Set(audits.map(({ device }) => device));
  const told = mergeBarriers(audits).map((barrier) => ({
    barrier,
    finding: findingOf(barrier, devices),
  }));
  return told.sort((a, b) => weight(a.finding) - weight(b.finding)).slice(0, maxFindings);
}

function findingOf(barrier: Barrier, devices: ReadonlySet<Device>): FindingDraft<RuleId> {
  const { rule, verdict, severity, url, selector, sources, wcag } = barrier;
  return {
    rule,
    where: { url, selector },
    evidence: evidenceOf(barrier, devices),
    verdict,
    sources,
    ...(severity ? { severity } : {}),
    ...(wcag.length > 0 ? { wcag } : {}),
  };
}

function evidenceOf(barrier: Barrier, devices: ReadonlySet<Device>): string {
  const { html, evidence, boxes, count } = barrier;
  const seenOn = boxes.map(({ device }) => device);
  const only = seenOn.length < devices.size ? [`on ${seenOn.join(' and ')} only`] : [];
  const more = count > 1 ? [`one of ${count} on this page`] : [];
  return [html, ...evidence, ...only, ...more].filter(Boolean).join('\n');
}

function weight({ rule, verdict, severity }: FindingDraft<RuleId>): number {
  const byVerdict = order.indexOf(verdict ?? rules[rule].verdict);
  return byVerdict * severities.length + severities.indexOf(severity ?? rules[rule].severity);
}
