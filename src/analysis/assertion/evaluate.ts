import { oneLine } from '../../core/text.ts';
import { type Facts, lookAt, type Missing, type Seen } from './look.ts';
import { numberOf } from './number.ts';
import { matchesPattern } from './pattern.ts';
import type { Assertion, Operator, Right } from './syntax.ts';

/** Whether an assertion holds, and what it was judged by. */
export interface AssertionResult {
  readonly holds: boolean;
  /** What was found, cut to one short line, for a person to read. */
  readonly found: string;
}

const maxFoundLength = 200;

/**
 * Judges one assertion. Numbers are compared as numbers and anything else as text. What is missing
 * equals nothing: `!=` on a missing header holds, while any condition on a missing part of the body
 * fails, since a broken answer must not pass.
 */
export function evaluateAssertion(assertion: Assertion, facts: Facts): AssertionResult {
  const { left, operator, right } = assertion;
  const actual = lookAt(left, facts);
  if ('missing' in actual) {
    const holds = operator === '!=' && left.subject === 'HEADER' && left.through === null;
    return { holds, found: actual.missing };
  }
  if (right.kind !== 'look') {
    return { holds: compare(actual, operator, right), found: describe(actual, operator) };
  }
  const other = lookAt(right.look, facts);
  if ('missing' in other) return { holds: false, found: describe(other, operator) };
  const literal = { kind: 'literal', texts: [other.text], number: numeric(other) } as const;
  const found = `${describe(actual, operator)} and ${describe(other, operator)}`;
  return { holds: compare(actual, operator, literal), found };
}

type Value = Exclude<Right, { kind: 'look' }>;

function compare(actual: Seen, operator: Operator, value: Value): boolean {
  if (operator === '==') return equals(actual, value);
  if (operator === '!=') return !equals(actual, value);
  const number = numeric(actual);
  const limit = value.kind === 'literal' ? value.number : null;
  return number !== null && limit !== null && isOrdered(number, operator, limit);
}

function equals(actual: Seen, value: Value): boolean {
  switch (value.kind) {
    case 'any':
      return value.of.some((one) => equals(actual, one));
    case 'pattern':
      return matchesPattern(value.pattern, actual.text);
    case 'literal':
      return (
        value.texts.includes(actual.text) ||
        (actual.number !== null && actual.number === value.number)
      );
  }
}

function isOrdered(
  number: number,
  operator: Exclude<Operator, '==' | '!='>,
  limit: number,
): boolean {
  switch (operator) {
    case '<':
      return number < limit;
    case '<=':
      return number <= limit;
    case '>':
      return number > limit;
    case '>=':
      return number >= limit;
  }
}

/** A text that reads like a number can be ordered too: header values are never anything else. */
function numeric({ text, number }: Seen): number | null {
  return number ?? numberOf(text);
}

function describe(actual: Seen | Missing, operator: Operator): string {
  if ('missing' in actual) return actual.missing;
  const found = actual.shown === '' ? 'an empty text' : oneLine(actual.shown, maxFoundLength);
  const isEquality = operator === '==' || operator === '!=';
  return isEquality || numeric(actual) !== null ? found : `${found} (not a number)`;
}
