import type { CheckMeta } from './check.ts';
import { type Severity, severities } from './finding.ts';
import { type Priority, priorities } from './incident.ts';
import type { Environment } from './site.ts';

/** `audit` is left to the monthly routine and never pages. */
export type PriorityOrAudit = Priority | 'audit';

/** Everything that a priority depends on. */
export interface PriorityFacts {
  readonly check: Pick<CheckMeta, 'id' | 'category'>;
  readonly rule: string;
  readonly severity: Severity;
  readonly environment: Environment;
  readonly transactional: boolean;
  /** Id of the client's support package; null without one. */
  readonly package: string | null;
  /** What config says of a check, by its id; it outranks the table. */
  readonly overrides?: Readonly<Record<string, PriorityOrAudit>>;
}

/** A priority, and why. */
export interface PriorityDecision<Kind extends PriorityOrAudit = PriorityOrAudit> {
  readonly priority: Kind;
  /** A sentence. */
  readonly reason: string;
}

/** One line of the table: what is left out fits everything. */
interface PriorityRow {
  readonly categories?: readonly CheckMeta['category'][];
  readonly checks?: readonly string[];
  readonly rules?: readonly string[];
  readonly severities: readonly Severity[];
  readonly when?: 'revenue at stake';
  readonly priority: PriorityOrAudit;
  /** Ends the sentence that gives the reason. */
  readonly because: string;
}

const dayAndNightPackages: readonly string[] = ['always-on'];

/** The first row that fits decides, for a production site. */
export const priorityTable: readonly PriorityRow[] = [
  {
    rules: ['certificate-unavailable', 'page-unreachable'],
    severities,
    priority: 'audit',
    because: 'the check uptime pages for a site that does not answer',
  },
  {
    categories: ['availability'],
    severities: ['critical'],
    priority: 'P1',
    because: 'visitors cannot use the site',
  },
  {
    categories: ['business'],
    severities: ['critical'],
    when: 'revenue at stake',
    priority: 'P1',
    because: 'the site takes money or is covered day and night',
  },
  {
    checks: ['outdated-plugins'],
    rules: ['component-exploitable'],
    severities,
    priority: 'P1',
    because: 'what is installed can be attacked now',
  },
  {
    checks: ['outdated-plugins'],
    rules: ['component-critically-vulnerable'],
    severities,
    priority: 'P2',
    because: 'a critical advisory cannot wait for the monthly plan',
  },
  {
    checks: ['outdated-plugins'],
    severities,
    priority: 'audit',
    because: 'what is below a critical advisory belongs to the monthly plan',
  },
  {
    checks: ['seo'],
    rules: ['noindex-in-production', 'robots-blocks-home', 'robots-blocks-site'],
    severities: ['critical'],
    priority: 'P2',
    because: 'search engines forget the site for as long as it lasts',
  },
  {
    checks: ['performance'],
    rules: ['performance-regressed'],
    severities,
    priority: 'P4',
    because: 'something that was deployed made the site slower',
  },
  {
    checks: ['accessibility', 'broken-links', 'performance', 'seo'],
    severities,
    priority: 'audit',
    because: 'what page audits find belongs to the monthly report',
  },
  {
    categories: ['quality', 'maintenance'],
    severities: ['critical'],
    priority: 'P3',
    because: 'it harms visitors, but the site works',
  },
  {
    categories: ['quality', 'maintenance'],
    severities: ['serious'],
    priority: 'P4',
    because: 'it can wait for the next working days',
  },
  {
    categories: ['quality', 'maintenance'],
    severities: ['moderate', 'minor'],
    priority: 'audit',
    because: 'it belongs to the monthly audit',
  },
  {
    severities: ['critical', 'serious'],
    priority: 'P2',
    because: 'it needs somebody today',
  },
  { severities: ['moderate'], priority: 'P3', because: 'it can wait for working hours' },
  { severities: ['minor'], priority: 'P4', because: 'it can wait for the next working days' },
];

/** The most urgent that a fault outside production can be: no visitor depends on it. */
const highestOutsideProduction = 'P3';

/** Maps a failed finding to a priority, and says why. Warnings and reviews never get here. */
export function priorityOf(facts: PriorityFacts): PriorityDecision {
  const { check, severity, environment } = facts;
  const override = facts.overrides?.[check.id];
  if (override !== undefined) {
    return { priority: override, reason: `Config sets ${override} for the check ${check.id}.` };
  }
  const row = priorityTable.find((each) => fits(each, facts));
  const { priority, because } = row ?? { priority: 'audit', because: 'no rule asks for more' };
  const what = `${severity} ${check.category} fault of a ${environment} site`;
  const capped = environment !== 'production' && isAbove(priority, highestOutsideProduction);
  return capped
    ? {
        priority: highestOutsideProduction,
        reason: `A ${what}: outside production nothing is above ${highestOutsideProduction}.`,
      }
    : { priority, reason: `A ${what}: ${because}.` };
}

/** Whether one priority is more urgent than another; `audit` is the least. */
export function isAbove(one: PriorityOrAudit, other: PriorityOrAudit): boolean {
  return rank(one) < rank(other);
}

function rank(priority: PriorityOrAudit): number {
  return priority === 'audit' ? priorities.length : priorities.indexOf(priority);
}

function fits(row: PriorityRow, facts: PriorityFacts): boolean {
  const { categories, checks, rules, severities, when } = row;
  const revenue =
    facts.transactional || (facts.package !== null && dayAndNightPackages.includes(facts.package));
  return (
    severities.includes(facts.severity) &&
    (categories?.includes(facts.check.category) ?? true) &&
    (checks?.includes(facts.check.id) ?? true) &&
    (rules?.includes(facts.rule) ?? true) &&
    (when === undefined || revenue)
  );
}
