import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToBytes, oneLine } from '../../src/core/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('cutting a text to bytes', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, '…'],
    ['abcdef', 5, 'ab…'],
    ['ééé', 5, 'é…'],
    ['👍👍', 7, '👍…'],
    ['👍👍', 6, '…'],
    ['\ud800', 10, '\ufffd'],
  ])('%j to %i bytes is %j', (text, maxBytes, cut) => {
    expect(cutToBytes(text, maxBytes)).toBe(cut);
  });

  it('never exceeds them, and is well-formed', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 300 }), (text, maxBytes) => {
        const cut = cutToBytes(text, maxBytes);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });

  it('keeps what fits, and otherwise a beginning that wastes at most one character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 300 }), (text, maxBytes) => {
        const whole = text.toWellFormed();
        const cut = cutToBytes(text, maxBytes);
        if (Buffer.byteLength(whole) <= maxBytes) expect(cut).toBe(whole);
        else {
          expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
          expect(Buffer.byteLength(cut)).toBeGreaterThan(maxBytes - 4);
        }
      }),
    );
  });
});

describe('a text on one line', () => {
  it('folds white space of every kind', () => {
    expect(oneLine('  a\r\n\tb\u2028c  d ', 100)).toBe('a b c d');
  });

  it('is cut with an ellipsis', () => {
    expect(oneLine('abcdef', 4)).toBe('abc…');
    expect(oneLine('abcd', 4)).toBe('abcd');
  });

  it('has no line break, keeps within its length and is well-formed', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, maxLength) => {
        const line = oneLine(text, maxLength);
        expect(line).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(line.length).toBeLessThanOrEqual(maxLength);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
  });
});
