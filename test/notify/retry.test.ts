import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { givesUp, longestDelayMs, parseRetryAfter, retryDelayMs } from '../../src/notify/retry.ts';
import { night } from './examples.ts';

describe('the wait before the next attempt', () => {
  it.each([
    ['doubles its bound', 3, null, 8000],
    ['never passes a minute', 30, null, 60_000],
    ['is what the provider asks for', 0, 20_000, 20_000],
    ['is a minute where the provider asks for a year', 0, 31_536_000_000, 60_000],
  ])('%s', (_, attempts, retryAfterMs, waitMs) => {
    expect(retryDelayMs(attempts, retryAfterMs, () => 1)).toBe(waitMs);
  });

  it('is spread over the whole range, and never nothing', () => {
    expect(retryDelayMs(4, null, () => 0.5)).toBe(8000);
    expect(retryDelayMs(4, null, () => 0)).toBe(500);
    fc.assert(
      fc.property(
        fc.nat(),
        fc.option(fc.nat()),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, after, r) => {
          const waitMs = retryDelayMs(n, after, () => r);
          expect(waitMs).toBeGreaterThanOrEqual(500);
          expect(waitMs).toBeLessThanOrEqual(longestDelayMs);
        },
      ),
    );
  });
});

describe('giving up', () => {
  const day = 86_400_000;
  it.each([
    ['not before a day is over', 1000, day - 1, false],
    ['after a day of trying', 20, day, true],
    ['not because the clock jumped by ten years', 1, 3650 * day, false],
  ])('%s', (_, attempts, ageMs, expected) => {
    expect(givesUp(attempts, ageMs)).toBe(expected);
  });
});

describe('Retry-After', () => {
  it.each([
    ['2', 2000],
    [' 120 ', 120_000],
    ['Mon, 23 Nov 2026 02:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 01:00:00 GMT', null],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['2027', 2_027_000],
    ['2027-01-01', null],
    ['', null],
    [undefined, null],
  ])('%j is %j', (value, expected) => {
    expect(parseRetryAfter(value, night)).toBe(expected);
  });
});
