import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf, type RecentMetrics, withMetrics } from '../../src/core/check-memory.ts';
import { median } from '../../src/core/median.ts';

/** What is kept after runs with these scores. */
function memoryAfter(...scores: readonly number[]): RecentMetrics {
  return scores.reduce<RecentMetrics>((recent, score) => withMetrics(recent, { score }), {});
}

describe('the usual value of a metric', () => {
  it('is the median, which one bad run does not move', () => {
    expect(baselineOf(memoryAfter(90, 91, 12, 92, 90))('score')).toBe(90);
    expect(baselineOf(memoryAfter(90, 91, 92, 93))('score')).toBe(91.5);
  });

  it('is not known before the third run', () => {
    expect(baselineOf(memoryAfter(90, 91))('score')).toBeNull();
    expect(baselineOf({})('score')).toBeNull();
  });

  it('is not found under the names that every object has', () => {
    expect(baselineOf(memoryAfter(1, 2, 3))('constructor')).toBeNull();
    expect(withMetrics({}, { constructor: 1 })).toEqual({ constructor: [1] });
  });

  it('goes along with the last sixty runs', () => {
    const runs = [...Array(60).fill(50), ...Array(60).fill(90)];
    expect(memoryAfter(...runs).score).toHaveLength(60);
    expect(baselineOf(memoryAfter(...runs))('score')).toBe(90);
  });

  it('stays where a run did not measure it', () => {
    const recent = withMetrics(memoryAfter(90, 91, 92), { lcpMs: 1200, score: Number.NaN });
    expect(recent).toEqual({ score: [90, 91, 92], lcpMs: [1200] });
  });
});

describe('the median', () => {
  it('has as many values below it as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values) ?? Number.NaN;
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(median([])).toBeNull();
  });
});
