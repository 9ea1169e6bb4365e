import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forTerminal } from '../../../src/core/encode/terminal.ts';

/** What no terminal may get: C0, DEL, C1, bidirectional controls, zero widths, separators, tags. */
const dangerous =
  /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\r',
      '\n',
      '\x1b[2J',
      '\x9b31m',
      '\u202e',
      '\u200b',
      '\u{e0041}',
      '\ud800',
      '漢',
      '👍',
      '\\',
    ),
  }),
);

describe('text from outside, on one line of a terminal', () => {
  it.each([
    ['plain text stays', 'Error 503: “down”', 'Error 503: “down”'],
    ['escape sequences become visible', '\x1b[2Jgone', '\\x1b[2Jgone'],
    ['so does the one-character CSI', '\x9b31mred', '\\x9b31mred'],
    ['and the bell', 'ding\x07', 'ding\\x07'],
    ['a tab becomes a space', 'a\tb', 'a b'],
    ['line breaks of every kind become one sign', 'a\r\nb\nc\rd', 'a⏎b⏎c⏎d'],
    ['text cannot run backwards', 'invoice\u202efdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['zero-width characters are seen', 'pay\u200bpal\ufeff', 'pay\\u{200b}pal\\u{feff}'],
    ['separators do not break the line', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
    ['tag characters cannot hide a message', 'hi\u{e0041}', 'hi\\u{e0041}'],
    ['a lone surrogate is named', 'x\ud800y', 'x\\u{d800}y'],
    ['emoji keep their form', '❤️ 👍', '❤️ 👍'],
  ])('%s', (_, text, shown) => {
    expect(forTerminal(text)).toBe(shown);
  });

  it('is cut where it grows too long, but never inside an escape or a character', () => {
    expect(forTerminal('abcdef', 4)).toBe('abc…');
    expect(forTerminal('abcd', 4)).toBe('abcd');
    expect(forTerminal('a\x1b\x1b', 5)).toBe('a…');
    expect(forTerminal('aa👍👍', 4)).toBe('aa…');
  });

  it('holds nothing dangerous, whatever came in', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forTerminal(text)).not.toMatch(dangerous);
      }),
    );
  });

  it('is well-formed and never longer than asked', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 40 }), (text, maxLength) => {
        const shown = forTerminal(text, maxLength);
        expect(shown.length).toBeLessThanOrEqual(maxLength);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forTerminal(forTerminal(text))).toBe(forTerminal(text));
      }),
    );
  });

  it('reads only as much of a huge text as it shows', () => {
    expect(forTerminal('\x1b'.repeat(10_000_000), 100)).toHaveLength(97);
  });
});
