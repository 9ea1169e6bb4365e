import { describe, expect, it } from 'vitest';
import { priorities } from '../../../src/core/incident.ts';
import { asSold, packagesFor } from '../../../src/core/sla/as-sold.ts';
import {
  type BoltOnId,
  boltOnIds,
  type PackageId,
  packageIds,
} from '../../../src/core/sla/package-ids.ts';
import { targetInWords } from '../../../src/core/sla/target.ts';
import { effectiveTerms } from '../../../src/core/sla/terms.ts';

/** Response, fixes of P1 to P4, cover and retained hours, in words. */
function row(id: PackageId, ...boltOns: BoltOnId[]): readonly unknown[] {
  const { response, fix, cover, retainedHours } = effectiveTerms(id, boltOns);
  const fixes = priorities.map((priority) => targetInWords(fix[priority].value));
  return [targetInWords(response.value), fixes.join(', '), cover.value, retainedHours.value];
}

const slow = '8 working hours, 12 working hours, 24 working hours, 40 working hours';
const inHours = '4 working hours, 8 working hours, 24 working hours, 40 working hours';
const byClock = '4 hours, 8 hours, 24 hours, 40 hours';
const nextDay = 'the close of the next business day';

describe('the packages as sold', () => {
  it.each<[PackageId, readonly unknown[]]>([
    ['silver', [nextDay, slow, 'business-hours', 16]],
    ['gold', ['4 working hours', inHours, 'business-hours', 24]],
    ['platinum', ['30 working minutes', inHours, 'business-hours', 40]],
    ['next-business-day', [nextDay, slow, 'business-hours', 0]],
    ['business-hours-premium', ['30 working minutes', inHours, 'business-hours', 0]],
    ['out-of-office-hours', ['30 minutes', byClock, 'out-of-office-hours', 0]],
    ['always-on', ['30 minutes', byClock, 'always', 0]],
  ])('%s', (id, expected) => {
    expect(row(id)).toEqual(expected);
  });
});

describe('bolt-ons', () => {
  it('for support change the clocks of their base, 1 and 2 the response alone', () => {
    expect(row('silver', 'support-1')).toEqual(['30 working minutes', slow, 'business-hours', 16]);
    expect(row('gold', 'support-2')).toEqual(['30 working minutes', inHours, 'business-hours', 24]);
    expect(row('platinum', 'support-3')).toEqual(['30 minutes', byClock, 'always', 40]);
  });

  it('for maintenance add hours and leave the clocks alone', () => {
    expect(row('silver', 'maintenance-1')).toEqual([nextDay, slow, 'business-hours', 56]);
    expect(effectiveTerms('gold', ['maintenance-2']).retainedHours.value).toBe(104);
    expect(effectiveTerms('platinum', ['maintenance-3']).retainedHours.value).toBe(160);
  });

  it('add up, and count once however often they are named', () => {
    const { retainedHours } = effectiveTerms('gold', [
      'maintenance-1',
      'maintenance-2',
      'maintenance-1',
    ]);
    expect(retainedHours).toEqual({
      value: 144,
      reason:
        'Gold holds 24 hours a month, Maintenance 1 adds 40, Maintenance 2 adds 80: 144 in all.',
    });
  });

  it('for load tests and security are listed', () => {
    expect(effectiveTerms('silver', ['security', 'load-testing']).extras).toEqual([
      { value: 'security', reason: 'Security: A CREST penetration test of one site.' },
      { value: 'load-testing', reason: expect.stringMatching(/^Load Testing: .*\.$/) },
    ]);
  });

  it('are refused on any other base', () => {
    for (const boltOn of boltOnIds) {
      for (const id of packageIds) {
        const sold = packagesFor(boltOn).includes(id);
        if (sold) expect(effectiveTerms(id, [boltOn]).name).toMatch(/\w/);
        else expect(() => effectiveTerms(id, [boltOn])).toThrow(/is not sold on/);
      }
    }
    expect(() => effectiveTerms('gold', ['support-3'])).toThrow('Support 3 is not sold on Gold');
  });
});

describe('every part of the terms', () => {
  it('gives its reason in a sentence', () => {
    const terms = effectiveTerms('platinum', ['support-3', 'maintenance-1']);
    expect(terms.name).toBe('Platinum with Support 3');
    expect(terms.response.reason).toBe('Platinum with Support 3 is answered within 30 minutes.');
    expect(terms.fix.P2.reason).toBe(
      'P2 of Platinum with Support 3 is to be fixed within 8 hours, as with 24/7.',
    );
    expect(terms.cover.reason).toBe('Platinum with Support 3 is covered day and night.');
    expect(effectiveTerms('gold', ['support-2']).fix.P1.reason).toBe(
      'P1 of Gold is to be fixed within 4 working hours, as with Business Hours Premium.',
    );
    expect(effectiveTerms('always-on', []).retainedHours.reason).toBe(
      '24/7 is support alone: no hours of work are retained.',
    );
  });

  it('follows the catalogue that a practice sells from', () => {
    const gold = { ...asSold.packages.gold, retainedHours: 30 };
    const own = { ...asSold, packages: { ...asSold.packages, gold } };
    expect(effectiveTerms('gold', [], own).retainedHours.value).toBe(30);
  });
});
