import { detectLanguage } from '../../detect-language.ts';
import { areKin, foreignLetters, languageSource, primaryLanguage } from '../../languages.ts';
import type { Page } from '../../page.ts';
import { perPage } from '../../per-page.ts';
import type { SnapshotElement, SnapshotNode } from '../../snapshot.ts';
import { countWords, phrasesOf } from '../../words.ts';

/** All that one `lang` attribute is said of. */
export interface Region {
  /** The element with the attribute. */
  readonly element: SnapshotElement;
  readonly language: string;
  /** Texts and alternatives in order, as assistive technology is told them. */
  readonly pieces: readonly string[];
}

const unspoken = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'code',
  'pre',
  'kbd',
  'samp',
  'var',
  'svg',
  'math',
  'select',
  'textarea',
  'address',
]);
const longestRegion = 8_000;

/** The parts of the page by what says their language; text that is hidden, code, and text marked translate="no" is left out. */
export const regionsOf = perPage(readRegions);

function readRegions(page: Page): readonly Region[] {
  const pieces = new Map<SnapshotElement, string[]>();
  const lengths = new Map<SnapshotElement, number>();
  const add = (source: SnapshotElement | null, text: string) => {
    const length = source ? (lengths.get(source) ?? 0) : longestRegion;
    if (!source || length >= longestRegion || text.trim() === '') return;
    lengths.set(source, length + text.length);
    const known = pieces.get(source);
    if (known) known.push(text.trim());
    else pieces.set(source, [text.trim()]);
  };
  const open: { node: SnapshotNode; source: SnapshotElement | null }[] = [
    { node: page.snapshot.root, source: null },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, source } = next;
    if (node.kind === 'text') {
      if (node.lines.length > 0 && node.parent.style.visibility === 'visible')
        add(source, node.text);
      continue;
    }
    if (
      unspoken.has(node.tag) ||
      node.attributes.translate === 'no' ||
      node.attributes['aria-hidden'] === 'true'
    )
      continue;
    // A frame is a page of its own.
    const inside =
      node.attributes.lang !== undefined || node.tag === 'html'
        ? node.attributes.lang === undefined
          ? null
          : node
        : source;
    if (node.tag === 'img' && node.role !== null && node.box !== null) add(inside, node.name);
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) open.push({ node: child, source: inside });
    }
  }
  const { title } = page.snapshot;
  const { root } = page.snapshot;
  if (languageSource(root) === root) add(root, title);
  return [...pieces].flatMap(([element, own]) => {
    const language = primaryLanguage(element.attributes.lang);
    return language === null ? [] : [{ element, language, pieces: own }];
  });
}

/** What a text seems to be written in, where that is not what is declared. */
export interface Mismatch {
  /** A code, or null where only the letters tell. */
  readonly language: string | null;
  /** What tells: a word in letters that the declared language does not have, or how much better the other fits, from 0 to 1. */
  readonly margin: number;
  readonly words: number;
  /** Whether it reads as a sentence, and not as a name or a title. */
  readonly isSentence: boolean;
}

/** Compares a text with its declared language; null where they fit, or nobody can tell. */
export function mismatch(text: string, declared: string): Mismatch | null {
  const words = countWords(text);
  const isSentence = readsAsSentence(text, declared);
  if (foreignLetters(text, declared) !== null && foreignShare(text, declared) > 0.5) {
    return { language: detectLanguage(text)?.language ?? null, margin: 1, words, isSentence };
  }
  const found = detectLanguage(text);
  if (!found || areKin(found.language, declared)) return null;
  const score = found.scores[found.language] ?? 0;
  if (score < 0.65) return null;
  const margin = score - (found.scores[declared] ?? 0);
  return { language: found.language, margin, words, isSentence };
}

function foreignShare(text: string, declared: string): number {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const foreign = words.filter((word) => foreignLetters(word, declared) !== null).length;
  return words.length === 0 ? 0 : foreign / words.length;
}

/** Words that hold a sentence together in languages that pages are often declared in. */
const joints: Readonly<Record<string, ReadonlySet<string>>> = {
  en: phrasesOf('the, and, of, to, is, are, with, for, from, by, at'),
  de: phrasesOf('der, die, das, und, ist, für, von, mit, im, auf'),
  fr: phrasesOf('le, la, les, et, est, des, du, pour, avec, dans'),
  es: phrasesOf('el, la, los, y, es, de, del, para, con, por'),
  it: phrasesOf('il, la, gli, e, è, di, del, per, con'),
  nl: phrasesOf('de, het, een, en, is, van, voor, met'),
  pt: phrasesOf('o, a, os, e, é, de, do, da, para, com'),
};

/**
 * Ends like a sentence, or is mostly small words, and none of them from the declared language; names,
 * titles and dishes are not like that.
 */
function readsAsSentence(text: string, declared: string): boolean {
  const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  if (small === 0 || words.some((word) => joints[declared]?.has(word))) return false;
  return small / words.length >= 0.5 || /[.!?…]["”’»“]?\s*$/u.test(text);
}

/** English names of common languages, for people; the code for all others. */
export function languageName(code: string | null): string {
  if (code === null) return 'another language';
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(code) ?? code;
}
