import { indexOf, isBlock } from '../../blocks.ts';
import { allText, closest, isSeen, shownText, texts, walk } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { isInside, textBlocks } from '../../text-blocks.ts';
import { countWords, hasWords, plain, quoted } from '../../words.ts';

/** Words in one block from which nobody finds their place again. */
const longestBlock = 350;

/** Rules about how text is divided. */
export const contentRules = pageRules({
  'content-unstructured': {
    title: 'A long text has no paragraphs, lists or headings',
    wcag: ['2.4.10'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Divide the text: a paragraph for each thought, a heading for each topic, a list where things are enumerated.',
    help: understanding('section-headings'),
    *find(page) {
      for (const { element, text } of textBlocks(page)) {
        if (
          text.length < longestBlock * 3 ||
          isInside(element, new Set(['pre', 'code', 'textarea']))
        )
          continue;
        const words = countWords(text);
        if (words < longestBlock) continue;
        yield {
          element,
          evidence: `${words} words follow each other in one block: ${quoted(text)}.`,
        };
      }
    },
  },
  'paragraph-empty': {
    title: 'An empty paragraph makes room',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Remove the empty `<p>` and use margin in CSS: some screen readers stop at it and say “blank”.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C12',
    *find(page) {
      for (const element of page.tagged('p')) {
        if (!isSeen(element) || hasWords(allText(element)) || allText(element) !== '') continue;
        if ([...walk(element)].some((one) => !isEmptyPart(one))) continue;
        yield { element, evidence: 'The paragraph has no text and no picture.' };
      }
    },
  },
  'paragraph-by-breaks': {
    title: 'Paragraphs are made by line breaks',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Use `<p>` for each paragraph instead of `<br><br>`: screen readers jump from paragraph to paragraph.',
    help: understanding('info-and-relationships'),
    *find(page) {
      for (const br of page.tagged('br')) {
        const sides = sidesOf(br);
        if (!sides || Math.min(...sides.map(countWords)) < 15) continue;
        yield {
          element: br.parent ?? br,
          evidence: `Two line breaks stand between ${quoted(sides[0], 40)} and ${quoted(sides[1], 40)}.`,
        };
      }
    },
  },
  'article-of-links': {
    title: 'An <article> holds only navigation',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Use `<nav>`, `<section>` or `<aside>`; `<article>` is for what makes sense on its own, such as a news item.',
    help: 'https://html.spec.whatwg.org/multipage/sections.html#the-article-element',
    *find(page) {
      for (const element of page.tagged('article')) {
        const inside = [...walk(element)];
        const hasNav = inside.some(({ tag, role }) => tag === 'nav' || role === 'navigation');
        if (!hasNav || !isSeen(element)) continue;
        const own = [...texts(element)].filter(
          ({ parent }) => closest(parent, (one) => one === element || navigates(one)) === element,
        );
        if (
          own.some(({ text }) => hasWords(text)) ||
          inside.some(({ tag }) => ['img', 'video', 'form', 'table'].includes(tag))
        )
          continue;
        yield {
          element,
          evidence: `All text of the article is navigation: ${quoted(shownText(element))}.`,
        };
      }
    },
  },
  'abbreviation-unexplained': {
    title: 'An abbreviation is not explained where it is first used',
    wcag: ['3.1.4'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Write it out at first use, “Government Digital Service (GDS)”, or give it in `<abbr title="…">`.',
    help: understanding('abbreviations'),
    *find(page) {
      const explained = new Set<string>();
      let all: string | null = null;
      for (const element of page.tagged('abbr', 'acronym')) {
        const text = shownText(element);
        if (plain(text) === '' || explained.has(plain(text))) continue;
        explained.add(plain(text));
        const { title, 'aria-label': label } = element.attributes;
        all ??= allText(page.snapshot.root);
        if ((title ?? label ?? '').trim() !== '' || isSpeltOut(text, all)) continue;
        yield {
          element,
          evidence: `${quoted(text)} has no title and is not written out beside it.`,
        };
      }
    },
  },
});

/** Whether a part of a paragraph is neither seen nor filled later. */
function isEmptyPart({ tag, attributes, before, after, listens }: SnapshotElement): boolean {
  const isFilledLater =
    attributes.id !== undefined ||
    Object.keys(attributes).some((name) =>
      /^(?:aria-|data-|role$|ng-|v-|x-|:|@|hidden$)/.test(name),
    );
  return (
    ['p', 'br', 'span', 'b', 'i', 'em', 'strong', 'font'].includes(tag) &&
    !isFilledLater &&
    !before &&
    !after &&
    listens.length === 0
  );
}

/** The text before and after the first of two line breaks that follow each other; null for any other. */
function sidesOf(br: SnapshotElement): [string, string] | null {
  const siblings = br.parent?.children ?? [];
  const at = indexOf(br);
  const isBreak = (index: number) => {
    const node = siblings[index];
    return node?.kind === 'element' && node.tag === 'br';
  };
  if (!isBreak(at + 1) || isBreak(at - 1)) return null;
  const side = (start: number, step: 1 | -1) => {
    const words: string[] = [];
    for (let index = start; words.length < 40; index += step) {
      const node = siblings[index];
      if (!node || (node.kind === 'element' && (node.tag === 'br' || isBlock(node)))) break;
      words.push(node.kind === 'text' ? node.text : shownText(node));
    }
    return (step < 0 ? words.reverse() : words).join(' ');
  };
  return [side(at - 1, -1), side(at + 2, 1)];
}

function navigates({ tag, role }: SnapshotElement): boolean {
  return tag === 'nav' || role === 'navigation' || role === 'link' || role === 'heading';
}

/** Whether the abbreviation stands in brackets after words, or brackets with words stand after it. */
function isSpeltOut(abbreviation: string, text: string): boolean {
  for (let at = text.indexOf(abbreviation); at >= 0; at = text.indexOf(abbreviation, at + 1)) {
    const before = text.slice(Math.max(0, at - 3), at);
    const after = text.slice(at + abbreviation.length, at + abbreviation.length + 40);
    if (/\(\s?$/.test(before) && /^\s?\)/.test(after)) return true;
    if (
      /^\s?(?:\(|,? (?:or|short for|stands for|meaning|steht für|signifie|significa)\b)\s?\p{L}{2,30}/u.test(
        after,
      )
    )
      return true;
  }
  return false;
}
