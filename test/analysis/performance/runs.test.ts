import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianRun, spreadOf } from '../../../src/analysis/performance/median-run.ts';
import { isBusy, quietest, quietValue } from '../../../src/analysis/performance/noise.ts';

const scores = (...all: number[]) => all.map((score) => ({ score }));
const speeds = (...all: number[]) => all.map((benchmarkIndex) => ({ benchmarkIndex }));

describe('the median run', () => {
  it('has the score in the middle', () => {
    expect(medianRun(scores(40, 90, 60))).toBe(2);
    expect(medianRun(scores(71))).toBe(0);
  });

  it('is the worse one of two in the middle', () => {
    expect(medianRun(scores(80, 60))).toBe(1);
    expect(medianRun(scores(10, 50, 60, 90))).toBe(1);
  });

  it('has as many runs below as above, at most', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 9 }), (all) => {
        const runs = scores(...all);
        const median = all[medianRun(runs)] ?? Number.NaN;
        const half = all.length / 2;
        expect(all.filter((score) => score < median).length).toBeLessThan(half);
        expect(all.filter((score) => score > median).length).toBeLessThanOrEqual(half);
        expect(spreadOf(runs)).toBe(Math.max(...all) - Math.min(...all));
      }),
    );
  });
});

describe('a busy machine', () => {
  it('is one that is slower than 0.7 of what it can be', () => {
    expect(isBusy({ benchmarkIndex: 1800 }, 2600)).toBe(true);
    expect(isBusy({ benchmarkIndex: 1820 }, 2600)).toBe(false);
  });

  it('is measured by its fastest moment, now or before', () => {
    expect(quietValue(speeds(1000, 2000), 1500)).toBe(2000);
    expect(quietValue(speeds(1000, 2000), 2500)).toBe(2500);
    expect(quietValue([], 0)).toBe(0);
  });

  it('gives its quietest runs, in the order in which they were made', () => {
    expect(quietest(speeds(900, 2500, 1200, 2600, 2400), 3)).toEqual(speeds(2500, 2600, 2400));
    expect(quietest(speeds(900), 3)).toEqual(speeds(900));
  });
});
