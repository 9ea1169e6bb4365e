import { type Page, px } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { isInside, type TextBlock, textBlocks } from '../../text-blocks.ts';

/** Text that is set in lines on purpose: code, poems of characters, fields. */
const setByHand = new Set(['pre', 'code', 'textarea', 'select', 'svg']);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'heading']);
/** Beyond so many pixels letters are a display face, whose lines may stand closer. */
const displaySize = 24;
const tightest = 1.2;
/** 1.4.8 asks for 80; the margin leaves pages in peace that measure by the width of a zero. */
const longestLine = 100;
/** 1.4.8: half as many where a character is as wide as it is high. */
const longestWideLine = 50;
/** From so many long paragraphs on it is the page that is laid out so, not one text that happens to fill it. */
const longHabit = 4;
const wideCharacters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

/** Rules about lines of running text. */
export const lineRules = pageRules({
  'line-height-tight': {
    title: 'Lines of text stand too close',
    wcag: ['1.4.8'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Give running text room: `line-height: 1.5`.',
    help: understanding('visual-presentation'),
    find: function* (page) {
      for (const block of textBlocks(page)) {
        const { style } = block.element;
        const size = px(style['font-size']) ?? 0;
        const height = px(style['line-height']);
        if (height === null || size === 0 || size >= displaySize) continue;
        if (!isRunningText(block) || isInside(block.element, headings)) continue;
        const ratio = height / size;
        if (ratio > tightest - 0.005) continue;
        yield {
          element: block.element,
          evidence: `${block.lines.length} lines of ${size}px are ${ratio.toFixed(2)} times as high as their letters; 1.5 reads well`,
        };
      }
    },
  },
  'lines-long': {
    title: 'Lines of text are too long to follow',
    wcag: ['1.4.8'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Keep lines to about 80 characters: `max-width: 70ch`.',
    help: understanding('visual-presentation'),
    find: function* (page) {
      if (page.snapshot.device !== 'desktop') return;
      const { width } = page.snapshot.viewport;
      const blocks = [...longBlocks(page)];
      for (const { element, longest } of blocks) {
        yield {
          element,
          evidence: `a line holds ${longest} characters in a window of ${width}px; 80 are easy to follow`,
          ...(blocks.length < longHabit ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
  'text-justified': {
    title: 'Text is justified to both margins',
    wcag: ['1.4.8'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Align text to one side: `text-align: start`.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F88',
    find: function* (page) {
      for (const block of textBlocks(page)) {
        if (block.element.style['text-align'] !== 'justify' || !isRunningText(block)) continue;
        yield {
          element: block.element,
          evidence: `${block.lines.length} lines are stretched to the same width`,
        };
      }
    },
  },
});

/** Running text with a line that is too long, and how long it is. */
function* longBlocks(page: Page): Generator<{
  readonly element: SnapshotElement;
  readonly longest: number;
}> {
  for (const block of textBlocks(page)) {
    if (!isRunningText(block)) continue;
    const longest = Math.max(...block.lines.slice(0, 200).map(({ text }) => lengthOf(text)));
    if (longest > longestLine) yield { element: block.element, longest };
  }
}

/** A paragraph that wraps: two lines or more, and a sentence at least. */
function isRunningText({ element, lines, text }: TextBlock): boolean {
  return lines.length >= 2 && text.length >= 80 && !isInside(element, setByHand);
}

/** Characters of a line, those counted twice that take twice the room. */
function lengthOf(line: string): number {
  const { length } = line.trim();
  const wide = line.match(wideCharacters)?.length ?? 0;
  return length + Math.round(wide * (longestLine / longestWideLine - 1));
}
