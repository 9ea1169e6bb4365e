import { indexOf, isBlock } from '../../blocks.ts';
import { type Link, linksOf, shownLinksOf } from '../../links.ts';
import { allText, closest, texts, walk } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { quoted } from '../../words.ts';

/** Pixels between two links below which only a space separates them. */
const narrowest = 6;
/** Links in a row that make a menu. */
const fewest = 3;

/** Rules about links beside each other. */
export const linkNeighbourRules = pageRules({
  'links-twice': {
    title: 'A picture and the words beside it are two links to the same place',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Put picture and words into one link, with an empty alt on the picture: people who use the keyboard or a screen reader meet each link only once.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H2',
    *find(page) {
      const links = linksOf(page).filter(({ element }) => element.box !== null);
      for (const [at, link] of links.entries()) {
        const before = links[at - 1];
        if (!before?.target || before.target.href !== link.target?.href) continue;
        if (isPicture(before) === isPicture(link) || !areNeighbours(before, link)) continue;
        yield {
          element: link.element,
          evidence: `${quoted(before.name)} and ${quoted(link.name)} follow each other and both lead to ${link.target.pathname}.`,
        };
      }
    },
  },
  'links-crowded': {
    title: 'Links in a row are separated by nothing but a space',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Make the links a list, `<ul><li><a href="…">…</a></li>…</ul>`, or leave room between them: run together they are read and seen as one link.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/html/H48',
    *find(page) {
      let row: Link[] = [];
      for (const link of [...shownLinksOf(page), null]) {
        const last = row.at(-1);
        if (link && last && isCrowded(last, link)) {
          row.push(link);
          continue;
        }
        const first = row[0];
        if (first && row.length >= fewest) {
          const names = row.slice(0, 6).map(({ name }) => quoted(name, 24));
          yield {
            element: first.element.parent ?? first.element,
            evidence: `${row.length} links follow each other with less than ${narrowest} pixels between: ${names.join(', ')}.`,
          };
        }
        row = link ? [link] : [];
      }
    },
  },
});

function isPicture({ element, shown }: Link): boolean {
  return shown === '' && [...walk(element)].some(({ tag }) => tag === 'img' || tag === 'picture');
}

/** Whether nothing stands between two links but the elements that wrap them. */
function areNeighbours(one: Link, other: Link): boolean {
  const top = closest(
    one.element,
    (ancestor) => ancestor.parent !== null && holds(ancestor.parent, other.element),
  );
  const parent = top?.parent;
  if (!top || !parent) return false;
  const start = indexOf(top);
  const bottom = closest(other.element, (ancestor) => ancestor.parent === parent);
  const end = bottom ? indexOf(bottom) : -1;
  const between = parent.children.slice(start + 1, end);
  return (
    end > start &&
    between.every((node) => node.kind === 'element' && node.tag === 'br') &&
    isAtEdge(top, one.element, 'last') &&
    bottom !== null &&
    isAtEdge(bottom, other.element, 'first')
  );
}

/** Whether all words and pictures of a wrapper that come after (or before) the link belong to it. */
function isAtEdge(
  wrapper: SnapshotElement,
  link: SnapshotElement,
  edge: 'first' | 'last',
): boolean {
  const all = [...texts(wrapper)];
  const outermost = edge === 'first' ? all[0] : all.at(-1);
  return outermost === undefined || holds(link, outermost.parent) || allText(link) === '';
}

function holds(outer: SnapshotElement, inner: SnapshotElement): boolean {
  return closest(inner, (one) => one === outer) !== null;
}

/** Whether two links stand on one line of running text with only a space between their letters. */
function isCrowded(one: Link, other: Link): boolean {
  if (one.element.parent !== other.element.parent || !isBare(one) || !isBare(other)) return false;
  const { children = [] } = one.element.parent ?? {};
  if (children[indexOf(one.element) + 1] !== other.element) return false;
  const left = [...texts(one.element)].at(-1)?.lines.at(-1)?.box;
  const right = [...texts(other.element)][0]?.lines[0]?.box;
  if (!left || !right || Math.abs(left.y - right.y) > 3) return false;
  const gap = right.x - left.x - left.width;
  return gap >= 0 && gap < narrowest;
}

/** Whether a link is plain text in a line, without room, border or background of its own. */
function isBare({ element, shown }: Link): boolean {
  const { style, before, after } = element;
  return (
    shown !== '' &&
    !isBlock(element) &&
    style['border-left-width'] === '0px' &&
    style['border-right-width'] === '0px' &&
    style['background-color'] === 'rgba(0, 0, 0, 0)' &&
    !before &&
    !after
  );
}
