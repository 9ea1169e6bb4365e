import type { Box } from '../../core/artifacts/page-audit.ts';
import { isSeen, type Page, texts, upwards } from './page.ts';
import type { SnapshotElement, SnapshotNode, SnapshotText } from './snapshot.ts';

/** A paragraph as the eye sees it: the nearest element that is not inline, and the text that flows in it. */
export interface TextBlock {
  readonly element: SnapshotElement;
  readonly texts: readonly SnapshotText[];
  /** As it is shown, white space collapsed. */
  readonly text: string;
  /** From top to bottom. */
  readonly lines: readonly BlockLine[];
}

/** A line of a paragraph: pieces that stand side by side. */
export interface BlockLine {
  readonly box: Box;
  readonly text: string;
}

const known = new WeakMap<Page, readonly TextBlock[]>();

/** Every block of text that can be seen, in document order. */
export function textBlocks(page: Page): readonly TextBlock[] {
  const blocks = known.get(page) ?? readBlocks(page);
  known.set(page, blocks);
  return blocks;
}

const withText = new WeakMap<Page, ReadonlySet<SnapshotElement>>();

/** Elements with text that can be seen, their own or that of an element below. */
export function elementsWithText(page: Page): ReadonlySet<SnapshotElement> {
  const found = withText.get(page);
  if (found) return found;
  const elements = new Set<SnapshotElement>();
  for (const { texts } of textBlocks(page)) {
    for (const { parent } of texts) {
      for (const one of upwards(parent)) {
        if (elements.has(one)) break;
        elements.add(one);
      }
    }
  }
  withText.set(page, elements);
  return elements;
}

/** The beginning of the text that is shown below an element; stops where it has enough. */
export function beginningOf(element: SnapshotElement, length: number): string {
  let beginning = '';
  let left = mostPieces;
  for (const { text, parent, lines } of texts(element)) {
    left -= 1;
    if (left === 0 || beginning.length > length) break;
    if (lines.length > 0 && isSeen(parent)) beginning += ` ${text.slice(0, length * 4)}`;
  }
  return beginning.replace(/\s+/g, ' ').trim().slice(0, length);
}

const mostPieces = 50;

/** One walk down the tree, which carries what an element passes on to all below it. */
function readBlocks({ snapshot }: Page): readonly TextBlock[] {
  const byBlock = new Map<SnapshotElement, SnapshotText[]>();
  const open: Place[] = [{ node: snapshot.root, block: snapshot.root, faded: false }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { node, block, faded } = place;
    if (node.kind === 'text') {
      if (faded || node.lines.length === 0 || node.parent.style.visibility !== 'visible') continue;
      const texts = byBlock.get(block);
      if (texts) texts.push(node);
      else byBlock.set(block, [node]);
      continue;
    }
    const below = {
      block: isInlineDisplay(node.style.display) ? block : node,
      faded: faded || node.style.opacity === '0',
    };
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) open.push({ node: child, ...below });
    }
  }
  return [...byBlock].map(([element, texts]) => {
    const text = joined(texts);
    return { element, texts, text, lines: linesOf(texts) };
  });
}

interface Place {
  readonly node: SnapshotNode;
  readonly block: SnapshotElement;
  readonly faded: boolean;
}

function isInlineDisplay(display: string | undefined): boolean {
  return display === 'inline' || display === 'contents' || (display?.startsWith('ruby') ?? false);
}

function joined(texts: readonly SnapshotText[]): string {
  return texts
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Joins pieces that overlap from top to bottom and nearly touch; a wide gap is another column. */
function linesOf(texts: readonly SnapshotText[]): readonly BlockLine[] {
  const pieces = texts
    .flatMap(({ lines }) => lines)
    .filter(({ text, box }) => text.trim() !== '' && box.width > 0)
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const lines: { box: Box; text: string }[] = [];
  for (const { box, text } of pieces) {
    const line = lines.findLast((one, index) => index > lines.length - 9 && isBeside(one.box, box));
    if (!line) lines.push({ box, text });
    else {
      line.text += text;
      line.box = around(line.box, box);
    }
  }
  return lines;
}

/** Columns of one text may be told with the same place: what lies upon another piece is not beside it. */
function isBeside(left: Box, right: Box): boolean {
  const overlap =
    Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y);
  const gap = Math.max(right.x - left.x - left.width, left.x - right.x - right.width);
  const isApart = gap > -Math.min(left.width, right.width) / 2;
  return overlap > Math.min(left.height, right.height) / 2 && isApart && gap < 2 * right.height;
}

/** The smallest box around two. */
function around(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

/** Whether an element of one of these tags or roles is around or is the element. */
export function isInside(element: SnapshotElement, kinds: ReadonlySet<string>): boolean {
  return upwards(element).some(
    ({ tag, role, attributes }) =>
      kinds.has(tag) || kinds.has(attributes.role ?? '') || (role !== null && kinds.has(role)),
  );
}
