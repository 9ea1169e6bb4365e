import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRun,
  conclude,
  maxEvidenceBytes,
  maxStateLength,
  outcomeOf,
  summarize,
} from '../../src/core/conclude.ts';
import { severities, type Verdict } from '../../src/core/finding.ts';
import { fingerprint } from '../../src/core/fingerprint.ts';
import { outcomes } from '../../src/core/result.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { finding, result } from '../support/check-runs.ts';

const where = { url: 'https://shop.example/' };
const time = { startedAt: Date.UTC(2026, 10, 23, 3, 12, 4, 567), durationMs: 311.6 };
const check = {
  meta: { id: 'uptime' },
  rules: {
    'status-unexpected': {
      title: 'The site answers with an error',
      verdict: 'failed',
      severity: 'critical',
      advice: 'Look at the error log.',
      help: 'https://www.rfc-editor.org/rfc/rfc9110#section-15',
    },
  },
} as const;

function concluded(draft: object) {
  const findings = [{ rule: 'status-unexpected' as const, where, evidence: '503', ...draft }];
  return conclude(check, { findings }, time);
}

describe('concluding a judgement', () => {
  it('fills in what the rule says', () => {
    expect(concluded({})).toEqual({
      check: 'uptime',
      outcome: 'failed',
      startedAt: '2026-11-23T03:12:04.567Z',
      durationMs: 312,
      metrics: {},
      labels: {},
      findings: [
        {
          rule: 'status-unexpected',
          ...check.rules['status-unexpected'],
          where,
          evidence: '503',
          fingerprint: fingerprint('uptime', 'status-unexpected', where),
        },
      ],
    });
  });

  it('lets a finding say it otherwise, even that there is no help', () => {
    const own = {
      title: 'Slow',
      verdict: 'warning',
      severity: 'minor',
      advice: 'Wait.',
      help: null,
      wcag: ['1.4.3'],
      sources: ['axe:color-contrast'],
    };
    expect(concluded(own)).toMatchObject({ outcome: 'passed', findings: [own] });
  });

  it('cuts evidence to 2 KiB', () => {
    const [cut] = concluded({ evidence: 'é'.repeat(5000) }).findings;
    expect(maxEvidenceBytes).toBe(2048);
    expect(Buffer.byteLength(cut?.evidence ?? '')).toBeLessThanOrEqual(2048);
    expect(cut?.evidence.endsWith('é…')).toBe(true);
  });

  it.each(['inapplicable', 'errored'] as const)('gives the reason with %s', (outcome) => {
    const instead = { outcome, reason: 'nothing there' };
    expect(conclude(check, { findings: [], instead }, time)).toMatchObject({
      outcome,
      reason: 'nothing there',
    });
  });

  it('passes on metrics and labels, and has no reason where it judged', () => {
    const judgement = { findings: [], metrics: { score: 85 }, labels: { grade: 'B' } };
    const concludedResult = conclude(check, judgement, time);
    expect(concludedResult).toMatchObject({ outcome: 'passed', ...judgement });
    expect(concludedResult).not.toHaveProperty('reason');
  });
});

describe('the outcome of findings', () => {
  it.each<[verdicts: Verdict[], outcome: string]>([
    [[], 'passed'],
    [['warning'], 'passed'],
    [['review'], 'incomplete'],
    [['failed'], 'failed'],
    [['warning', 'review'], 'incomplete'],
    [['warning', 'failed'], 'failed'],
    [['review', 'failed'], 'failed'],
    [['warning', 'review', 'failed'], 'failed'],
  ])('of %j is %s', (verdicts, outcome) => {
    expect(outcomeOf(verdicts.map((verdict) => ({ verdict })))).toBe(outcome);
    expect(outcomeOf(verdicts.toReversed().map((verdict) => ({ verdict })))).toBe(outcome);
  });
});

describe('the summary of a run', () => {
  const anyResult = fc
    .tuple(fc.constantFrom(...outcomes), fc.array(fc.constantFrom(...severities), { maxLength: 5 }))
    .map(([outcome, found]) =>
      result({ outcome, findings: found.map((severity) => finding({ severity })) }),
    );

  it('counts every result and every finding once', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 10 }), (results) => {
        const { findings, ...byOutcome } = summarize(results);
        const sum = (counts: object) => Object.values(counts).reduce((a, b) => a + b, 0);
        expect(sum(byOutcome)).toBe(results.length);
        expect(sum(findings)).toBe(results.flatMap((each) => each.findings).length);
      }),
    );
  });

  it('has a zero for what did not happen', () => {
    expect(summarize([])).toEqual({
      ...{ passed: 0, failed: 0, incomplete: 0, inapplicable: 0, errored: 0 },
      findings: { critical: 0, serious: 0, moderate: 0, minor: 0 },
    });
  });
});

describe('a run', () => {
  it('tells of its site the id, the URL and the platform, and nothing more', () => {
    const results = [result()];
    expect(checkRun(siteOfUrl('https://shop.example/', ['10.0.0.1:80']), results)).toEqual({
      schemaVersion: 1,
      site: { id: null, url: 'https://shop.example/', platform: null },
      results,
      summary: summarize(results),
    });
  });
});

describe('what a judgement leaves for the next run', () => {
  const found = { rule: 'status-unexpected' as const, where, evidence: '503' };

  it('is compared with the last run that judged', () => {
    const before = conclude(check, { findings: [] }, { ...time, startedAt: 0 });
    const after = conclude(check, { findings: [found] }, time, before);
    expect(after.changes).toMatchObject({ since: '1970-01-01T00:00:00.000Z', fixed: [] });
    expect(after.changes?.new).toEqual([after.findings[0]?.fingerprint]);
    const nextDay = { ...time, startedAt: time.startedAt + 86_400_000 };
    expect(conclude(check, { findings: [] }, nextDay, after).changes?.fixed).toHaveLength(1);
  });

  it('is nothing where it did not judge, or nothing is known to compare with', () => {
    const instead = { outcome: 'errored', reason: 'no network' } as const;
    const before = conclude(check, { findings: [found] }, time);
    const errored = conclude(check, { findings: [], instead }, time, before);
    expect([before.changes, errored.changes]).toEqual([undefined, undefined]);
    expect(conclude(check, { findings: [found] }, time, errored).changes).toBeUndefined();
  });

  it('stays open where it could not look', () => {
    const before = conclude(check, { findings: [found] }, time);
    const missed = () => true;
    const { changes } = conclude(check, { findings: [], missed }, time, before);
    expect(changes).toMatchObject({ fixed: [], unseen: [{ where }] });
  });

  it('may be state of 64 KiB, and not more', () => {
    const state = (length: number) =>
      conclude(check, { findings: [], state: 'x'.repeat(length) }, time);
    expect(state(maxStateLength - 2).state).toHaveLength(maxStateLength - 2);
    expect(() => state(maxStateLength - 1)).toThrow(/more than 65536/);
  });
});
