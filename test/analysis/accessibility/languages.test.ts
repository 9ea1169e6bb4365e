import { beforeAll, describe, expect, it } from 'vitest';
import {
  detectLanguage,
  loadLanguages,
} from '../../../src/analysis/accessibility/detect-language.ts';
import {
  areKin,
  foreignLetters,
  primaryLanguage,
  rightToLeftShare,
} from '../../../src/analysis/accessibility/languages.ts';
import { mismatch } from '../../../src/analysis/accessibility/rules/language/regions.ts';

beforeAll(loadLanguages);

describe('a language tag', () => {
  it.each([
    ['en', 'en'],
    ['EN-gb', 'en'],
    [' fr ', 'fr'],
    ['pt_BR', 'pt'],
    ['zh-Hans-CN', 'zh'],
    ['english', null],
    ['', null],
    [undefined, null],
  ])('%s has the primary language %s', (tag, language) => {
    expect(primaryLanguage(tag)).toBe(language);
  });
});

describe('letters', () => {
  it('tell a language that is never written in them', () => {
    expect(foreignLetters('The word книга', 'en')).toBe('книга');
    expect(foreignLetters('книга', 'ru')).toBeNull();
    expect(foreignLetters('The angle α is small', 'en')).toBeNull();
  });

  it('tell the direction of a text', () => {
    expect(rightToLeftShare('ספר')).toBe(1);
    expect(rightToLeftShare('book')).toBe(0);
    expect(rightToLeftShare('1 2 3')).toBeNull();
  });
});

describe('a text', () => {
  it('is told by its language', () => {
    expect(detectLanguage('Wir lesen heute Abend ein Buch')?.language).toBe('de');
    expect(detectLanguage('17')).toBeNull();
  });

  it.each([
    ['en', 'Free delivery on all orders'],
    ['en', 'Et cetera, ad hoc and vice versa'],
    ['de', 'Unser Team besteht aus Frontend- und Backend-Entwicklern'],
    ['no', 'Biblioteket er åpent hver dag fra klokken ni'],
    ['hr', 'Knjižnica je otvorena svaki dan od devet sati'],
  ])('marked as %s fits: %s', (declared, text) => {
    expect(mismatch(text, declared)?.margin ?? 0).toBeLessThan(0.15);
  });

  it.each([
    ['en', 'Wir lesen heute Abend ein Buch.', 'de'],
    ['fr', 'We read a book together this evening.', 'en'],
  ])('marked as %s does not fit: %s', (declared, text, language) => {
    expect(mismatch(text, declared)).toMatchObject({ language, isSentence: true });
  });

  it.each([
    'Ljubljana Zagreb Sarajevo',
    'Coq au vin, tarte tatin and crème brûlée',
    'Rosa Maria Gonzalez',
  ])('that is a name is no sentence: %s', (text) => {
    expect(mismatch(text, 'en')?.isSentence ?? false).toBe(false);
  });
});

it('takes closely related languages for one another', () => {
  expect(areKin('nb', 'no')).toBe(true);
  expect(areKin('hr', 'sr')).toBe(true);
  expect(areKin('de', 'en')).toBe(false);
});
