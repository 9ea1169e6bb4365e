import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  earlierValues,
  nextHistory,
  readHistory,
} from '../../../src/analysis/performance/history.ts';
import type { Json } from '../../../src/core/json.ts';
import { measuredRun } from '../../support/lighthouse.ts';

const key = 'mobile https://shop.example/';
const scored = (score: number) => new Map([[key, measuredRun({ score })]]);

/** What is kept after so many runs, one an hour. */
function stateAfter(runs: number): Json {
  let state: Json = null;
  for (let run = 0; run < runs; run += 1) {
    state = nextHistory(readHistory(state), scored(run), run * 3_600_000);
  }
  return state;
}

describe('the history of a page', () => {
  it('keeps the last 20 runs, the oldest first', () => {
    const values = earlierValues(readHistory(stateAfter(25)), key, 'score');
    expect(values).toEqual(Array.from({ length: 20 }, (_, index) => index + 5));
  });

  it('survives JSON', () => {
    const state = stateAfter(7);
    expect(readHistory(JSON.parse(JSON.stringify(state)))).toEqual(readHistory(state));
  });

  it('stays as it was where a page could not be measured, and goes with the page', () => {
    const history = readHistory(stateAfter(6));
    expect(readHistory(nextHistory(history, new Map([[key, null]]), 0))).toEqual(history);
    expect(readHistory(nextHistory(history, new Map(), 0))).toEqual({});
  });

  it('fits into 64 KiB with the longest addresses, three pages and two devices', () => {
    const keys = Array.from({ length: 6 }, (_, index) => `desktop https://a.example/${index}`);
    const run = measuredRun({ cls: 0.123, bytes: 123_456_789, lcpMs: 123_456, tbtMs: 123_456 });
    let state: Json = null;
    for (let at = 0; at < 30; at += 1) {
      const measured = new Map(keys.map((one) => [one.padEnd(1000, 'x'), run]));
      state = nextHistory(readHistory(state), measured, Date.UTC(2026, 10, 23) + at);
    }
    expect(JSON.stringify(state).length).toBeLessThan(64 * 1024);
  });

  it('is empty for whatever is no history', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (state) => {
        const history = readHistory({ measured: state } as Json);
        for (const one of Object.keys(history)) {
          expect(earlierValues(history, one, 'lcpMs').every(Number.isFinite)).toBe(true);
        }
        expect(readHistory(state as Json)).toBeTypeOf('object');
      }),
    );
    expect(earlierValues(readHistory(null), 'constructor', 'score')).toEqual([]);
  });
});
