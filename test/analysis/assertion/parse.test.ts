import { describe, expect, it } from 'vitest';
import { parseAssertion } from '../../../src/analysis/assertion/parse.ts';

const literal = (text: string, number: number | null = null) => ({
  kind: 'literal',
  texts: [text],
  number,
});

describe('a condition', () => {
  it('is understood as what to look at, an operator, and what to compare with', () => {
    expect(parseAssertion(' [BODY].users[0]["first name"] == john ')).toEqual({
      text: '[BODY].users[0]["first name"] == john',
      left: { subject: 'BODY', path: ['users', 0, 'first name'], through: null },
      operator: '==',
      right: literal('john'),
    });
  });

  it.each([
    ['500', 500],
    ['-1.5', -1.5],
    ['1e3', 1000],
    ['48h', 172_800_000],
    ['1h30m', 5_400_000],
    ['5x', null],
    ['0x10', null],
  ])('compares with %s as the number %s', (text, number) => {
    expect(parseAssertion(`[BODY].x == ${text}`)).toMatchObject({ right: literal(text, number) });
  });

  it('compares with a quoted text as text, with or without the quotes', () => {
    expect(parseAssertion('[BODY].x == "5"')).toMatchObject({
      right: { kind: 'literal', texts: ['5', '"5"'], number: null },
    });
  });

  it('needs no spaces, and bears many', () => {
    for (const text of ['len([BODY].a)>5', '  len( [BODY].a )  >  5  ']) {
      expect(parseAssertion(text)).toMatchObject({
        left: { subject: 'BODY', path: ['a'], through: 'len' },
        operator: '>',
        right: literal('5', 5),
      });
    }
  });

  it('takes everything behind the operator as the value', () => {
    expect(parseAssertion('[BODY].x == a == b')).toMatchObject({ right: literal('a == b') });
    expect(parseAssertion('[BODY] == <h1>')).toMatchObject({ right: literal('<h1>') });
    expect(parseAssertion('[BODY].x == [1,2]')).toMatchObject({ right: literal('[1,2]') });
  });

  it('lists values in any(…), quoted ones and patterns with their commas', () => {
    expect(parseAssertion('[BODY].x == any( 1,"a, b" , pat(c,*), d)')).toMatchObject({
      right: {
        kind: 'any',
        of: [
          literal('1', 1),
          { kind: 'literal', texts: ['a, b', '"a, b"'], number: null },
          { kind: 'pattern', pattern: 'c,*' },
          literal('d'),
        ],
      },
    });
  });

  it('may look at something on both sides', () => {
    expect(parseAssertion('[BODY].a == len([BODY].b)')).toMatchObject({
      right: { kind: 'look', look: { subject: 'BODY', path: ['b'], through: 'len' } },
    });
  });
});

describe('a mistake', () => {
  it.each([
    ['', 'begins with nothing; expected what to look at first'],
    ['200', 'begins with `200`'],
    ['200 == [STATUS]', 'expected what to look at first, as in `[STATUS] == 200`'],
    ['STATUS == 200', 'begins with `STATUS == 200`'],
    ['[STATSU] == 200', 'one of [STATUS], [RESPONSE_TIME], [BODY], [HEADER]'],
    ['length([BODY]) > 5', '`len([BODY].items) > 0`'],
    ['[STATUS]', 'has no ==, !=, <=, >=, <, > behind what it looks at: nothing'],
    ['[STATUS] = 200', 'behind what it looks at: `= 200`'],
    ['[STATUS] === 200', 'behind what it looks at: `=== 200`'],
    ['[STATUS] !== 200', 'behind what it looks at'],
    ['[STATUS] => 200', 'behind what it looks at'],
    ['[STATUS] ==', 'compares with nothing'],
    ['[STATUS] == 2xx', 'compares a number with `2xx`; expected a number, any(…) or pat(…)'],
    ['[STATUS] == 200-299', 'compares a number with `200-299`'],
    ['[STATUS] == "200"', 'compares a number with `200`'],
    ['[STATUS] == 200 && [BODY] == OK', 'compares a number with'],
    ['[STATUS] == any(200, OK)', 'compares a number with `OK`'],
    ['len([BODY].a) == many', 'compares a number with `many`'],
    ['[STATUS].code == 200', 'has a path behind [STATUS]; only [BODY] and [HEADER] have one'],
    ['[HEADER] == x', 'names no header'],
    ['[HEADER].a.b == x', 'names no header'],
    ['[BODY].a..b == x', 'has a path that is not understood at `..b == x`'],
    ['[BODY].a[x] == 1', 'has a path that is not understood at `[x] == 1`'],
    ['[BODY].a[*].b == 1', 'has a path that is not understood at `[*].b == 1`'],
    ['len([BODY].a > 5', 'has no closing parenthesis behind len('],
    ['[BODY] == pat(*x*', 'has no closing parenthesis behind pat('],
    ['[BODY] == any(a, b', 'has no closing parenthesis behind any('],
    ['[BODY] == any()', 'has an empty place in any(…)'],
    ['[BODY] == any(a,,b)', 'has an empty place in any(…)'],
    ['[BODY] == any([STATUS], b)', 'looks at something in any(…)'],
    ['[BODY].a == [BODY].b or c', 'has something left over at its end: `or c`'],
    ['[BODY].a == [STATUS].b', 'has a path behind [STATUS]'],
    ['has([BODY].a) == yes', 'other than true or false'],
    ['has([BODY].a) == pat(*)', 'other than true or false'],
    ['has([BODY].a) > true', 'cannot be ordered by >; use == or !='],
    ['[CONNECTED] == 1', 'other than true or false'],
    ['[IP] > 10', 'cannot be ordered by >'],
    ['[BODY].a > x', 'needs a number or a duration behind >'],
    ['[STATUS] < any(200, 300)', 'needs a number or a duration behind <'],
    ['[STATUS] < pat(2*)', 'needs a number or a duration behind <'],
    [
      '[CERTIFICATE_EXPIRATION] > 14',
      'without a unit, which means ms; expected something like `14d`',
    ],
    [`[BODY] == ${'x'.repeat(1000)}`, 'is longer than 1000 characters'],
  ])('%s %s', (text, error) => {
    expect(parseAssertion(text)).toEqual({ error: expect.stringContaining(error) });
  });

  it('is quoted in part only', () => {
    const parsed = parseAssertion(`[BODY]${'['.repeat(900)}`);
    expect('error' in parsed && parsed.error.length).toBeLessThan(200);
  });
});
