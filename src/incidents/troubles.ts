import type { CheckMeta } from '../core/check.ts';
import { type Finding, severities } from '../core/finding.ts';
import type { Priority } from '../core/incident.ts';
import {
  isAbove,
  type PriorityDecision,
  type PriorityFacts,
  priorityOf,
} from '../core/priority.ts';
import type { CheckResult } from '../core/result.ts';
import { zonedMomentInWords } from '../core/sla/wall-time.ts';
import { oneLine } from '../core/text.ts';
import type { Fault, Observation } from './observation.ts';

/** What the troubles of a site depend on beside the result. */
export interface TroubleContext
  extends Pick<PriorityFacts, 'environment' | 'transactional' | 'package' | 'overrides'> {
  readonly site: string;
  /** IANA zone of the site’s people. */
  readonly timezone: string;
  /** Fingerprints that are tracked for this site and check: each is observed, if only to be gone. */
  readonly known: readonly string[];
}

/** A failed finding that is urgent enough for an incident. */
interface Pressing {
  readonly finding: Finding;
  readonly decision: PriorityDecision<Priority>;
}

/** Findings of one check and site that may be incidents at a time; the rest wait until one of these is gone. */
export const maxTroubles = 50;

const maxTitle = 160;
const leftToAudit = 'What fails is left to the monthly audit.';

/** What a result says of each trouble: one for the check, or one for each finding, failing or gone. */
export function troublesOf(
  meta: Pick<CheckMeta, 'id' | 'category' | 'incidentPer'>,
  result: CheckResult,
  context: TroubleContext,
): readonly Observation[] {
  const pressing = pressingOf(meta, result, context);
  return meta.incidentPer === 'check'
    ? [observeCheck(meta.id, result, context.site, pressing)]
    : observeFindings(meta.id, result, context, pressing);
}

function observeCheck(
  check: string,
  result: CheckResult,
  site: string,
  pressing: readonly Pressing[],
): Observation {
  const seen = seenAt({ site, check, fingerprint: '' }, result);
  const [worst, ...others] = pressing;
  if (worst) return { ...seen, failing: true, fault: faultOf(worst, others.length) };
  const { outcome, findings } = result;
  const says = outcome !== 'errored' && outcome !== 'incomplete';
  const below = findings.some(isFailing);
  const reason = below ? leftToAudit : sentenceOf(result);
  return { ...seen, failing: says ? false : null, reason };
}

function observeFindings(
  check: string,
  result: CheckResult,
  { site, timezone, known }: TroubleContext,
  pressing: readonly Pressing[],
): readonly Observation[] {
  const byFingerprint = new Map<string, Pressing>();
  for (const each of pressing) {
    const { fingerprint } = each.finding;
    if (!byFingerprint.has(fingerprint)) byFingerprint.set(fingerprint, each);
  }
  const tracked = new Set(known);
  const failing = [...byFingerprint.keys()];
  const fresh = failing.filter((fingerprint) => !tracked.has(fingerprint));
  const room = Math.max(0, maxTroubles - (failing.length - fresh.length));
  return [...tracked, ...fresh.slice(0, room)].map((fingerprint) => {
    const seen = seenAt({ site, check, fingerprint }, result);
    const found = byFingerprint.get(fingerprint);
    if (found) return { ...seen, failing: true, fault: faultOf(found, 0) };
    return { ...seen, ...withoutFault(result, fingerprint, timezone) };
  });
}

/** What a run says of a finding that is no fault in it: gone, accepted, below an incident, or unclear. */
function withoutFault(result: CheckResult, fingerprint: string, timezone: string) {
  const { outcome, findings, startedAt } = result;
  if (outcome === 'errored') return { failing: null, reason: sentenceOf(result) };
  if (outcome === 'inapplicable') return { failing: false, reason: sentenceOf(result) } as const;
  const finding = findings.find((each) => each.fingerprint === fingerprint);
  if (!finding) return { failing: false, reason: 'The finding is gone.' } as const;
  if (finding.accepted) {
    const { by, until, reason } = finding.accepted;
    const end = zonedMomentInWords(Date.parse(until), timezone, Date.parse(startedAt));
    return { failing: false, reason: `${by} accepted it until ${end}: ${reason}.` } as const;
  }
  if (finding.verdict === 'review') return { failing: null, reason: 'A person has to look.' };
  const below = finding.verdict === 'failed' ? leftToAudit : 'It is only a warning now.';
  return { failing: false, reason: below } as const;
}

function seenAt(trouble: Observation['trouble'], result: CheckResult) {
  return { trouble, at: Date.parse(result.startedAt) };
}

/** The failed findings that are no matter for the audit, the most urgent first. */
function pressingOf(
  check: Pick<CheckMeta, 'id' | 'category'>,
  result: CheckResult,
  context: TroubleContext,
): readonly Pressing[] {
  return result.findings
    .filter(isFailing)
    .flatMap((finding) => {
      const { rule, severity } = finding;
      const { priority, reason } = priorityOf({ ...context, check, rule, severity });
      return priority === 'audit' ? [] : [{ finding, decision: { priority, reason } }];
    })
    .sort(byUrgency);
}

function isFailing({ verdict, accepted }: Finding): boolean {
  return verdict === 'failed' && accepted === undefined;
}

function byUrgency(a: Pressing, b: Pressing): number {
  if (isAbove(a.decision.priority, b.decision.priority)) return -1;
  if (isAbove(b.decision.priority, a.decision.priority)) return 1;
  return severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity);
}

function faultOf({ finding, decision }: Pressing, others: number): Fault {
  const { title, severity, where, evidence, advice } = finding;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  return {
    title: oneLine(title, maxTitle - more.length) + more,
    severity,
    priority: decision.priority,
    priorityReason: decision.reason,
    url: where.url,
    evidence,
    advice,
  };
}

function sentenceOf({ outcome, reason }: CheckResult): string {
  switch (outcome) {
    case 'passed':
      return 'The check passed.';
    case 'inapplicable':
      return `There is nothing to judge any longer: ${reason ?? 'no reason was given'}.`;
    case 'errored':
      return `We could not measure: ${reason ?? 'no reason was given'}.`;
    case 'incomplete':
      return 'A person has to look.';
    case 'failed':
      return 'The check failed.';
  }
}
