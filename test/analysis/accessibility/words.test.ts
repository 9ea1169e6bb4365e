import { describe, expect, it } from 'vitest';
import {
  countWords,
  hasWords,
  mentions,
  offers,
  phrasesOf,
  plain,
  quoted,
} from '../../../src/analysis/accessibility/words.ts';

describe('a text as it is compared', () => {
  it.each([
    ['  Read MORE… ', 'read more'],
    ['plus d’infos »', 'plus d infos'],
    ['Più', 'più'],
    ['—', ''],
  ])('%j is %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

describe('the words of a text', () => {
  it.each([
    ['', 0],
    ['one', 1],
    ['one, two – three!', 3],
    ['don’t count twice', 3],
    ['図書館は毎日', 3],
  ])('%j has %d', (text, expected) => {
    expect(countWords(text)).toBe(expected);
  });

  it('are none where there are only signs', () => {
    expect(hasWords('»…')).toBe(false);
    expect(hasWords('4')).toBe(true);
  });
});

describe('a phrase in a text', () => {
  const phrases = phrasesOf('new window, PDF');

  it('is found as whole words', () => {
    expect(mentions('Map (opens in a New Window)', phrases)).toBe(true);
    expect(mentions('statutes.pdf', phrases)).toBe(true);
  });

  it('is not found in parts of words', () => {
    expect(mentions('renew windows', phrases)).toBe(false);
  });
});

describe('a text that names something', () => {
  const phrases = phrasesOf('transcript, text version, transkript');

  it.each(['Read the transcript', 'With a text version'])('offers it: %s', (text) => {
    expect(offers(text, phrases)).toBe(true);
  });

  it.each([
    'There is no transcript',
    'A recording without a text version',
    'ohne Transkript',
    'Songs',
  ])('does not offer what it denies or does not name: %s', (text) => {
    expect(offers(text, phrases)).toBe(false);
  });
});

it('cuts a long text for evidence', () => {
  expect(quoted('the  library of\nthe village', 12)).toBe('“the library…”');
});
