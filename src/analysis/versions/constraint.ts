import type { VersionRange } from '../../core/package-record.ts';
import { inRange } from './ranges.ts';
import { leadingNumbers } from './rules.ts';

/** Longer ones are written by nobody. */
const longestConstraint = 500;
const single =
  /^(\^|~|>=|<=|<|>|==?|!=)?v?(\d{1,9}(?:\.\d{1,9}){0,3})(\.[x*]){0,3}(?:[-@](?:dev|alpha|beta|RC|stable)\d{0,4})?$/i;

/**
 * Whether a version fits a constraint such as `^10.3 || ^11` or `>=8.1 <9`; null where it is none.
 * https://getcomposer.org/doc/articles/versions.md#writing-version-constraints
 */
export function satisfies(version: string, constraint: string): boolean | null {
  if (constraint.length > longestConstraint) return null;
  const alternatives = constraint.split(/\|{1,2}/).map((one) => satisfiesAll(version, one));
  if (alternatives.includes(true)) return true;
  return alternatives.includes(null) ? null : false;
}

function satisfiesAll(version: string, constraint: string): boolean | null {
  const words = constraint
    .replace(/([<>=!^~])\s+/g, '$1')
    .replace(/\s+-\s+/, ' - ')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const [low, hyphen, high] = words;
  if (words.length === 3 && hyphen === '-') {
    return satisfiesAll(version, `>=${low} ${hyphenEnd(high ?? '')}`);
  }
  if (words.length === 0) return null;
  const results = words.map((word) => satisfiesOne(version, word));
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

/** The end of `1.0 - 2.0` takes in all of 2.0. */
function hyphenEnd(version: string): string {
  const numbers = leadingNumbers(version);
  return numbers.length > 2 ? `<=${version}` : `<${next(numbers, numbers.length - 1)}`;
}

function satisfiesOne(version: string, word: string): boolean | null {
  if (word === '*') return true;
  const [, operator = '', base, wildcard] = single.exec(word) ?? [];
  if (base === undefined) return null;
  if (operator === '!=') {
    const equal = inRange('composer', version, between(base, base, true));
    return equal === null ? null : !equal;
  }
  return inRange('composer', version, rangeOf(operator, base, wildcard !== undefined));
}

function rangeOf(operator: string, base: string, wildcard: boolean): VersionRange {
  const numbers = leadingNumbers(base);
  if (wildcard) return between(base, next(numbers, numbers.length - 1), false);
  switch (operator) {
    case '^':
      return between(base, next(numbers, Math.max(0, firstNonZero(numbers))), false);
    case '~':
      return between(base, next(numbers, Math.max(0, numbers.length - 2)), false);
    case '>=':
    case '>':
      return { from: { version: base, inclusive: operator === '>=' }, to: null };
    case '<=':
    case '<':
      return { from: null, to: { version: base, inclusive: operator === '<=' } };
    default:
      return between(base, base, true);
  }
}

/** What a caret keeps: the first number that is not 0. */
function firstNonZero(numbers: readonly number[]): number {
  const index = numbers.findIndex((number) => number !== 0);
  return index === -1 ? numbers.length - 1 : index;
}

/** The next version that differs in the number at this place. */
function next(numbers: readonly number[], place: number): string {
  const kept = numbers.slice(0, place + 1);
  return kept.map((number, index) => (index === place ? number + 1 : number)).join('.');
}

function between(from: string, to: string, inclusive: boolean): VersionRange {
  return { from: { version: from, inclusive: true }, to: { version: to, inclusive } };
}
