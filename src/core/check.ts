import type { ArtifactName, ArtifactParams, ArtifactValue } from './artifacts/artifact.ts';
import type { Gathered } from './artifacts/failure.ts';
import type { Box } from './artifacts/page-audit.ts';
import type { AssessedComponent } from './assessed-component.ts';
import type { Attachment } from './attachment.ts';
import type { FindingDraft, Rule, Where } from './finding.ts';
import type { Json } from './json.ts';
import type { CheckResult } from './result.ts';
import type { Platform, Site } from './site.ts';

/** Work that shares a queue: one lane's load never delays another's. */
export type Lane = 'http' | 'browser' | 'lighthouse' | 'feeds' | 'logs';

/** What a check says about itself; documentation, help and scheduling are drawn from it. */
export interface CheckMeta {
  /** Equals the file name; see the list of check ids in docs/checks.md. */
  readonly id: string;
  readonly title: string;
  /** Why a client cares, in one or two sentences. */
  readonly why: string;
  readonly category: 'availability' | 'security' | 'quality' | 'maintenance' | 'business';
  readonly lane: Lane;
  /** Default schedule: an interval such as `60s`, or a cron expression. */
  readonly schedule: string;
  /** Deadline of one whole run, as a duration such as `30s`. */
  readonly timeout: string;
  readonly platforms: 'any' | readonly Platform[];
  /** One incident for the whole check, or one for each finding. */
  readonly incidentPer: 'check' | 'finding';
  /** Quick repeats, each on a fresh connection, before a failure becomes an incident. */
  readonly confirm: number;
  /** Every metric the check may report, with its meaning and unit. */
  readonly metrics: Readonly<Record<string, string>>;
  /** Every label the check may report, with its meaning. */
  readonly labels: Readonly<Record<string, string>>;
}

/** One thing a check needs gathered, by name and parameters. Equal requests of one visit are gathered once. */
export interface ArtifactRequest<Name extends ArtifactName = ArtifactName> {
  readonly artifact: Name;
  readonly params: ArtifactParams<Name>;
}

/** Names the artifact and its parameters in a way that the type system can follow into `evaluate`. */
export function request<Name extends ArtifactName>(
  artifact: Name,
  params: ArtifactParams<Name>,
): ArtifactRequest<Name> {
  return { artifact, params };
}

/** The gathered answers to a set of requests, key by key: a check sees what it asked for and nothing else. */
export type Answers<Requests> = {
  readonly [Key in keyof Requests]: Requests[Key] extends ArtifactRequest<infer Name>
    ? Gathered<ArtifactValue<Name>>
    : never;
};

/** What a check may know apart from its artifacts. */
export interface EvaluateContext {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly site: Site;
  /** The last result of this check for this site that judged, or null where none is known. */
  readonly previous: CheckResult | null;
  /** The median of a metric over the last 60 runs, or null where fewer than 3 are known or runs come more often than hourly. */
  readonly baseline: (metric: string) => number | null;
  /** What the last run returned as its state, or null. */
  readonly state: Json | null;
}

/** An attachment whose marks point at findings by their place in the judgement. */
export interface AttachmentDraft extends Omit<Attachment, 'marks'> {
  readonly marks?: readonly { readonly finding: number; readonly box: Box }[];
}

/** A check's verdict before `conclude` turns it into a result. */
export interface Judgement<RuleId extends string = string> {
  readonly findings: readonly FindingDraft<RuleId>[];
  readonly metrics?: Readonly<Record<string, number>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** What is installed and how it stands, the most dangerous first. */
  readonly components?: readonly AssessedComponent[];
  /** Set where there was nothing to judge, or where we could not measure. */
  readonly instead?: { readonly outcome: 'inapplicable' | 'errored'; readonly reason: string };
  /** Marks name the findings of this judgement by their index; `conclude` gives them fingerprints. */
  readonly attachments?: readonly AttachmentDraft[];
  /**
   * Whether this run could not look at a place: what was found there before then stays open. Without
   * it everything was looked at, and what is no longer found is fixed.
   */
  readonly missed?: (where: Where) => boolean;
  /** Kept for the next run: JSON, 64 KiB at most; null forgets. Left out, what was kept stays. */
  readonly state?: Json;
}

/**
 * Options of a check: defaults are plain data, the schema is drawn only when config has to be
 * validated, so that a check of a bare URL never loads the schema library.
 */
export interface CheckOptions<Options> {
  readonly defaults: Options;
  readonly schema: (zod: typeof import('zod')) => import('zod').ZodObject;
}

/** A self-describing check: data and pure functions. Found by its directory, registered nowhere. */
export interface Check<
  Options extends object = object,
  Requests extends Readonly<Record<string, ArtifactRequest>> = Readonly<
    Record<string, ArtifactRequest>
  >,
  RuleId extends string = string,
> {
  readonly meta: CheckMeta;
  readonly rules: Readonly<Record<RuleId, Rule>>;
  readonly options: CheckOptions<Options>;
  /** What has to be gathered, or a reason why there is nothing to judge at this site. */
  requires(options: Options, site: Site): Requests;
  evaluate(
    answers: Answers<Requests>,
    options: Options,
    context: EvaluateContext,
  ): Judgement<RuleId>;
}

/** Gives a check module its types; the value is returned as it is. */
export function defineCheck<
  Options extends object,
  const Requests extends Readonly<Record<string, ArtifactRequest>>,
  const RuleId extends string,
>(check: Check<Options, Requests, RuleId>): Check<Options, Requests, RuleId> {
  return check;
}
