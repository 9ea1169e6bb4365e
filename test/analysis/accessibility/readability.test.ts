import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readability, sentencesOf } from '../../../src/analysis/accessibility/readability.ts';

it('counts sentences, not abbreviations', () => {
  expect(sentencesOf('Dr. Moss came late. Did she stay? Yes!')).toHaveLength(3);
  expect(sentencesOf('Open from 9.30 to 17.00')).toHaveLength(1);
});

it('adds words a sentence and per cent of words of more than six letters', () => {
  const { words, wordsPerSentence, longWords, lix } = readability(
    'We read. The library opens tomorrow.',
  );
  expect({ words, wordsPerSentence, longWords }).toEqual({
    words: 6,
    wordsPerSentence: 3,
    longWords: 2 / 6,
  });
  expect(lix).toBeCloseTo(3 + 100 / 3);
});

it('finds nothing in nothing', () => {
  expect(readability('')).toMatchObject({ words: 0, sentences: 0, lix: 0 });
});

it('gives a number for any text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const { lix, longWords } = readability(text);
      expect(lix).toBeGreaterThanOrEqual(0);
      expect(longWords).toBeLessThanOrEqual(1);
    }),
  );
});
