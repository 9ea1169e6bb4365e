import { declaredLanguage, rightToLeftShare } from '../../languages.ts';
import type { Page } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import { textBlocks } from '../../text-blocks.ts';
import { countWords, quoted } from '../../words.ts';

/** Rules about the direction in which text runs. */
export const directionRules = pageRules({
  'direction-missing': {
    title: 'Text that is written from right to left runs from left to right',
    wcag: ['1.3.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Say the direction where the language is said: `<p lang="ar" dir="rtl">`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H56',
    find: missing,
  },
  'direction-wrong': {
    title: 'Text that is written from left to right runs from right to left',
    wcag: ['1.3.2'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Remove dir="rtl", or set dir="ltr", where the text is in a language that runs from left to right.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H56',
    find: wrong,
  },
});

const rightToLeftLanguages = new Set([
  'ar',
  'he',
  'iw',
  'fa',
  'ur',
  'yi',
  'ps',
  'ku',
  'ckb',
  'sd',
  'ug',
  'dv',
  'arz',
  'ary',
  'prs',
  'syr',
]);

/** Two words and more: the signs and numbers between them are what lands in the wrong place. */
function* missing(page: Page): Generator<Sight> {
  for (const { element, text } of textBlocks(page)) {
    if (element.style.direction !== 'ltr' || element.style['unicode-bidi'] === 'plaintext')
      continue;
    if (countWords(text) < 2 || (rightToLeftShare(text) ?? 0) < 0.8) continue;
    yield {
      element,
      evidence: `${quoted(text)} runs from left to right: neither it nor anything around it has dir="rtl".`,
    };
  }
}

/** On pages in Arabic or Hebrew, names and phrases in Latin letters are at home. */
function* wrong(page: Page): Generator<Sight> {
  for (const { element, text } of textBlocks(page)) {
    if (element.style.direction !== 'rtl' || element.style['unicode-bidi'] === 'plaintext')
      continue;
    const language = declaredLanguage(element);
    if (language === null || rightToLeftLanguages.has(language)) continue;
    if (countWords(text) < 2 || (rightToLeftShare(text) ?? 1) > 0.1) continue;
    yield {
      element,
      evidence: `${quoted(text)}, marked as “${language}”, runs from right to left.`,
    };
  }
}
