import { isSeen } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { isInside, textBlocks } from '../../text-blocks.ts';
import { hasWords, quoted } from '../../words.ts';

const elsewhere = new Set([
  'li',
  'pre',
  'code',
  'samp',
  'kbd',
  'list',
  'heading',
  'table',
  'textarea',
  'nav',
  'option',
  'svg',
  'math',
  'tablist',
  'button',
  'link',
]);
/** Lines that make a list. */
const fewest = 3;

/** Rules about text that only looks like a list. */
export const fakeListRules = pageRules({
  'list-fake': {
    title: 'Text looks like a list but is not marked up as one',
    wcag: ['1.3.1'],
    level: 'A',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Use `<ul>` or `<ol>` with one `<li>` for each line: screen readers then say how many items there are.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H48',
    *find(page) {
      const blocks = textBlocks(page).filter(({ element }) => !isInside(element, elsewhere));
      for (const run of runsOf(linesOf(blocks))) {
        const [first] = run;
        if (!first || run.length < fewest) continue;
        const beginnings = run.slice(0, 3).map(({ text }) => quoted(text, 30));
        // In some languages a dash begins what somebody says.
        const isSpeech = first.kind === 'dash' && run.some(({ text }) => text.length > 60);
        yield {
          element: first.element,
          evidence: `${run.length} lines begin like items of a list: ${beginnings.join(', ')}.`,
          ...(isSpeech ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
});

interface Line {
  readonly element: SnapshotElement;
  readonly text: string;
}

interface Item extends Line {
  readonly kind: string;
  /** Its place in an ordered list; 0 for bullets. */
  readonly number: number;
}

/** Items that follow each other, by list. */
function* runsOf(lines: Iterable<Line>): Generator<readonly Item[]> {
  let run: Item[] = [];
  for (const line of lines) {
    const item = itemOf(line);
    const last = run.at(-1);
    if (item && last && follows(item, last)) run.push(item);
    else {
      yield run;
      run = item ? [item] : [];
    }
  }
  yield run;
}

/** What the author broke into lines: blocks, and within them what stands between line breaks. */
function* linesOf(blocks: ReturnType<typeof textBlocks>): Generator<Line> {
  for (const { element } of blocks) {
    let text = '';
    for (const piece of pieces(element)) {
      if (piece !== null) text += piece;
      else {
        if (hasWords(text)) yield { element, text: text.trim() };
        text = '';
      }
    }
    if (text.trim() !== '') yield { element, text: text.trim() };
  }
}

/** The text of a block piece by piece, null for each line break. Blocks inside it are lines of their own. */
function* pieces(element: SnapshotElement): Generator<string | null> {
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (child.lines.length > 0) yield child.text.replace(/\s+/g, ' ');
    } else if (child.tag === 'br') yield null;
    else if (isSeen(child) && /^(?:inline|contents)$/.test(child.style.display ?? ''))
      yield* pieces(child);
    else if (isSeen(child)) yield null;
  }
}

function itemOf({ element, text }: Line): Item | null {
  const found =
    /^(?:([*•◦▪▫■□●○‣⁃∙·▸►▶→➔✓✔☑✗✘»>])|([-–—])|(\d{1,2})[.)]|([a-z])\)|\((\d{1,2}|[a-z])\))\s{0,9}(?=\S)/iu.exec(
      text,
    );
  if (!found || text.length > 400) return null;
  const [marker, bullet, dash, digits, letter, bracketed] = found;
  if (!/\s$/.test(marker) && !bullet) return null;
  if (bullet || dash) return { element, text, kind: bullet ?? 'dash', number: 0 };
  const sign = digits ?? letter ?? bracketed ?? '';
  const number = /\d/.test(sign) ? Number(sign) : sign.toLowerCase().charCodeAt(0) - 96;
  return { element, text, kind: /\d/.test(sign) ? 'number' : 'letter', number };
}

/** Whether an item is the next of the same list. */
function follows(item: Item, last: Item): boolean {
  if (item.kind !== last.kind || item.number !== last.number + (item.number === 0 ? 0 : 1))
    return false;
  return item.element === last.element || item.element.parent === last.element.parent;
}
