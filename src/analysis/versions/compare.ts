import type { VersionScheme } from '../../core/component.ts';
import { composer } from './composer.ts';
import { drupal } from './drupal.ts';
import { nuget } from './nuget.ts';
import { numeric } from './numeric.ts';
import type { Order, ReadVersion, VersionRules } from './rules.ts';
import { semver } from './semver.ts';
import { shopify } from './shopify.ts';
import { wordpress } from './wordpress.ts';

const rules: Readonly<Record<VersionScheme, VersionRules>> = {
  wordpress,
  drupal,
  composer,
  semver,
  nuget,
  shopify,
  numeric,
};

/** No registry has longer versions; what is longer is compared with nothing. UTF-16 units. */
export const longestVersion = 256;

/** Compares by the ecosystem's own rule, to the letter; null where it takes one of the two for no version. */
export function compareVersions(scheme: VersionScheme, a: string, b: string): Order | null {
  return isShort(a) && isShort(b) ? rules[scheme].compare(a, b) : null;
}

/**
 * Compares as a person would who knows the ecosystem's habits: a leading `v`, white space and
 * left-out zeros mean nothing. Null where one of them is a branch, a range, or no version.
 */
export function orderVersions(scheme: VersionScheme, a: string, b: string): Order | null {
  const [left, right] = [readVersion(scheme, a), readVersion(scheme, b)];
  if (!left || !right || left.line !== right.line) return null;
  return rules[scheme].compare(left.text, right.text);
}

/** What a version says by itself; null where it is a branch, a range, or no version. */
export function readVersion(scheme: VersionScheme, version: string): ReadVersion | null {
  return isShort(version) ? rules[scheme].read(version) : null;
}

/** Whether a version was published before the release that it names. What cannot be read is none. */
export function isPrerelease(scheme: VersionScheme, version: string): boolean {
  return readVersion(scheme, version)?.prerelease ?? false;
}

function isShort(version: string): boolean {
  return version.length <= longestVersion;
}
