import type { Release } from '../../core/package-record.ts';
import { orderVersions, readVersion } from '../versions/compare.ts';
import { satisfies } from '../versions/constraint.ts';

/** Versions of what everything else at a site runs on; null where unknown. */
export interface Foundation {
  readonly core: string | null;
  readonly php: string | null;
}

/** Whether a release is known not to fit. What nobody knows is no obstacle. */
export function isUnfit(release: Release, { core, php }: Foundation): boolean {
  return unmet(release.requiresCore, core) || unmet(release.requiresPhp, php);
}

/** WordPress writes a lowest version, Drupal and Composer a constraint. */
function unmet(requirement: string | undefined, version: string | null): boolean {
  if (requirement === undefined || version === null) return false;
  const numbers = readVersion('numeric', version);
  if (!numbers) return false;
  const lowest = /^\s*v?(\d{1,9}(?:\.\d{1,9}){0,5})\s*$/.exec(requirement)?.[1];
  return lowest === undefined
    ? satisfies(numbers.text, requirement) === false
    : orderVersions('numeric', numbers.text, lowest) === -1;
}
