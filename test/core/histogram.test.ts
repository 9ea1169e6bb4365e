import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOf,
  decodeHistogram,
  emptyHistogram,
  encodeHistogram,
  type Histogram,
  merged,
  quantile,
  withDuration,
} from '../../src/core/histogram.ts';

const of = (durations: readonly number[]): Histogram =>
  durations.reduce<Histogram>(withDuration, emptyHistogram);
const durations = fc.array(fc.double({ min: 1, max: 1e7, noNaN: true }), { maxLength: 60 });

describe('a histogram of durations', () => {
  it('has no quantile where it is empty', () => {
    expect(quantile(emptyHistogram, 0.5)).toBeNull();
  });

  it('gives every quantile within 4.5 %', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        fc.pre(values.length > 0);
        const exact = values.toSorted((a, b) => a - b)[
          Math.max(1, Math.ceil(values.length * share)) - 1
        ] as number;
        const given = quantile(of(values), share) as number;
        expect(Math.abs(given / exact - 1)).toBeLessThan(0.0451);
      }),
    );
  });

  it('merges into the histogram of everything, in any order', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const both = merged([of(a), of(b)]);
        expect(both).toEqual(merged([of(b), of(a)]));
        expect(encodeHistogram(both)).toEqual(encodeHistogram(of([...a, ...b])));
        expect(countOf(both)).toBe(a.length + b.length);
      }),
    );
  });

  it('survives encoding, with counts of any size', () => {
    const buckets = fc.tuple(
      fc.integer({ min: 0, max: 193 }),
      fc.integer({ min: 1, max: 2 ** 40 }),
    );
    fc.assert(
      fc.property(fc.array(buckets), (entries) => {
        const histogram = new Map(entries);
        expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram);
      }),
    );
  });

  it('takes a few bytes for an hour of a steady site', () => {
    const hour = Array.from({ length: 60 }, (_, minute) => 100 + (minute % 7) * 5);
    expect(encodeHistogram(of(hour)).length).toBeLessThanOrEqual(10);
  });

  it.each([0, 0.3, -5, Number.NaN])('puts %d into the first bucket', (ms) => {
    expect([...of([ms])]).toEqual([[0, 1]]);
  });

  it('reads nothing from nothing, and no half pair from damaged bytes', () => {
    expect(decodeHistogram(null)).toEqual(emptyHistogram);
    expect(decodeHistogram(new Uint8Array([3, 1, 5]))).toEqual(new Map([[3, 1]]));
    expect(decodeHistogram(new Uint8Array([0x83]))).toEqual(emptyHistogram);
  });
});
