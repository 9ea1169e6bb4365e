import { isOnScreen, px } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement, SnapshotText } from '../../snapshot.ts';
import { isInside, textBlocks } from '../../text-blocks.ts';

/** What is short by nature, and set in capitals by custom. */
const labels = new Set(
  'h1 h2 h3 h4 h5 h6 heading a link button summary label legend th caption dt nav navigation menu menubar tablist'.split(
    ' ',
  ),
);
const quotedAsIs = new Set(['pre', 'code', 'kbd', 'samp', 'svg', 'textarea', 'select']);
const slantedByCustom = new Set(['address', 'cite', 'dfn', 'var']);
const smallByNature = new Set(['sub', 'sup', 'rt', 'rp', 'svg', 'math', 'canvas']);

const fewestWords = 5;
const fewestLetters = 40;
/** Labels in capitals are common; a whole sentence in one is not. */
const longestLabel = 100;
const longestSlant = 100;
const smallestText = 10;

/** Rules about the letters of running text. */
export const letteringRules = pageRules({
  'text-capitals': {
    title: 'A passage is written in capital letters',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Write sentences in lower case, without `text-transform: uppercase`.',
    help: understanding('readable'),
    find: function* (page) {
      for (const { element, texts } of textBlocks(page)) {
        if (isInside(element, quotedAsIs)) continue;
        const passage = longestOf(texts.flatMap(capitalPassages));
        const letters = lettersOf(passage);
        if (letters < fewestLetters || wordsOf(passage) < fewestWords) continue;
        if (letters < longestLabel && isInside(element, labels)) continue;
        yield { element, evidence: `${letters} letters in capitals: “${passage.slice(0, 120)}”` };
      }
    },
  },
  'text-italic': {
    title: 'A long passage is set in italics',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Keep italics for single words; set quotations apart by a margin or a line.',
    help: understanding('visual-presentation'),
    find: function* (page) {
      for (const { element, texts } of textBlocks(page)) {
        const slanted = texts.filter(({ parent }) => parent.style['font-style'] !== 'normal');
        const length = slanted.reduce((sum, { text }) => sum + text.trim().length, 0);
        if (length < longestSlant || isInside(element, quotedAsIs)) continue;
        if (slanted.every(({ parent }) => isInside(parent, slantedByCustom))) continue;
        yield { element, evidence: `${length} characters in italics` };
      }
    },
  },
  'text-tiny': {
    title: 'Text is too small to read',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Use 16px for running text and 12px at least for notes.',
    help: understanding('resize-text'),
    find: function* (page) {
      for (const { element, texts } of textBlocks(page)) {
        const tiny = texts.find(isTiny);
        if (!tiny) continue;
        yield {
          element: tiny.parent === element ? element : tiny.parent,
          evidence: `“${tiny.text.trim().slice(0, 80)}” is ${tiny.parent.style['font-size']} high`,
        };
      }
    },
  },
});

/** Runs of sentences in which every word is in capitals as it is shown. */
function capitalPassages({ text, parent }: SnapshotText): readonly string[] {
  const isRaised =
    parent.style['text-transform'] === 'uppercase' ||
    (parent.style['font-variant-caps'] ?? '').startsWith('all-');
  if (isRaised) return [text.replace(/\s+/g, ' ').trim()];
  if (!/\p{Lu}{2}/u.test(text)) return [];
  const passages: string[][] = [[]];
  for (const word of text.split(/\s+/, 5_000)) {
    if (/\p{Ll}/u.test(word)) passages.push([]);
    else passages.at(-1)?.push(word);
  }
  return passages.map((words) => words.join(' '));
}

function longestOf(passages: readonly string[]): string {
  return passages.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}

/** Letters that have a lower case: other scripts know no capitals. */
function lettersOf(text: string): number {
  return text.match(/[\p{Lu}\p{Ll}]/gu)?.length ?? 0;
}

function wordsOf(text: string): number {
  return text.match(/[\p{Lu}\p{Ll}]{2,}/gu)?.length ?? 0;
}

/** Words under the size that can be read; what is hidden from the eye on purpose is no text. */
function isTiny({ text, parent, lines }: SnapshotText): boolean {
  const size = px(parent.style['font-size']) ?? 16;
  if (size >= smallestText || size < 2 || !/\p{L}{2}/u.test(text)) return false;
  const { width = 0, height = 0 } = lines[0]?.box ?? {};
  return width > 1 && height > 1 && isReadable(parent) && !isInside(parent, smallByNature);
}

function isReadable(element: SnapshotElement): boolean {
  return isOnScreen(element) || element.style.display === 'contents';
}
