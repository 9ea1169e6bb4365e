import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import type { Answers, ArtifactRequest, Check } from '../../src/core/check.ts';
import { conclude, maxEvidenceBytes } from '../../src/core/conclude.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Json } from '../../src/core/json.ts';
import type { CheckResult, Outcome } from '../../src/core/result.ts';
import { type Site, siteOfUrl } from '../../src/core/site.ts';
import { siteUrl, now as usualNow } from './artifacts.ts';

/** A recorded situation. */
interface Situation<Options, Artifacts> {
  readonly artifacts: Artifacts;
  /** What differs from the check's defaults. */
  readonly options?: Partial<Options>;
  readonly site?: Partial<Site>;
  /** Epoch milliseconds. */
  readonly now?: number;
  /** What the run before has left. */
  readonly state?: Json | null;
}

/** A situation, and what the check has to say about it. */
interface CheckCase<Options, Artifacts, RuleId extends string>
  extends Situation<Options, Artifacts> {
  readonly name: string;
  /** Rules in the order of the findings; none unless named. */
  readonly findings?: readonly RuleId[];
  /** Looks closer at the result, where rule ids do not say it all. */
  readonly also?: (result: CheckResult) => void;
}

type Requests = Readonly<Record<string, ArtifactRequest>>;

/** Cases of a check by the outcome they come to. */
export type CheckCases<Of> =
  Of extends Check<infer Options, infer Asked, infer RuleId>
    ? { readonly [In in Outcome]?: readonly CheckCase<Options, Answers<Asked>, RuleId>[] }
    : never;

/**
 * A check's specification as data: each case has to come to its outcome with its findings. Every
 * result has to keep what the check promises, and every rule needs a case, since a rule that nobody
 * can trigger is a defect.
 */
export function checkTester<Options extends object, Asked extends Requests, RuleId extends string>(
  check: Check<Options, Asked, RuleId>,
  ...groups: readonly CheckCases<Check<Options, Asked, RuleId>>[]
): void {
  const cases = groups.flatMap((group) => Object.entries(group));
  describe.each(cases)('%s', (outcome, those) => {
    it.each([...those])('$name', (one) => {
      const result = runCheck(check, one);
      const findings = result.findings.map(({ rule }) => rule);
      expect({ outcome: result.outcome, findings }).toEqual({
        outcome,
        findings: one.findings ?? [],
      });
      expectPromisesKept(check, result);
      one.also?.(result);
    });
  });
  it('has a case for every rule', () => {
    const named = new Set<string>(
      cases.flatMap(([, those]) => those.flatMap(({ findings = [] }) => findings)),
    );
    expect(Object.keys(check.rules).filter((rule) => !named.has(rule))).toEqual([]);
  });
}

/** Expects the first finding to say this, word for word. */
export function saying(expected: Partial<Finding>): (result: CheckResult) => void {
  return ({ findings }) => expect(findings[0]).toMatchObject(expected);
}

/**
 * The result of one situation. Artifacts go through JSON, since they are recorded as such, and
 * options through the schema, since no others can reach a check.
 */
export function runCheck<Options extends object, Asked extends Requests, RuleId extends string>(
  check: Check<Options, Asked, RuleId>,
  {
    artifacts,
    options = {},
    site = {},
    now = usualNow,
    state = null,
  }: Situation<Options, Answers<Asked>>,
): CheckResult {
  const merged = { ...check.options.defaults, ...options };
  check.options.schema(zod).strict().parse(merged);
  const judgement = check.evaluate(JSON.parse(JSON.stringify(artifacts)), merged, {
    now,
    site: { ...siteOfUrl(siteUrl, []), ...site },
    previous: null,
    baseline: () => null,
    state,
  });
  return conclude(check, judgement, { startedAt: now, durationMs: 1 });
}

function expectPromisesKept(check: Pick<Check, 'meta' | 'rules'>, result: CheckResult): void {
  for (const { rule, evidence, title, advice, fingerprint } of result.findings) {
    expect(Object.keys(check.rules)).toContain(rule);
    expect(evidence.trim()).not.toBe('');
    expect(Buffer.byteLength(evidence)).toBeLessThanOrEqual(maxEvidenceBytes);
    expect(title).not.toMatch(/\n|undefined|null|NaN/);
    expect(advice).not.toBe('');
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  }
  for (const [name, value] of Object.entries(result.metrics)) {
    expect(Object.keys(check.meta.metrics)).toContain(name);
    expect(value).toSatisfy(Number.isFinite, `${name} is a number`);
  }
  for (const name of Object.keys(result.labels)) {
    expect(Object.keys(check.meta.labels)).toContain(name);
  }
  const isJudged = !['inapplicable', 'errored'].includes(result.outcome);
  expect(result.reason ?? '').toSatisfy((reason: string) => (reason === '') === isJudged);
}
