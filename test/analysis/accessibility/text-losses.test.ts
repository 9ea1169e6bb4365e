import { describe, expect, it } from 'vitest';
import { type MeasuredText, textLosses } from '../../../src/analysis/accessibility/text-losses.ts';

/** A line of text of 200 by 20 pixels that is seen whole. */
const whole: MeasuredText = {
  key: '0/1/0#0',
  path: '0/1/0',
  block: '0/1/0',
  text: 'Open from nine until six',
  fontSize: 16,
  lines: [[0, 0, 200, 20]],
  lineCount: 1,
  shown: { whole: 1, cut: 0, gone: 0, aside: 0, share: 1 },
  below: null,
  aside: null,
  ownBelow: false,
  ownAside: false,
  ofOneLine: false,
  clamped: false,
  ellipsis: false,
  keepsOneLine: false,
  layer: 'page',
};
const cutBelow: MeasuredText = {
  ...whole,
  lineCount: 3,
  shown: { ...whole.shown, cut: 1, gone: 1 },
  below: '0/1',
};
const cutAside: MeasuredText = {
  ...whole,
  shown: { ...whole.shown, aside: 80, share: 0.6 },
  aside: '0/1/0',
  ownAside: true,
};
const other: MeasuredText = {
  ...whole,
  key: '0/1/1#0',
  path: '0/1/1',
  block: '0/1/1',
  text: 'Other',
};
const below = { ...other, lines: [[0, 30, 200, 20]] };

describe('text that is cut off at the bottom', () => {
  it('is a loss where all of it was seen before', () => {
    expect(textLosses([whole], [cutBelow], 'narrowed')).toEqual([
      expect.objectContaining({ kind: 'cut-below', by: '0/1', lost: 2, of: 3, sure: true }),
    ]);
  });

  it.each([
    ['was cut off before', cutBelow, cutBelow],
    ['is cut by a clamp', whole, { ...cutBelow, clamped: true }],
    ['is fixed to the window', whole, { ...cutBelow, layer: 'window' as const }],
  ])('is none where it %s', (_, before, after) => {
    expect(textLosses([before], [after], 'narrowed')).toEqual([]);
  });

  it('is none in a box that folded something before', () => {
    const folded = { ...cutBelow, key: 'another' };
    expect(textLosses([whole, folded], [cutBelow], 'narrowed')).toEqual([]);
  });

  it('is none where a box is made for one line, unless text is spaced out', () => {
    const oneLine = { ...cutBelow, ofOneLine: true };
    expect(textLosses([whole], [oneLine], 'narrowed')).toEqual([]);
    expect(textLosses([whole], [oneLine], 'spaced')).toHaveLength(1);
  });

  it('is seen where the only line was never whole', () => {
    const half = {
      ...cutBelow,
      ownBelow: true,
      lineCount: 1,
      shown: { ...whole.shown, whole: 0, cut: 1 },
    };
    expect(textLosses([half], [half], 'narrowed')).toEqual([
      expect.objectContaining({ kind: 'cut-below', sure: true }),
    ]);
  });
});

describe('text that is cut off at the side', () => {
  it('is a loss, unless an ellipsis tells that there is more', () => {
    expect(textLosses([whole], [cutAside], 'enlarged')).toEqual([
      expect.objectContaining({ kind: 'cut-aside', lost: 80, of: 200, sure: true }),
    ]);
    expect(textLosses([whole], [{ ...cutAside, ellipsis: true }], 'enlarged')).toEqual([]);
  });

  it('leaves a doubt where the whole line left: it may be the next of a row', () => {
    const gone = { ...cutAside, shown: { ...cutAside.shown, share: 0 } };
    expect(textLosses([whole], [gone], 'narrowed')).toEqual([
      expect.objectContaining({ sure: false }),
    ]);
  });
});

describe('lines that lie over each other', () => {
  it('are a loss where they did not before', () => {
    expect(textLosses([whole, below], [whole, other], 'spaced')).toEqual([
      expect.objectContaining({ kind: 'overlapped', path: '0/1/0', by: '0/1/1', sure: true }),
    ]);
  });

  it('are none where one of them is new, or lies on another layer for sure', () => {
    expect(textLosses([whole], [whole, other], 'narrowed')).toEqual([]);
    const above = { ...other, layer: 'above' as const };
    expect(textLosses([whole, below], [whole, above], 'spaced')).toEqual([
      expect.objectContaining({ sure: false }),
    ]);
  });
});
