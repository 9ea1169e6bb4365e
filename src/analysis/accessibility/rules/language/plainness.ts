import { declaredLanguage } from '../../languages.ts';
import type { Page } from '../../page.ts';
import { readability } from '../../readability.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import { textBlocks } from '../../text-blocks.ts';
import { quoted } from '../../words.ts';

/** Rules about how hard text is to read. */
export const plainnessRules = pageRules({
  'plain-language-missing': {
    title: 'A text is very hard to read',
    wcag: ['3.1.5'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Say one thing a sentence, in common words; break what is left into a list. Or offer a summary in plain language beside it.',
    help: understanding('reading-level'),
    find: hardTexts,
  },
});

/** Languages whose words are as long as the measure was made for. */
const measured = new Set(['en', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'sv', 'da', 'no', 'nb']);

/** Letters below which sixty words cannot be, and beyond which more of the same adds nothing. */
const shortest = 200;
const longest = 5_000;

/**
 * Very hard by the measure (60 and more), and with room to spare: long sentences alone may be a
 * speech, long words alone a subject that has them.
 */
function* hardTexts(page: Page): Generator<Sight> {
  for (const { element, text } of textBlocks(page)) {
    if (text.length < shortest || !measured.has(declaredLanguage(element) ?? '')) continue;
    const { words, sentences, wordsPerSentence, longWords, lix } = readability(
      text.slice(0, longest),
    );
    if (words < 60 || sentences < 3 || wordsPerSentence < 25 || longWords < 0.3 || lix < 65)
      continue;
    yield {
      element,
      evidence: `${quoted(text)}: ${Math.round(wordsPerSentence)} words a sentence, ${Math.round(longWords * 100)} % of them longer than six letters (LIX ${Math.round(lix)}; from 60 on very hard).`,
    };
  }
}
