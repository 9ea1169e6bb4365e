import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relative } from '../../../src/web/assets/relative.js';
import { instruction, plainly } from '../../../src/web/parts/text.ts';
import { wallTime } from '../../../src/web/parts/time.ts';
import { percentUnknown, percentUp } from '../../../src/web/parts/words.ts';

describe('a share in words', () => {
  it.each([
    [1, '100%'],
    [0.999_999_9, '99.99%'],
    [0.999_96, '99.99%'],
    [0.9816, '98.16%'],
    [0, '0.00%'],
    [null, 'no figure yet'],
  ])('of %s up is %s', (ratio, text) => expect(percentUp(ratio)).toBe(text));

  it('never rounds an outage away', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (ratio) => {
        expect(percentUp(ratio) === '100%').toBe(ratio === 1);
      }),
    );
  });

  it.each([
    [0, '0% unknown'],
    [0.000_01, '< 0.1% unknown'],
    [0.028, '2.8% unknown'],
    [0.9999, '99.9% unknown'],
    [1, '100% unknown'],
  ])('of %s unknown is %s', (share, text) => expect(percentUnknown(share)).toBe(text));
});

describe('how far a moment is', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  it.each([
    ['ago', -12_000, '12 s ago'],
    ['ago', -3 * 3_600_000, '3 h ago'],
    ['ago', -50 * 3_600_000, '2 days ago'],
    ['ago', 5000, '0 s ago'],
    ['for', -720_000, 'for 12 min'],
    ['left', 12 * 60_000 + 900, '12 min left'],
    ['left', 192_000, '3 min 12 s left'],
    ['left', 59_000, '59 s left'],
    ['left', -25 * 60_000, '25 min overdue'],
  ])('%s %i ms is %s', (kind, away, text) => expect(relative(kind, now + away, now)).toBe(text));

  it('is told by the clock on the wall, with the day where it is another', () => {
    expect(wallTime(now, 'Europe/Stockholm', now)).toBe('13:00');
    expect(wallTime(now + 13 * 3_600_000, 'Europe/London', now)).toBe('Tue 01:00');
    expect(wallTime(now + 24 * 3_600_000 * 30, 'UTC', now)).toBe('23 Dec 12:00');
  });
});

describe('text from outside in one line', () => {
  it('is never longer than asked for, and holds nothing that cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 80 }), (text, most) => {
        const shown = plainly(text, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('an instruction', () => {
  it('shows what is to be typed as code, escaped', () => {
    const shown = instruction('Run `wp plugin update <b>` now.').toString();
    expect(shown).toBe('<bdi>Run <code>wp plugin update &lt;b&gt;</code> now.</bdi>');
  });

  it('leaves a backtick alone that has no partner', () => {
    expect(instruction('a ` b').toString()).toBe('<bdi>a ` b</bdi>');
  });
});
