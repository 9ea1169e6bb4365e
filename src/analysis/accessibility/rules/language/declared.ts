import { areKin } from '../../languages.ts';
import type { Page } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { countWords, quoted } from '../../words.ts';
import { languageName, mismatch, type Region, regionsOf } from './regions.ts';

/** Rules about `lang` attributes that say the wrong language. */
export const declaredRules = pageRules({
  'page-language-wrong': {
    title: 'The page says that it is written in another language than it is',
    wcag: ['3.1.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Name the language of the text: `<html lang="fr">`. A screen reader reads French with English sounds otherwise.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/ucwvc8/',
    find: pageLanguage,
  },
  'part-language-wrong': {
    title: 'A part of the page is marked with a language that it is not written in',
    wcag: ['3.1.2'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Correct the lang attribute of the part, or remove it where the text has the language of the page.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/off6ek/',
    find: partLanguage,
  },
});

/** The language that most of the page's own text is written in, where it clearly is not the declared one. */
export function actualLanguage(page: Page): string | null {
  const region = regionsOf(page).find(({ element }) => element === page.snapshot.root);
  return region ? (otherLanguage(region)?.language ?? null) : null;
}

/** Words of the page's own text below which one has to be surer than of a longer one. */
const manyWords = 25;
const fewWords = 6;

function otherLanguage({
  pieces,
  language: declared,
}: Region): { language: string; share: number } | null {
  const text = pieces.join('. ');
  const words = countWords(text);
  if (words < fewWords) return null;
  const parts = chunksOf(pieces);
  const found = parts.flatMap((part) => {
    const one = mismatch(part, declared);
    return one?.language && one.margin >= (words < manyWords ? 0.15 : 0.08) ? [one.language] : [];
  });
  const [language, those] =
    [...Map.groupBy(found, (one) => one)].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  if (language === undefined || those === undefined || those.length * 2 <= parts.length) {
    return null;
  }
  if (!hasMostWords(pieces, declared, language)) return null;
  return { language, share: those.length / parts.length };
}

/** Counts by words, for one long paragraph in another language must not outweigh all that is short. */
function hasMostWords(pieces: readonly string[], declared: string, other: string): boolean {
  let theirs = 0;
  let all = 0;
  for (const piece of pieces.slice(0, 100)) {
    const words = countWords(piece);
    if (words < 3) continue;
    all += words;
    if (mismatch(piece, declared)?.language === other) theirs += words;
  }
  return theirs * 2 > all || all === 0;
}

/** Runs of pieces of about 900 letters: as much as the detector reads. */
function chunksOf(pieces: readonly string[]): readonly string[] {
  const chunks: string[] = [];
  for (const piece of pieces) {
    const last = chunks.at(-1);
    if (last === undefined || last.length + piece.length > 900) chunks.push(piece.slice(0, 900));
    else chunks[chunks.length - 1] = `${last}. ${piece}`;
  }
  // A short rest decides nothing by itself.
  return chunks.length > 1 && (chunks.at(-1)?.length ?? 0) < 100 ? chunks.slice(0, -1) : chunks;
}

function* pageLanguage(page: Page): Generator<Sight> {
  for (const region of regionsOf(page)) {
    if (region.element.tag !== 'html') continue;
    const other = otherLanguage(region);
    if (other) yield seenAs(region, other.language);
  }
}

function* partLanguage(page: Page): Generator<Sight> {
  for (const { region, language, words } of wrongRegions(page)) {
    // A name keeps its own spelling in every language: it takes a person to tell.
    const isName = isLikelyName(region.pieces.join(' '), words);
    yield { ...seenAs(region, language), ...(isName ? { verdict: 'review' } : {}) };
  }
}

/** Parts below the root whose own text does not fit their `lang`; the fewer words, the clearer it has to be. */
export function* wrongRegions(
  page: Page,
): Generator<{ readonly region: Region; readonly language: string; readonly words: number }> {
  for (const region of regionsOf(page)) {
    if (region.element.tag === 'html') continue;
    const found = mismatch(region.pieces.join(' ').slice(0, 1000), region.language);
    if (!found?.language || areKin(found.language, region.language)) continue;
    const { language, margin, words } = found;
    const enough = words < 2 ? 2 : words < 3 ? 0.5 : words < 6 ? 0.15 : 0.1;
    if (margin >= enough) yield { region, language, words };
  }
}

function isLikelyName(text: string, words: number): boolean {
  return words < 4 && !/\p{Ll}.*\s\p{Ll}|[!?]/u.test(text);
}

function seenAs(
  { element, language, pieces }: Region,
  other: string,
): Sight & { element: SnapshotElement } {
  return {
    element,
    evidence: `lang="${element.attributes.lang}" says ${languageName(language)}, but ${quoted(pieces.join(' '), 100)} reads as ${languageName(other)}.`,
  };
}
