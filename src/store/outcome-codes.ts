import type { Outcome } from '../core/result.ts';

/** How outcomes are kept: numbers that never change. 0 and 1 take no room in a row of SQLite. */
const codes: Readonly<Record<Outcome, number>> = {
  passed: 0,
  failed: 1,
  incomplete: 2,
  inapplicable: 3,
  errored: 4,
};

const outcomes = new Map(Object.entries(codes).map(([name, code]) => [code, name as Outcome]));

/** The number of an outcome. */
export function codeOfOutcome(outcome: Outcome): number {
  return codes[outcome];
}

/** The outcome of a number; one that nobody knows says as little as `errored`. */
export function outcomeOfCode(code: number): Outcome {
  return outcomes.get(code) ?? 'errored';
}
