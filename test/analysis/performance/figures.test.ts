import { expect, it } from 'vitest';
import { formatBytes, spellFigure } from '../../../src/analysis/performance/figures.ts';
import { rate, thresholds } from '../../../src/analysis/performance/vitals.ts';

it.each([
  ['score', 42, '42'],
  ['lcpMs', 4800, '4.8 s'],
  ['tbtMs', 312, '312 ms'],
  ['cls', 0.3149, '0.315'],
  ['bytes', 1_433_740, '1.4 MB'],
  ['thirdPartyBytes', 580_400, '580 kB'],
  ['requests', 71, '71'],
])('%s of %d reads %s', (figure, value, words) => {
  expect(spellFigure(figure, value)).toBe(words);
});

it.each([
  [999, '999 bytes'],
  [999_499, '999 kB'],
  [999_900, '1.0 MB'],
])('%d bytes read %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

it.each(Object.keys(thresholds) as (keyof typeof thresholds)[])(
  '%s is good up to one threshold and poor above the other',
  (figure) => {
    const { good, poor } = thresholds[figure];
    expect(rate(figure, good)).toBe('good');
    expect(rate(figure, good * 1.01)).toBe('needs-improvement');
    expect(rate(figure, poor)).toBe('needs-improvement');
    expect(rate(figure, poor * 1.01)).toBe('poor');
  },
);
