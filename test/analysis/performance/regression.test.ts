import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FigureName, figureNames } from '../../../src/analysis/performance/figures.ts';
import { medianOf, regressionOf } from '../../../src/analysis/performance/regression.ts';

const steady = [70, 71, 72, 71, 69, 74, 71, 70, 73];
const figure = fc.constantFrom<FigureName>(...figureNames);
const values = (min = 1) =>
  fc.array(fc.integer({ min, max: 100_000 }), { minLength: 5, maxLength: 20 });

describe('a regression', () => {
  it('is a value far outside of what the site usually has', () => {
    const found = regressionOf('score', 42, steady, null);
    expect(found).toMatchObject({ figure: 'score', value: 42, usual: 71, runs: 9 });
    expect(found?.spread).toBeCloseTo(1.4826);
  });

  it('is none within three standard deviations', () => {
    const restless = [60, 80, 55, 85, 70, 62, 78, 71, 69];
    expect(regressionOf('score', 42, restless, null)).toBeNull();
    expect(regressionOf('score', 20, restless, null)).not.toBeNull();
  });

  it('is none below the floor, however steady the figure was', () => {
    const still = [70, 70, 70, 70, 70, 70];
    expect(regressionOf('score', 65, still, null)).toBeNull();
    expect(regressionOf('score', 64, still, null)).not.toBeNull();
    expect(regressionOf('lcpMs', 1240, Array(6).fill(1000), null)).toBeNull();
    expect(regressionOf('lcpMs', 5900, Array(6).fill(5000), null)).toBeNull();
    expect(regressionOf('lcpMs', 6100, Array(6).fill(5000), null)).not.toBeNull();
  });

  it('takes five runs, or a base line from elsewhere', () => {
    expect(regressionOf('score', 20, [70, 70, 70, 70], null)).toBeNull();
    expect(regressionOf('score', 20, [], 70)).toEqual({
      figure: 'score',
      value: 20,
      usual: 70,
      spread: 0,
      runs: 0,
    });
  });

  it('is never an improvement', () => {
    expect(regressionOf('score', 100, steady, null)).toBeNull();
    expect(regressionOf('lcpMs', 100, Array(6).fill(9000), null)).toBeNull();
  });

  it('is never the usual value, nor any that was there before', () => {
    fc.assert(
      fc.property(figure, values(), (name, earlier) => {
        expect(regressionOf(name, medianOf(earlier), earlier, null)).toBeNull();
        expect(regressionOf(name, earlier[0] ?? 0, Array(8).fill(earlier[0]), null)).toBeNull();
      }),
    );
  });

  it('stays one when the figure gets worse still', () => {
    fc.assert(
      fc.property(figure, values(), fc.nat(200_000), fc.nat(5000), (name, earlier, value, more) => {
        const worse = name === 'score' ? value - more : value + more;
        const was = regressionOf(name, value, earlier, null) !== null;
        const is = regressionOf(name, worse, earlier, null) !== null;
        expect(is || !was).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the runs before', () => {
    fc.assert(
      fc.property(figure, values(), fc.nat(200_000), (name, earlier, value) => {
        const turned = earlier.toReversed();
        expect(regressionOf(name, value, turned, null)).toEqual(
          regressionOf(name, value, earlier, null),
        );
      }),
    );
  });
});
