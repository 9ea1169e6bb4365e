import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forTerminal } from '../../../../src/core/encode/terminal.ts';
import {
  displayWidth,
  firstLines,
  pack,
  padEnd,
  wrap,
} from '../../../../src/report/check-run/table/layout.ts';

const words = fc
  .array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 12 })
  .map((parts) => forTerminal(parts.join(' ')));

describe('display width', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['ｆｕｌｌ', 8],
    ['한글', 4],
    ['👍', 2],
    ['✓ ✗ … ⏎ │', 9],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is what padding fills up', () => {
    expect(padEnd('漢', 4)).toBe('漢  ');
    expect(padEnd('longer', 4)).toBe('longer');
  });
});

describe('wrapping', () => {
  it('breaks at spaces', () => {
    expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  it('breaks a word only where it is longer than a line', () => {
    expect(wrap('see abcdefghij now', 6)).toEqual(['see', 'abcdef', 'ghij', 'now']);
  });

  it('never breaks an escape or takes an accent from its letter', () => {
    expect(wrap('abc\\u{202e}def', 10)).toEqual(['abc', '\\u{202e}de', 'f']);
    expect(wrap('ab\\x1bc', 4)).toEqual(['ab', '\\x1b', 'c']);
    expect(wrap('ae\u0301', 1)).toEqual(['a', 'e\u0301']);
  });

  it('keeps every line within its columns and loses nothing but spaces', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (text, columns) => {
        const lines = wrap(text, columns);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps phrases together while they fit', () => {
    expect(pack(['one two', 'three four', 'five'], ' · ', 12)).toEqual([
      'one two',
      'three four',
      'five',
    ]);
    expect(pack(['one two', 'three'], ' · ', 15)).toEqual(['one two · three']);
  });

  it('shows that lines were left out, within the same columns', () => {
    expect(firstLines(['one', 'two'], 2, 10, '…')).toEqual(['one', 'two']);
    expect(firstLines(['one', 'two', 'three'], 2, 10, '…')).toEqual(['one', 'two…']);
    expect(firstLines(['full', 'also', 'more'], 2, 4, '...')).toEqual(['full', 'a...']);
  });
});
