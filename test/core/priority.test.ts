import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckMeta } from '../../src/core/check.ts';
import { type Severity, severities } from '../../src/core/finding.ts';
import {
  isAbove,
  type PriorityFacts,
  type PriorityOrAudit,
  priorityOf,
} from '../../src/core/priority.ts';
import { environments } from '../../src/core/site.ts';

type Category = CheckMeta['category'];
const categories: readonly Category[] = [
  'availability',
  'security',
  'quality',
  'maintenance',
  'business',
];

function facts(overrides: Partial<PriorityFacts> = {}): PriorityFacts {
  return {
    check: { id: 'uptime', category: 'availability' },
    rule: 'status-unexpected',
    severity: 'critical',
    environment: 'production',
    transactional: false,
    package: null,
    ...overrides,
  };
}

function of(category: Category, severity: Severity, overrides: Partial<PriorityFacts> = {}) {
  return priorityOf(facts({ check: { id: 'some-check', category }, severity, ...overrides }));
}

describe('the priority of a fault in production', () => {
  it.each<[Category, PriorityOrAudit, PriorityOrAudit, PriorityOrAudit, PriorityOrAudit]>([
    // category, critical, serious, moderate, minor
    ['availability', 'P1', 'P2', 'P3', 'P4'],
    ['security', 'P2', 'P2', 'P3', 'P4'],
    ['business', 'P2', 'P2', 'P3', 'P4'],
    ['quality', 'P3', 'P4', 'audit', 'audit'],
    ['maintenance', 'P3', 'P4', 'audit', 'audit'],
  ])('%s: critical %s, serious %s, moderate %s, minor %s', (category, ...expected) => {
    expect(severities.map((severity) => of(category, severity).priority)).toEqual(expected);
  });

  it('is P1 for business where the site takes money, or is covered day and night', () => {
    expect(of('business', 'critical', { transactional: true }).priority).toBe('P1');
    expect(of('business', 'critical', { package: 'always-on' }).priority).toBe('P1');
    expect(of('business', 'critical', { package: 'silver' }).priority).toBe('P2');
    expect(of('business', 'serious', { transactional: true }).priority).toBe('P2');
  });

  it.each<[rule: string, severity: Severity, priority: PriorityOrAudit]>([
    ['component-exploitable', 'critical', 'P1'],
    ['component-critically-vulnerable', 'critical', 'P2'],
    ['component-vulnerable', 'serious', 'audit'],
    ['security-release-missing', 'serious', 'audit'],
    ['end-of-life-reached', 'serious', 'audit'],
    ['component-outdated', 'minor', 'audit'],
    ['some-other-rule', 'critical', 'audit'],
  ])('of what is installed: %s, %s, is %s', (rule, severity, priority) => {
    const check = { id: 'outdated-plugins', category: 'maintenance' } as const;
    expect(priorityOf(facts({ check, rule, severity })).priority).toBe(priority);
    const outside = priorityOf(facts({ check, rule, severity, environment: 'staging' })).priority;
    expect(outside).toBe(priority === 'audit' ? 'audit' : 'P3');
  });

  it.each(['noindex-in-production', 'robots-blocks-home', 'robots-blocks-site'])(
    'is P2 where search engines forget the site: %s',
    (rule) => {
      const check = { id: 'seo', category: 'quality' } as const;
      expect(priorityOf(facts({ check, rule })).priority).toBe('P2');
      expect(priorityOf(facts({ check, rule, environment: 'staging' })).priority).toBe('P3');
      expect(priorityOf(facts({ check, rule: 'title-missing' })).priority).toBe('audit');
    },
  );

  it('is left to the monthly report for what page audits find, however many barriers there are', () => {
    for (const id of ['accessibility', 'broken-links', 'performance', 'seo']) {
      const check = { id, category: 'quality' } as const;
      expect(priorityOf(facts({ check, rule: 'image-alternative-missing' })).priority).toBe(
        'audit',
      );
    }
  });

  it('is P4 where a deployment made the site slower', () => {
    const check = { id: 'performance', category: 'quality' } as const;
    const { priority } = priorityOf(facts({ check, rule: 'performance-regressed' }));
    expect(priority).toBe('P4');
  });

  it('does not page for a page that could not be looked at: uptime does', () => {
    const check = { id: 'seo', category: 'quality' } as const;
    const rule = 'page-unreachable';
    expect(priorityOf(facts({ check, rule, severity: 'serious' })).priority).toBe('audit');
  });

  it('does not page for a certificate that could not be read: uptime does', () => {
    const check = { id: 'tls-certificate', category: 'security' } as const;
    const rule = 'certificate-unavailable';
    expect(priorityOf(facts({ check, rule, severity: 'serious' }))).toEqual({
      priority: 'audit',
      reason:
        'A serious security fault of a production site: the check uptime pages for a site that does not answer.',
    });
  });

  it('comes with a sentence', () => {
    expect(priorityOf(facts()).reason).toBe(
      'A critical availability fault of a production site: visitors cannot use the site.',
    );
  });
});

const anyFacts: fc.Arbitrary<PriorityFacts> = fc.record({
  check: fc.record({
    id: fc.constantFrom('uptime', 'seo'),
    category: fc.constantFrom(...categories),
  }),
  rule: fc.string(),
  severity: fc.constantFrom(...severities),
  environment: fc.constantFrom(...environments),
  transactional: fc.boolean(),
  package: fc.constantFrom(null, 'silver', 'always-on'),
});

describe('whatever the fault', () => {
  it('is never above P3 outside production, and says so', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const { priority, reason } = priorityOf(some);
        if (some.environment === 'production') return;
        expect(isAbove(priority, 'P3')).toBe(false);
        const inProduction = priorityOf({ ...some, environment: 'production' }).priority;
        expect(reason.includes('nothing is above P3')).toBe(isAbove(inProduction, 'P3'));
      }),
    );
  });

  it('a more severe one is never less urgent', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const inOrder = severities.map((severity) => priorityOf({ ...some, severity }).priority);
        inOrder.slice(1).forEach((less, index) => {
          expect(isAbove(less, inOrder[index] ?? 'audit')).toBe(false);
        });
      }),
    );
  });

  it('the reason is one sentence', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        expect(priorityOf(some).reason).toMatch(/^A [^\n]+\.$/);
      }),
    );
  });

  it('config has the last word on a check, also outside production', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('P1', 'P4', 'audit'), (some, priority) => {
        const overrides = { [some.check.id]: priority };
        expect(priorityOf({ ...some, overrides })).toEqual({
          priority,
          reason: `Config sets ${priority} for the check ${some.check.id}.`,
        });
      }),
    );
  });
});
