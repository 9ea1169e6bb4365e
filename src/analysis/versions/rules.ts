/** How one version stands to another: older, the same release, newer. */
export type Order = -1 | 0 | 1;

/** How one ecosystem reads and compares its versions. Pure; never throws. */
export interface VersionRules {
  /** The ecosystem's own rule, to the letter. Null where it takes one of the two for no version. */
  compare(a: string, b: string): Order | null;
  /** One reading for each spelling that inventories and feeds use; null where it says nothing: a branch, a range. */
  read(version: string): ReadVersion | null;
}

/** A version in a spelling that `compare` takes, whatever the source's habits. */
export interface ReadVersion {
  readonly text: string;
  /** Major, minor, patch and further. */
  readonly numbers: readonly number[];
  /** Published before the release that it names. */
  readonly prerelease: boolean;
  /** Versions of different lines cannot be compared: those of Drupal 7 are counted on their own. */
  readonly line: string;
}

/** Below, equal, above. */
export function orderOf<Value extends number | bigint | string>(a: Value, b: Value): Order {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first part that differs decides; a missing part is 0. */
export function orderOfNumbers(a: readonly number[], b: readonly number[]): Order {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = orderOf(a[index] ?? 0, b[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** The numbers at the beginning of a version, as `1.12.0` has three. */
export function leadingNumbers(version: string): number[] {
  const [digits = ''] = /^\d{1,15}(?:\.\d{1,15}){0,7}/.exec(version) ?? [];
  return digits === '' ? [] : digits.split('.').map(Number);
}
