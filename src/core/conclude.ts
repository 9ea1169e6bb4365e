import type { Attachment } from './attachment.ts';
import type { AttachmentDraft, Judgement } from './check.ts';
import type { Finding, FindingDraft, Rule } from './finding.ts';
import { severities } from './finding.ts';
import { findingChanges } from './finding-changes.ts';
import { fingerprint } from './fingerprint.ts';
import type { CheckResult, CheckRun, Outcome, RunSummary } from './result.ts';
import { isJudged, outcomes } from './result.ts';
import type { Site } from './site.ts';
import { cutToBytes } from './text.ts';

/** Longest evidence of a finding, in bytes of UTF-8. */
export const maxEvidenceBytes = 2048;

/** Longest JSON of what a check keeps for its next run, in UTF-16 units. */
export const maxStateLength = 64 * 1024;

/** When a run started, and how long it took. */
export interface RunTime {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/**
 * Turns a judgement into a result: rules fill in, evidence is cut, the outcome follows from the
 * verdicts, and findings are compared with those of the last run that judged. Throws where the check
 * keeps too much state.
 */
export function conclude<RuleId extends string>(
  check: { readonly meta: { readonly id: string }; readonly rules: Readonly<Record<RuleId, Rule>> },
  judgement: Judgement<RuleId>,
  time: RunTime,
  previous: CheckResult | null = null,
): CheckResult {
  const { instead, missed = () => false, state } = judgement;
  const findings = judgement.findings.map((draft) =>
    completeFinding(check.meta.id, check.rules[draft.rule], draft),
  );
  const stateLength = state === undefined ? 0 : JSON.stringify(state).length;
  if (stateLength > maxStateLength) {
    throw new Error(`the check keeps ${stateLength} units of state, more than ${maxStateLength}`);
  }
  const outcome = instead?.outcome ?? outcomeOf(findings);
  const compared = previous !== null && isJudged(previous) && isJudged({ outcome });
  return {
    check: check.meta.id,
    outcome,
    startedAt: new Date(time.startedAt).toISOString(),
    durationMs: Math.round(time.durationMs),
    metrics: judgement.metrics ?? {},
    labels: judgement.labels ?? {},
    findings,
    ...(judgement.components ? { components: judgement.components } : {}),
    ...(judgement.attachments
      ? { attachments: judgement.attachments.map((draft) => completeAttachment(draft, findings)) }
      : {}),
    ...(instead ? { reason: instead.reason } : {}),
    ...(compared ? { changes: findingChanges(previous, findings, missed, time.startedAt) } : {}),
    ...(state === undefined ? {} : { state }),
  };
}

/** Any failed finding fails the run; else any review leaves it incomplete; warnings and what was accepted fail nothing. */
export function outcomeOf(findings: readonly Pick<Finding, 'verdict' | 'accepted'>[]): Outcome {
  const counting = findings.filter((finding) => finding.accepted === undefined);
  if (counting.some((finding) => finding.verdict === 'failed')) return 'failed';
  if (counting.some((finding) => finding.verdict === 'review')) return 'incomplete';
  return 'passed';
}

/** Counts outcomes and severities over the results of a run. */
export function summarize(results: readonly CheckResult[]): RunSummary {
  const byOutcome = Object.fromEntries(
    outcomes.map((outcome) => [
      outcome,
      results.filter((result) => result.outcome === outcome).length,
    ]),
  ) as Record<Outcome, number>;
  const all = results.flatMap((result) => result.findings);
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [
      severity,
      all.filter((finding) => finding.severity === severity).length,
    ]),
  ) as RunSummary['findings'];
  return { ...byOutcome, findings: bySeverity };
}

/** Puts results under the site they belong to. */
export function checkRun(site: Site, results: readonly CheckResult[]): CheckRun {
  const { id, url, platform } = site;
  return { schemaVersion: 1, site: { id, url, platform }, results, summary: summarize(results) };
}

function completeAttachment(draft: AttachmentDraft, findings: readonly Finding[]): Attachment {
  const { marks = [], ...rest } = draft;
  return {
    ...rest,
    marks: marks.flatMap(({ finding, box }) => {
      const marked = findings[finding];
      return marked ? [{ fingerprint: marked.fingerprint, box }] : [];
    }),
  };
}

function completeFinding(check: string, rule: Rule, draft: FindingDraft): Finding {
  const { wcag = rule.wcag, sources } = draft;
  return {
    rule: draft.rule,
    verdict: draft.verdict ?? rule.verdict,
    severity: draft.severity ?? rule.severity,
    title: draft.title ?? rule.title,
    where: draft.where,
    evidence: cutToBytes(draft.evidence, maxEvidenceBytes),
    advice: draft.advice ?? rule.advice,
    help: draft.help === undefined ? rule.help : draft.help,
    ...(wcag && wcag.length > 0 ? { wcag } : {}),
    ...(sources ? { sources } : {}),
    fingerprint: fingerprint(check, draft.rule, draft.where),
  };
}
