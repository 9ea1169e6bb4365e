import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateAssertion } from '../../../src/analysis/assertion/evaluate.ts';
import { type Facts, lookAt } from '../../../src/analysis/assertion/look.ts';
import { parseAssertion } from '../../../src/analysis/assertion/parse.ts';
import type { Assertion } from '../../../src/analysis/assertion/syntax.ts';

const key = fc.constantFrom('a', 'status', 'odd name', '0', '__proto__', 'x-cache', 'ä');
const step = fc.oneof(
  key.map((name) => ({ text: `["${name}"]`, step: name })),
  fc
    .constantFrom('a', 'status', '0', '__proto__')
    .map((name) => ({ text: `.${name}`, step: name })),
  fc.nat({ max: 3 }).map((index) => ({ text: `[${index}]`, step: index })),
);
const path = fc.array(step, { maxLength: 3 });
const wrapped = fc.constantFrom('len', 'has', null);
const space = fc.constantFrom('', ' ', '  ');
const word = fc.string({
  unit: fc.constantFrom('a', 'U', '1', '-', 'ä'),
  minLength: 1,
  maxLength: 5,
});
const right = fc.oneof(
  word,
  fc.integer().map(String),
  word.map((text) => `pat(*${text}*)`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `any(${words.join(', ')})`),
);

/** Conditions on the body, and what they have to be understood as. */
const written = fc
  .record({ path, wrapped, gap: space, operator: fc.constantFrom('==', '!='), right })
  .map(({ path, wrapped, gap, operator, right }) => {
    const at = `[BODY]${path.map(({ text }) => text).join('')}`;
    const left = wrapped === null ? at : `${wrapped}(${gap}${at}${gap})`;
    const value = wrapped === 'has' ? 'true' : wrapped === 'len' ? '3' : right;
    return {
      text: `${left}${gap}${operator}${gap}${value}`,
      left: { subject: 'BODY', path: path.map(({ step }) => step), through: wrapped },
      operator,
    };
  });
const facts: fc.Arbitrary<Facts> = fc.record({
  status: fc.integer({ min: 100, max: 999 }),
  responseTimeMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
  body: fc.oneof(fc.json(), fc.string()),
  headers: fc.array(fc.tuple(key, fc.string()), { maxLength: 3 }),
  ip: fc.option(fc.ipV4()),
  certificateExpiresInMs: fc.option(fc.integer()),
});

/** Anything, and texts that come close to being conditions. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['[BODY]', '[STATUS]', '[HEADER]', '[', ']', '.', '"', 'a', '0', ' ', '(', ')', ','],
        ...['==', '!=', '<', '>=', '=', 'any(', 'pat(', 'len(', 'has(', '*', '5', '14d', 'true'],
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join('')),
);

describe('parsing', () => {
  it('understands every condition as it was meant', () => {
    fc.assert(
      fc.property(written, ({ text, left, operator }) => {
        expect(parseAssertion(text)).toMatchObject({ text, left, operator });
      }),
    );
  });

  it('answers any text with a condition or with one line that says what is wrong', () => {
    fc.assert(
      fc.property(anyText, facts, (text, given) => {
        const parsed = parseAssertion(text);
        if ('error' in parsed)
          expect(parsed.error).toMatch(/^(begins|has|is|compares|names|looks|needs|cannot|gives) /);
        else expect(evaluateAssertion(parsed, given).found.length).toBeLessThanOrEqual(450);
      }),
    );
  });
});

describe('judging', () => {
  const parsed = written.map(({ text }) => parseAssertion(text) as Assertion);

  it('comes to a verdict on any answer', () => {
    fc.assert(
      fc.property(parsed, facts, (assertion, given) => {
        const { holds, found } = evaluateAssertion(assertion, given);
        expect(typeof holds).toBe('boolean');
        expect(found).not.toMatch(/\n/);
      }),
    );
  });

  it('holds by == or by !=, never by both, and by neither where the body lacks it', () => {
    fc.assert(
      fc.property(parsed, facts, (assertion, given) => {
        const [equal, unequal] = (['==', '!='] as const).map(
          (operator) => evaluateAssertion({ ...assertion, operator }, given).holds,
        );
        const isMissing = 'missing' in lookAt(assertion.left, given);
        expect([equal, unequal].filter(Boolean)).toHaveLength(isMissing ? 0 : 1);
      }),
    );
  });
});
