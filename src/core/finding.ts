/** How a rule's finding counts: `failed` fails the run, `review` needs a person, `warning` fails nothing. */
export type Verdict = 'failed' | 'warning' | 'review';

/** How bad a finding is, the worst first; printed and counted in this order. */
export const severities = ['critical', 'serious', 'moderate', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** What a rule always says, whatever the site: kept beside the check, printed in docs/checks.md. */
export interface Rule {
  readonly title: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The first thing to do, for somebody woken at night. */
  readonly advice: string;
  /** Where the rule comes from: an RFC, a WCAG criterion, a vendor's document. */
  readonly help: string | null;
  /** Success criteria of WCAG 2.2 that it speaks of. */
  readonly wcag?: readonly string[];
}

/** Where a finding is; only these fields make up its identity. */
export interface Where {
  readonly url: string;
  readonly selector?: string;
  readonly component?: string;
  readonly header?: string;
  readonly line?: number;
}

/** What a check says when a rule does not hold; the rule supplies whatever is not overridden here. */
export interface FindingDraft<RuleId extends string = string> {
  readonly rule: RuleId;
  readonly where: Where;
  /** What was seen, in the site's own words where they help; cut to 2 KiB. */
  readonly evidence: string;
  readonly title?: string;
  readonly verdict?: Verdict;
  readonly severity?: Severity;
  readonly advice?: string;
  readonly help?: string | null;
  readonly wcag?: readonly string[];
  readonly sources?: readonly string[];
}

/** Somebody's decision to live with a finding for a while. */
export interface Accepted {
  readonly by: string;
  /** ISO 8601 instant, UTC, from which it fails the run again. */
  readonly until: string;
  readonly reason: string;
}

/** One thing that is wrong, as it is printed, stored and compared from run to run. */
export interface Finding {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly title: string;
  readonly where: Where;
  readonly evidence: string;
  readonly advice: string;
  readonly help: string | null;
  readonly wcag?: readonly string[];
  readonly sources?: readonly string[];
  /** Present where it was accepted; it then counts for nothing in the outcome. */
  readonly accepted?: Accepted;
  /** 16 hex digits that stay the same from run to run while the trouble is the same. */
  readonly fingerprint: string;
}
