import type { VersionScheme } from '../../core/component.ts';
import type { VersionRange } from '../../core/package-record.ts';
import { orderVersions, readVersion } from './compare.ts';

/** Whether a version lies between the bounds; null where the version or a bound cannot be read. */
export function inRange(
  scheme: VersionScheme,
  version: string,
  { from, to }: VersionRange,
): boolean | null {
  const isAbove = from === null || within(scheme, from.version, version, from.inclusive);
  const isBelow = to === null || within(scheme, version, to.version, to.inclusive);
  if (isAbove === false || isBelow === false) return false;
  if (readVersion(scheme, version) === null) return null;
  return isAbove === null || isBelow === null ? null : true;
}

/**
 * The same with the safer answer for a prerelease, of which rules differ: it counts as affected
 * where it does itself, and where the release that it leads to does.
 */
export function mayBeInRange(
  scheme: VersionScheme,
  version: string,
  range: VersionRange,
): boolean | null {
  const itself = inRange(scheme, version, range);
  const read = readVersion(scheme, version);
  if (itself === true || !read?.prerelease || read.numbers.length === 0) return itself;
  const legacy = read.line === '' ? '' : `${read.line}-`;
  return inRange(scheme, legacy + read.numbers.join('.'), range) ?? itself;
}

function within(scheme: VersionScheme, low: string, high: string, inclusive: boolean) {
  const order = orderVersions(scheme, low, high);
  return order === null ? null : order === -1 || (inclusive && order === 0);
}
