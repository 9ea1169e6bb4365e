import { px } from '../../page.ts';
import { pageRules, type Sight } from '../../rule.ts';
import type { SnapshotText } from '../../snapshot.ts';
import { isInside, type TextBlock, textBlocks } from '../../text-blocks.ts';
import { countWords, quoted } from '../../words.ts';

/** Where a short line in large letters is something else than a heading. */
const elsewhere = new Set([
  'heading',
  'button',
  'link',
  'label',
  'legend',
  'caption',
  'figcaption',
  'table',
  'th',
  'td',
  'li',
  'dt',
  'dd',
  'nav',
  'navigation',
  'header',
  'banner',
  'footer',
  'contentinfo',
  'blockquote',
  'pre',
  'code',
  'summary',
  'option',
  'select',
  'svg',
  'tab',
  'tooltip',
  'alert',
  'status',
  'dialog',
  'figure',
  'q',
  'address',
  'marquee',
]);
const bold = 600;

/** Rules about text that only looks like a heading. */
export const fakeHeadingRules = pageRules({
  'heading-fake': {
    title: 'Text looks like a heading but is not marked up as one',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Use `<h2>`, `<h3>` and so on, and style them by CSS: people who hear the page jump from heading to heading.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F2',
    *find(page) {
      const blocks = textBlocks(page);
      for (const [at, block] of blocks.entries()) {
        const next = blocks[at + 1];
        if (next) yield* fakeHeading(block, next, blocks[at - 1]);
      }
    },
  },
});

function* fakeHeading(block: TextBlock, next: TextBlock, before?: TextBlock): Generator<Sight> {
  const words = countWords(block.text);
  const isTitle =
    block.lines.length === 1 &&
    words > 0 &&
    words <= 12 &&
    block.text.length <= 90 &&
    /\p{L}{2}/u.test(block.text) &&
    !/[.,;:!…"”»]$/.test(block.text);
  if (!isTitle || isInside(block.element, elsewhere) || isInside(next.element, elsewhere)) return;
  if (countWords(next.text) < 6 || !standsAbove(block, next)) return;
  const size = smallest(block.texts);
  const below = largest(next.texts);
  const isBold = block.texts.every((text) => weightOf(text) >= bold);
  const nextIsBold = next.texts.every((text) => weightOf(text) >= bold);
  const evidence = `${quoted(block.text)} stands in ${isBold ? 'bold ' : ''}letters of ${size} px above text of ${below} px.`;
  const { element } = block;
  if (size >= below * 1.5 || (size >= below * 1.15 && isBold && !nextIsBold))
    yield { element, evidence };
  else if (isBold && !nextIsBold && size >= below && countWords(next.text) >= 10) {
    // Bold alone may be emphasis; between two paragraphs it is most likely a title.
    const isBetween =
      before !== undefined && countWords(before.text) >= 10 && !isInside(before.element, elsewhere);
    yield { element, evidence, verdict: isBetween ? 'warning' : 'review' };
  }
}

/** Whether the one is right above the other, in the same column. */
function standsAbove({ lines: [line] }: TextBlock, { lines: [next] }: TextBlock): boolean {
  if (!line || !next) return false;
  const gap = next.box.y - line.box.y - line.box.height;
  const shared =
    Math.min(line.box.x + line.box.width, next.box.x + next.box.width) -
    Math.max(line.box.x, next.box.x);
  return gap >= -2 && gap < 4 * line.box.height && shared > 0;
}

function weightOf({ parent }: SnapshotText): number {
  return Number(parent.style['font-weight'] ?? 400);
}

function sizes(texts: readonly SnapshotText[]): readonly number[] {
  return texts.map(({ parent }) => px(parent.style['font-size']) ?? 16);
}

function smallest(texts: readonly SnapshotText[]): number {
  return Math.min(...sizes(texts).slice(0, 1000));
}

function largest(texts: readonly SnapshotText[]): number {
  return Math.max(...sizes(texts).slice(0, 1000));
}
