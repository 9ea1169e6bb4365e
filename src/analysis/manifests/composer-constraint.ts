import type { VersionRange } from '../../core/package-record.ts';

/** Longer ones are written by nobody. */
const maxLength = 2000;

/**
 * The ranges of a constraint of comparisons, as advisories for Composer have them:
 * `>=8.0.0,<10.5.9|>=10.6.0,<10.6.7` (https://getcomposer.org/doc/articles/versions.md). Null where
 * it holds anything else, such as `^2` or `!=`.
 */
export function rangesOf(constraint: string): readonly VersionRange[] | null {
  if (constraint.length > maxLength) return null;
  const ranges = constraint.split(/\|{1,2}/).map((one) => rangeOf(one.trim()));
  const known = ranges.filter((range) => range !== null);
  return known.length === ranges.length ? known : null;
}

function rangeOf(constraint: string): VersionRange | null {
  if (constraint === '*') return { from: null, to: null };
  const parts = constraint
    .replace(/([<>=])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  let from: VersionRange['from'] = null;
  let to: VersionRange['to'] = null;
  for (const part of parts) {
    const [, operator, version = ''] = /^(>=|<=|==|>|<|=)?(v?\d[\w.+-]{0,80})$/.exec(part) ?? [];
    if (version === '') return null;
    const inclusive = operator !== '>' && operator !== '<';
    if (operator !== '<' && operator !== '<=') from = { version, inclusive };
    if (operator !== '>' && operator !== '>=') to = { version, inclusive };
  }
  return from === null && to === null ? null : { from, to };
}
