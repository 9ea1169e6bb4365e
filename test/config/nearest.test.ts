import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/config/nearest.ts';

describe('the nearest known word', () => {
  it.each([
    ['shedule', 'schedule'],
    ['Timezone', 'timezone'],
    ['ulr', 'url'],
    ['boltons', 'boltOns'],
  ])('%s was meant to be %s', (word, meant) => {
    expect(nearest(word, ['schedule', 'timezone', 'url', 'boltOns'])).toBe(meant);
  });

  it('is nothing where no word is close', () => {
    expect(nearest('xyz', ['schedule', 'timezone'])).toBeNull();
    expect(nearest('x'.repeat(100_000), ['schedule'])).toBeNull();
  });
});

describe('edit distance', () => {
  it('counts a swap of neighbours as one', () => {
    expect(editDistance('ulr', 'url')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is symmetric, zero for equal words only, and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
