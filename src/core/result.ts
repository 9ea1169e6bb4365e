import type { AssessedComponent } from './assessed-component.ts';
import type { Attachment } from './attachment.ts';
import type { Finding, Severity } from './finding.ts';
import type { FindingChanges } from './finding-changes.ts';
import type { Json } from './json.ts';
import type { Platform } from './site.ts';

/**
 * What came of one run. `errored` is our fault and never the site's; `incomplete` means that a
 * person has to look; `inapplicable` that there was nothing to judge.
 */
export const outcomes = ['passed', 'failed', 'incomplete', 'inapplicable', 'errored'] as const;
export type Outcome = (typeof outcomes)[number];

/** One check of one site at one time. */
export interface CheckResult {
  readonly check: string;
  readonly outcome: Outcome;
  /** ISO 8601 instant, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** What is installed and how it stands, the most dangerous first; of checks that look at it. */
  readonly components?: readonly AssessedComponent[];
  /** Why nothing was judged; present with `inapplicable` and `errored`. */
  readonly reason?: string;
  /** Pictures and reports that belong to the result; kept as files, never printed with it. */
  readonly attachments?: readonly Attachment[];
  /** Against the last run that judged; missing where none is known, or where this one did not judge. */
  readonly changes?: FindingChanges;
  /** What the check keeps for its next run; kept apart, never printed with it. */
  readonly state?: Json;
}

/** Whether a run came to a judgement: one that did not says nothing about findings. */
export function isJudged({ outcome }: Pick<CheckResult, 'outcome'>): boolean {
  return outcome !== 'errored' && outcome !== 'inapplicable';
}

/** The counts under a run: one number an outcome, and unresolved findings by severity. */
export interface RunSummary {
  readonly passed: number;
  readonly failed: number;
  readonly incomplete: number;
  readonly inapplicable: number;
  readonly errored: number;
  readonly findings: Readonly<Record<Severity, number>>;
}

/** What `caretaker check --format json` prints. Extended freely; changed only with a new version. */
export interface CheckRun {
  readonly schemaVersion: 1;
  readonly site: {
    readonly id: string | null;
    readonly url: string;
    readonly platform: Platform | null;
  };
  /** In the order in which the checks were asked for. */
  readonly results: readonly CheckResult[];
  readonly summary: RunSummary;
}
