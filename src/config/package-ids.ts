/** The support and maintenance packages, in the order in which they are sold. */
export const packageIds = [
  'silver',
  'gold',
  'platinum',
  'next-business-day',
  'business-hours-premium',
  'out-of-office-hours',
  'always-on',
] as const;
export type PackageId = (typeof packageIds)[number];

/** What can be bought on top of a support and maintenance package. */
export const boltOnIds = [
  'maintenance-1',
  'maintenance-2',
  'maintenance-3',
  'support-1',
  'support-2',
  'support-3',
  'load-testing',
  'security',
] as const;
export type BoltOnId = (typeof boltOnIds)[number];

const withBoltOns = ['silver', 'gold', 'platinum'] as const satisfies readonly PackageId[];

/** A bolt-on for longer support belongs to exactly one package. */
const baseOf: Partial<Record<BoltOnId, PackageId>> = {
  'support-1': 'silver',
  'support-2': 'gold',
  'support-3': 'platinum',
};

/** The packages on which a bolt-on can be bought. */
export function packagesFor(boltOn: BoltOnId): readonly PackageId[] {
  const base = baseOf[boltOn];
  return base ? [base] : withBoltOns;
}
