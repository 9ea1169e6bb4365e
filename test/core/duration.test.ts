import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, formatDuration, parseDuration } from '../../src/core/duration.ts';

describe('a duration in config', () => {
  it.each([
    ['500ms', 500],
    ['60s', 60_000],
    ['5m', 300_000],
    ['4h', 14_400_000],
    ['14d', 1_209_600_000],
    ['1h30m', 5_400_000],
    ['0s', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '5', 'm', '-5m', '1.5h', '5 m', '5M', '5m ', '5min', '1w', '9999999999s', '５m'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeNull();
      expect(() => durationMs(text)).toThrow('not a duration');
    },
  );

  it('is the sum of its parts', () => {
    const part = fc.tuple(fc.nat(999), fc.constantFrom('ms', 's', 'm', 'h', 'd'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const texts = parts.map(([amount, unit]) => `${amount}${unit}`);
        const sum = texts.reduce((total, text) => total + durationMs(text), 0);
        expect(parseDuration(texts.join(''))).toBe(sum);
      }),
    );
  });
});

describe('a duration in words', () => {
  it.each([
    [0, '0 ms'],
    [311.6, '312 ms'],
    [999.6, '1.0 s'],
    [4_160, '4.2 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [48_500, '49 s'],
    [59_499, '59 s'],
    [59_500, '1 min'],
    [180_000, '3 min'],
    [3_599_999, '1 h'],
    [7_500_000, '2 h 5 min'],
    [14 * 86_400_000, '14 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('never shows an amount that is a whole larger unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e10, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/^(1000 ms|10\.0 s|60 s|60 min)|60 min$/);
      }),
    );
  });
});
