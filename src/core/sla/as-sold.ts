import { type Priority, priorities } from '../incident.ts';
import type { Cover } from './cover.ts';
import type { BoltOnId, PackageId } from './package-ids.ts';
import type { Target } from './target.ts';

/** Targets to fix, by priority. */
export type FixTargets = Readonly<Record<Priority, Target>>;

/** A package as a practice sells it. */
export interface Package {
  /** As the client knows it. */
  readonly name: string;
  readonly response: Target;
  readonly fix: FixTargets;
  /** Words for where the fix targets come from; empty where they are the package's own. */
  readonly fixAs: string;
  readonly cover: Cover;
  /** Hours of work a month that are kept ready; null for support alone. */
  readonly retainedHours: number | null;
}

/** What is sold on top of a package; it changes what it names and leaves the rest. */
export interface BoltOn {
  readonly name: string;
  /** The packages it is sold on. */
  readonly on: readonly PackageId[];
  readonly terms: Partial<Pick<Package, 'response' | 'fix' | 'fixAs' | 'cover'>>;
  /** Hours of work a month that it adds. */
  readonly addedHours: number;
  /** What it brings beside hours and targets, as a sentence; empty if nothing. */
  readonly brings: string;
}

/** Everything that is sold. */
export interface Catalogue {
  readonly packages: Readonly<Record<PackageId, Package>>;
  readonly boltOns: Readonly<Record<BoltOnId, BoltOn>>;
}

const workingHours = (hours: number): Target => ({ kind: 'working', minutes: hours * 60 });
const clockHours = (hours: number): Target => ({ kind: 'clock', minutes: hours * 60 });
const nextBusinessDay: Target = { kind: 'next-business-day' };
const halfWorkingHour: Target = { kind: 'working', minutes: 30 };
const halfHour: Target = { kind: 'clock', minutes: 30 };

/** Hours to fix P1, P2, P3 and P4. */
function fixWithin(time: (hours: number) => Target, ...hours: readonly number[]): FixTargets {
  const targets = priorities.map((priority, index) => [priority, time(hours[index] ?? 0)] as const);
  return Object.fromEntries(targets) as Record<Priority, Target>;
}

const fixNextBusinessDay = fixWithin(workingHours, 8, 12, 24, 40);
const fixBusinessHours = fixWithin(workingHours, 4, 8, 24, 40);
const fixClockHours = fixWithin(clockHours, 4, 8, 24, 40);

const withMaintenance: readonly PackageId[] = ['silver', 'gold', 'platinum'];

/**
 * The service as sold: what an application support and maintenance practice has on its price list.
 * Silver, Gold and Platinum are sold with a response time and hours of work, and without fix targets
 * of their own: they take those of the support package that answers as they do.
 */
export const asSold: Catalogue = {
  packages: {
    silver: {
      name: 'Silver',
      response: nextBusinessDay,
      fix: fixNextBusinessDay,
      fixAs: 'as with Next Business Day',
      cover: 'business-hours',
      retainedHours: 16,
    },
    gold: {
      name: 'Gold',
      response: workingHours(4),
      fix: fixBusinessHours,
      fixAs: 'as with Business Hours Premium',
      cover: 'business-hours',
      retainedHours: 24,
    },
    platinum: {
      name: 'Platinum',
      response: halfWorkingHour,
      fix: fixBusinessHours,
      fixAs: 'as with Business Hours Premium',
      cover: 'business-hours',
      retainedHours: 40,
    },
    'next-business-day': {
      name: 'Next Business Day',
      response: nextBusinessDay,
      fix: fixNextBusinessDay,
      fixAs: '',
      cover: 'business-hours',
      retainedHours: null,
    },
    'business-hours-premium': {
      name: 'Business Hours Premium',
      response: halfWorkingHour,
      fix: fixBusinessHours,
      fixAs: '',
      cover: 'business-hours',
      retainedHours: null,
    },
    'out-of-office-hours': {
      name: 'Out of Office Hours',
      response: halfHour,
      fix: fixClockHours,
      fixAs: '',
      cover: 'out-of-office-hours',
      retainedHours: null,
    },
    'always-on': {
      name: '24/7',
      response: halfHour,
      fix: fixClockHours,
      fixAs: '',
      cover: 'always',
      retainedHours: null,
    },
  },
  boltOns: {
    'maintenance-1': maintenance('Maintenance 1', 40),
    'maintenance-2': maintenance('Maintenance 2', 80),
    'maintenance-3': maintenance('Maintenance 3', 120),
    'support-1': support('Support 1', 'silver', { response: halfWorkingHour }),
    'support-2': support('Support 2', 'gold', { response: halfWorkingHour }),
    'support-3': support('Support 3', 'platinum', {
      response: halfHour,
      fix: fixClockHours,
      fixAs: 'as with 24/7',
      cover: 'always',
    }),
    'load-testing': extra(
      'Load Testing',
      'Load tests of several journeys with thousands of concurrent users.',
    ),
    security: extra('Security', 'A CREST penetration test of one site.'),
  },
};

/** The packages on which a bolt-on can be bought. */
export function packagesFor(boltOn: BoltOnId): readonly PackageId[] {
  return asSold.boltOns[boltOn].on;
}

function maintenance(name: string, addedHours: number): BoltOn {
  return { name, on: withMaintenance, terms: {}, addedHours, brings: '' };
}

function support(name: string, base: PackageId, terms: BoltOn['terms']): BoltOn {
  return { name, on: [base], terms, addedHours: 0, brings: '' };
}

function extra(name: string, brings: string): BoltOn {
  return { name, on: withMaintenance, terms: {}, addedHours: 0, brings };
}
