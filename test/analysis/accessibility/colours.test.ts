import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coloursNamedIn } from '../../../src/analysis/accessibility/colour-words.ts';
import {
  between,
  type Colour,
  contrast,
  hexOf,
  nameOfColour,
  over,
  parseColour,
  white,
} from '../../../src/analysis/accessibility/colours.ts';

const channel = fc.integer({ min: 0, max: 255 });
const opaque = fc.record({
  red: channel,
  green: channel,
  blue: channel,
  alpha: fc.constant(1),
});
const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };

describe('a computed colour', () => {
  it('is read in the notations that browsers give', () => {
    expect(parseColour('rgb(1, 2, 3)')).toEqual({ red: 1, green: 2, blue: 3, alpha: 1 });
    expect(parseColour('rgba(0, 0, 0, 0.3)')).toEqual({ ...black, alpha: 0.3 });
    expect(parseColour('color(srgb 1 0 0 / 0.5)')).toEqual({ ...black, red: 255, alpha: 0.5 });
    expect(parseColour('transparent')?.alpha).toBe(0);
  });

  it('is null in any other notation', () => {
    for (const other of [undefined, '', 'red', 'oklch(0.5 0.1 20)', 'rgb(1, 2)', '#fff']) {
      expect(parseColour(other)).toBeNull();
    }
  });

  it('never throws, whatever a page writes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        parseColour(text);
      }),
    );
  });
});

describe('contrast', () => {
  it('is 21 between black and white, and 1 between a colour and itself', () => {
    expect(contrast(black, white)).toBeCloseTo(21);
    fc.assert(
      fc.property(opaque, (colour) => {
        expect(contrast(colour, colour)).toBe(1);
      }),
    );
  });

  it('is the same both ways, from 1 to 21', () => {
    fc.assert(
      fc.property(opaque, opaque, (one, other) => {
        const ratio = contrast(one, other);
        expect(ratio).toBe(contrast(other, one));
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21.0001);
      }),
    );
  });
});

describe('colours that meet', () => {
  it('are the upper one where it is opaque, the lower one where it is clear', () => {
    fc.assert(
      fc.property(opaque, opaque, (top, below) => {
        expect(over(top, below)).toEqual(top);
        expect(over({ ...top, alpha: 0 }, below)).toEqual(below);
      }),
    );
  });

  it('mix in a gradient without the colour of what is clear', () => {
    const clear: Colour = { ...black, alpha: 0 };
    expect(between(clear, white, 0.5)).toEqual({ ...white, alpha: 0.5 });
    expect(hexOf(between(black, white, 1))).toBe('#ffffff');
  });
});

describe('the name of a colour', () => {
  it.each([
    ['red', 161, 21, 11],
    ['green', 10, 103, 3],
    ['blue', 0, 0, 238],
    ['orange', 255, 150, 0],
    ['yellow', 255, 240, 0],
    ['grey', 119, 119, 119],
    ['white', 255, 255, 255],
    ['black', 10, 10, 10],
  ])('is %s', (name, red, green, blue) => {
    expect(nameOfColour({ red, green, blue, alpha: 1 })).toBe(name);
  });

  it('is found in text of several languages, as a word of its own', () => {
    expect(coloursNamedIn('Fields in red, and in Green.')).toEqual(['red', 'green']);
    expect(coloursNamedIn('Die roten Felder')).toEqual(['red']);
    expect(coloursNamedIn('We shared and hundred constructor')).toEqual([]);
  });
});
