/** The support and maintenance packages, then those of support alone, in the order in which they are sold. */
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
