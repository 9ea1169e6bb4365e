import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusRange, statusExpected } from '../../src/analysis/status-ranges.ts';

describe('a status range', () => {
  it.each([
    [204, [204, 204]],
    ['204', [204, 204]],
    ['200-299', [200, 299]],
    ['999', [999, 999]],
  ])('%j is %j', (range, bounds) => expect(parseStatusRange(range)).toEqual(bounds));

  it.each([0, 99, 1000, 20.5, -200, '2xx', '299-200', '200-', '200 - 299', '', '2000'])(
    '%j is none',
    (range) => {
      expect(parseStatusRange(range)).toBeNull();
      expect(statusExpected(200, [range])).toBe(false);
    },
  );

  it('holds exactly what lies between its ends', () => {
    const code = fc.integer({ min: 100, max: 999 });
    fc.assert(
      fc.property(code, code, code, (a, b, status) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        expect(statusExpected(status, [`${first}-${last}`])).toBe(
          status >= first && status <= last,
        );
      }),
    );
  });
});
