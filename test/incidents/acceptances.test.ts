import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../src/core/acceptance.ts';
import { applyAcceptances } from '../../src/incidents/acceptances.ts';
import { finding, result } from '../support/check-runs.ts';

const now = Date.parse('2026-11-23T03:12:04.567Z');
const known = finding({ fingerprint: 'aaaa' });
const other = finding({ fingerprint: 'bbbb' });

const acceptance: Acceptance = {
  id: 'a1',
  site: 'shop',
  check: 'uptime',
  fingerprint: 'aaaa',
  until: now + 1,
  by: 'jo',
  reason: 'moves in December',
  createdAt: now - 1,
};

describe('an accepted finding', () => {
  it('no longer fails the run, and is shown with who, until when and why', () => {
    const after = applyAcceptances('shop', result({ findings: [known] }), [acceptance], now);
    expect(after).toEqual({
      ...result({ findings: [known] }),
      outcome: 'passed',
      findings: [
        {
          ...known,
          accepted: { by: 'jo', until: '2026-11-23T03:12:04.568Z', reason: 'moves in December' },
        },
      ],
    });
  });

  it('beside another leaves the run failed', () => {
    const run = result({ findings: [known, other] });
    expect(applyAcceptances('shop', run, [acceptance], now).outcome).toBe('failed');
  });

  it.each([
    ['the date has come', { until: now }],
    ['it is of another site', { site: 'blog' }],
    ['it is of another check', { check: 'dns' }],
    ['it is another finding', { fingerprint: 'cccc' }],
  ])('fails the run where %s', (_, overrides) => {
    const run = result({ findings: [known] });
    expect(applyAcceptances('shop', run, [{ ...acceptance, ...overrides }], now)).toBe(run);
  });

  it('is accepted for as long as the longest of several says', () => {
    const longer = { ...acceptance, until: now + 1000, by: 'sam' };
    const run = result({ findings: [known] });
    const after = applyAcceptances('shop', run, [longer, acceptance], now);
    expect(after.findings).toMatchObject([{ accepted: { by: 'sam' } }]);
  });

  it('turns no errored run into a passed one', () => {
    const run = result({ outcome: 'errored', findings: [known] });
    expect(applyAcceptances('shop', run, [acceptance], now).outcome).toBe('errored');
  });
});
