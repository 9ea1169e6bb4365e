import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { maxTroubles, type TroubleContext, troublesOf } from '../../src/incidents/troubles.ts';
import { finding, result } from '../support/check-runs.ts';

const uptime = { id: 'uptime', category: 'availability', incidentPer: 'check' } as const;
const certificate = {
  id: 'tls-certificate',
  category: 'security',
  incidentPer: 'finding',
} as const;

const shop: TroubleContext = {
  site: 'shop',
  timezone: 'Europe/London',
  environment: 'production',
  transactional: true,
  package: null,
  known: [],
};

const at = Date.parse('2026-11-23T03:12:04.567Z');
const expired = finding({
  rule: 'certificate-expired',
  title: 'The certificate has expired',
  fingerprint: 'expired',
});
const chain = finding({ rule: 'chain', severity: 'serious', fingerprint: 'chain' });
const accepted = { by: 'jo', until: '2026-12-24T00:00:00.000Z', reason: 'moves in December' };

function ofUptime(overrides: Parameters<typeof result>[0]) {
  const [only, ...others] = troublesOf(uptime, result(overrides), shop);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ at, trouble: { site: 'shop', check: 'uptime', fingerprint: '' } });
  return only;
}

describe('a check with one incident', () => {
  it('fails with its most urgent finding, and counts the others', () => {
    const minor = finding({ severity: 'minor', title: 'Slow' });
    expect(ofUptime({ findings: [minor, finding(), minor] })).toMatchObject({
      failing: true,
      fault: {
        title: 'The site answers with an error (and 2 more)',
        severity: 'critical',
        priority: 'P1',
        priorityReason:
          'A critical availability fault of a production site: visitors cannot use the site.',
        url: 'https://shop.example/',
      },
    });
  });

  it.each([
    ['passed', false, 'The check passed.'],
    ['inapplicable', false, 'There is nothing to judge any longer: no https.'],
    ['errored', null, 'We could not measure: no https.'],
    ['incomplete', null, 'A person has to look.'],
  ] as const)('%s is failing: %j', (outcome, failing, reason) => {
    expect(ofUptime({ outcome, reason: 'no https' })).toMatchObject({ failing, reason });
  });

  it.each(['warning', 'review'] as const)('does not fail for a %s', (verdict) => {
    expect(ofUptime({ findings: [finding({ verdict })] })?.failing).not.toBe(true);
  });

  it('does not fail for what is accepted, or left to the audit', () => {
    expect(ofUptime({ outcome: 'passed', findings: [finding({ accepted })] })?.failing).toBe(false);
    const overrides = { uptime: 'audit' } as const;
    const [left] = troublesOf(uptime, result({ findings: [finding()] }), { ...shop, overrides });
    expect(left).toMatchObject({
      failing: false,
      reason: 'What fails is left to the monthly audit.',
    });
  });
});

describe('a check with an incident for each finding', () => {
  const of = (findings: readonly Finding[], known: readonly string[] = [], rest = {}) =>
    troublesOf(certificate, result({ check: 'tls-certificate', findings, ...rest }), {
      ...shop,
      known,
    }).map((seen) => [
      seen.trouble.fingerprint,
      seen.failing,
      seen.failing ? seen.fault.priority : seen.reason,
    ]);

  it('fails for each, once, the most urgent first', () => {
    const moderate = finding({ severity: 'moderate', fingerprint: 'weak' });
    expect(of([moderate, expired, chain, expired])).toEqual([
      ['expired', true, 'P2'],
      ['chain', true, 'P2'],
      ['weak', true, 'P3'],
    ]);
  });

  it('passes for a known finding that is gone, accepted, milder, or left to the audit', () => {
    expect(of([expired], ['expired', 'chain'])).toEqual([
      ['expired', true, 'P2'],
      ['chain', false, 'The finding is gone.'],
    ]);
    expect(of([{ ...expired, accepted }], ['expired'])).toEqual([
      [
        'expired',
        false,
        'jo accepted it until Thu 24 Dec 00:00 (Europe/London): moves in December.',
      ],
    ]);
    expect(of([{ ...expired, verdict: 'warning' }], ['expired'])).toEqual([
      ['expired', false, 'It is only a warning now.'],
    ]);
    expect(of([{ ...expired, rule: 'certificate-unavailable' }], ['expired'])).toEqual([
      ['expired', false, 'What fails is left to the monthly audit.'],
    ]);
    expect(of([], ['expired'], { outcome: 'inapplicable', reason: 'plain http' })).toEqual([
      ['expired', false, 'There is nothing to judge any longer: plain http.'],
    ]);
  });

  it('says nothing of a known finding that could not be judged', () => {
    expect(of([{ ...expired, verdict: 'review' }], ['expired', 'chain'])).toEqual([
      ['expired', null, 'A person has to look.'],
      ['chain', false, 'The finding is gone.'],
    ]);
    expect(of([], ['expired'], { outcome: 'errored', reason: 'no network' })).toEqual([
      ['expired', null, 'We could not measure: no network.'],
    ]);
  });

  it('is bounded, however many findings a site can be made to have', () => {
    const many = Array.from({ length: 1000 }, (_, index) => finding({ fingerprint: `f${index}` }));
    const first = of(many).map(([fingerprint]) => String(fingerprint));
    expect(first).toHaveLength(maxTroubles);
    expect(of(many, first)).toHaveLength(maxTroubles);
    expect(of(many.slice(10), first)).toHaveLength(maxTroubles + 10);
  });

  it('keeps titles to one line of bounded length', () => {
    const [seen] = troublesOf(
      uptime,
      result({ findings: [finding({ title: `a\nb${'c'.repeat(1000)}` }), finding()] }),
      shop,
    );
    const title = seen?.failing ? seen.fault.title : '';
    expect(title).toMatch(/^a bc+… \(and 1 more\)$/);
    expect(title.length).toBeLessThanOrEqual(160);
  });
});
