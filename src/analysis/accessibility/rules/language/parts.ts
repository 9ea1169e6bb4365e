import { areKin, declaredLanguage, languageSource, ownNames } from '../../languages.ts';
import { isSeen, type Page, shownText, upwards, walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { type TextBlock, textBlocks } from '../../text-blocks.ts';
import { countWords, quoted } from '../../words.ts';
import { actualLanguage, wrongRegions } from './declared.ts';
import { languageName, mismatch } from './regions.ts';

/** Rules about text in another language that no `lang` attribute marks. */
export const partRules = pageRules({
  'part-language-missing': {
    title: 'Text in another language is not marked as such',
    wcag: ['3.1.2'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Mark the passage: `<span lang="fr">Il pleut des cordes.</span>`.',
    help: understanding('language-of-parts'),
    find: unmarkedParts,
  },
  'language-link-unmarked': {
    title: 'A link in the name of a language is not marked with that language',
    wcag: ['3.1.2'],
    level: 'AA',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Mark the name: `<a href="/de" lang="de" hreflang="de">Deutsch</a>`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H58',
    find: languageLinks,
  },
});

const quotes = /“([^“”]{8,400})”|„([^„“”]{8,400})[“”]|«([^«»]{8,400})»|"([^"]{8,400})"/gu;
const quoteTags = new Set(['q', 'blockquote', 'cite', 'i', 'em']);
const spokenElsewhere = /^(?:code|pre|kbd|samp|var|svg|math|textarea|select|address|script|style)$/;
/** Words of a passage from which on it cannot be a name. */
const fewest = 3;
const wholeBlock = 6;
/** Passages that are looked at on one page. */
const maxPassages = 1_000;

interface Passage {
  readonly element: SnapshotElement;
  readonly text: string;
}

function* unmarkedParts(page: Page): Generator<Sight> {
  const actual = actualLanguage(page);
  const misnamed = new Set([...wrongRegions(page)].map(({ region }) => region.element));
  let looked = 0;
  for (const block of textBlocks(page)) {
    if (looked > maxPassages) return;
    if (isLeftAlone(block.element)) continue;
    for (const { element, text } of passagesOf(block)) {
      looked += 1;
      const declared = declaredLanguage(element);
      const source = languageSource(element);
      if (declared === null || (source && misnamed.has(source))) continue;
      const found = mismatch(text, declared);
      // Where the whole page is declared wrongly, its parts are not to blame.
      if (!found || (found.language !== null && found.language === actual)) continue;
      const { words, margin, isSentence, language } = found;
      const enough = words < 5 ? 0.2 : words < 12 ? 0.15 : 0.1;
      if (margin < enough) continue;
      const isCertain = isSentence || words >= 12;
      // Names and addresses keep their own spelling everywhere.
      if (!isCertain && (/\p{N}/u.test(text) || !/(?:^|\s)\p{Ll}/u.test(text))) continue;
      yield {
        element,
        evidence: `${quoted(text, 100)} reads as ${languageName(language)}, in a part that is marked as ${languageName(declared)}.`,
        ...(isCertain ? {} : { verdict: 'review' }),
      };
    }
  }
}

/** A whole paragraph in another language, or else what is quoted or set apart in it. */
function* passagesOf({ element, texts, text }: TextBlock): Generator<Passage> {
  const first = texts[0]?.parent ?? element;
  const isOneLanguage = texts.every(
    ({ parent }) => declaredLanguage(parent) === declaredLanguage(first),
  );
  if (isOneLanguage && countWords(text) >= wholeBlock) {
    const declared = declaredLanguage(first);
    const whole = declared === null ? null : mismatch(text, declared);
    if (whole && whole.margin >= 0.1) {
      yield { element: first === element ? element : blockOrFirst(element, first), text };
      return;
    }
  }
  for (const piece of texts) {
    if (isSetApart(piece.parent, element)) {
      if (countWords(piece.text) >= fewest)
        yield { element: piece.parent, text: piece.text.trim() };
      continue;
    }
    for (const match of piece.text.matchAll(quotes)) {
      const quote = match.slice(1).find((group) => group !== undefined) ?? '';
      if (countWords(quote) >= fewest) yield { element: piece.parent, text: quote };
    }
  }
}

/** Whether a piece stands in a quotation or in italics, up to the block that it flows in. */
function isSetApart(piece: SnapshotElement, block: SnapshotElement): boolean {
  for (const one of upwards(piece)) {
    if (quoteTags.has(one.tag)) return true;
    if (one === block) return false;
  }
  return false;
}

function blockOrFirst(block: SnapshotElement, first: SnapshotElement): SnapshotElement {
  return declaredLanguage(block) === declaredLanguage(first) ? block : first;
}

/** Code, addresses, names in a list of languages, and what is marked as not to be translated. */
function isLeftAlone(element: SnapshotElement): boolean {
  return upwards(element).some(
    ({ tag, attributes }) => spokenElsewhere.test(tag) || attributes.translate === 'no',
  );
}

function* languageLinks(page: Page): Generator<Sight> {
  for (const link of page.tagged('a', 'button')) {
    if (!isSeen(link)) continue;
    const text = shownText(link);
    const language = ownNames.get(text.toLowerCase());
    if (language === undefined) continue;
    const said = [...walk(link)].map(declaredLanguage);
    if (said.some((one) => one === null || areKin(one, language))) continue;
    yield { element: link, evidence: `${quoted(text)} has no lang="${language}".` };
  }
}
