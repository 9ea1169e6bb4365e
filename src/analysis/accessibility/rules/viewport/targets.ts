import { blockAround } from '../../blocks.ts';
import { childElements, isOnScreen, type Page, shownText } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { hasWords, quoted } from '../../words.ts';

/** CSS pixels that a target needs in both directions, or from the middle of one to the next (WCAG 2.5.8). */
const least = 24;
const fewest = 3;

/** Rules about things that are hard to hit. */
export const targetRules = pageRules({
  'targets-crowded': {
    title: 'Small links stand so close that the wrong one is hit',
    wcag: ['2.5.8'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Give each link 24 by 24 CSS pixels: `display: inline-block; min-width: 24px; line-height: 24px; text-align: center`.',
    help: understanding('target-size-minimum'),
    find: crowdedRows,
  },
});

/** Rows of links with signs such as `|` between them: links within a sentence are exempt, these are in none. */
function* crowdedRows(page: Page): Generator<Sight> {
  const rows = Map.groupBy(
    page.tagged('a').filter((link) => 'href' in link.attributes && isOnScreen(link)),
    blockAround,
  );
  for (const [block, links] of rows) {
    if (!block || links.length < fewest || !isRowOfSigns(block, links)) continue;
    const small = links.filter((link, at) => isCrowded(link, links[at - 1] ?? links[at + 1]));
    if (small.length < fewest) continue;
    const [first] = small;
    yield {
      element: block,
      evidence: `${small.length} links are less than ${least}px wide and high, and as close to the next, such as ${quoted(first ? shownText(first) : '', 20)} with ${Math.round(first?.box?.width ?? 0)} by ${Math.round(first?.box?.height ?? 0)}px.`,
    };
  }
}

function isCrowded({ box }: SnapshotElement, next: SnapshotElement | undefined): boolean {
  const other = next?.box;
  if (!box || !other || box.width >= least || box.height >= least) return false;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const across = Math.abs(other.x + other.width / 2 - x);
  const down = Math.abs(other.y + other.height / 2 - y);
  return Math.hypot(across, down) < least;
}

/** Whether there is something beside the links, but no words: without anything axe-core measures them. */
function isRowOfSigns(block: SnapshotElement, links: readonly SnapshotElement[]): boolean {
  const between = [
    ...block.children.filter((child) => child.kind === 'text').map(({ text }) => text),
    ...childElements(block)
      .filter((child) => !links.includes(child))
      .map(shownText),
  ].join('');
  return between.trim() !== '' && !hasWords(between);
}
