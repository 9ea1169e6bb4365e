import { runAround } from './blocks.ts';
import { vaguenessOf } from './link-words.ts';
import { allText, closest, isSeen, type Page, shownText } from './page.ts';
import type { SnapshotElement, SnapshotNode } from './snapshot.ts';
import { hasWords, plain } from './words.ts';

/** A link as assistive technology knows it. */
export interface Link {
  readonly element: SnapshotElement;
  /** Its accessible name. */
  readonly name: string;
  /** The name as it is compared. */
  readonly words: string;
  /** What it says to the eye. */
  readonly shown: string;
  /** Where it leads, absolute; null for what is no web address. */
  readonly target: URL | null;
}

const known = new WeakMap<Page, readonly Link[]>();
const shown = new WeakMap<Page, readonly Link[]>();

/** The links of a page that assistive technology is told of, in document order. */
export function linksOf(page: Page): readonly Link[] {
  const found =
    known.get(page) ??
    page.elements.filter(({ role }) => role === 'link').map((element) => linkOf(page, element));
  known.set(page, found);
  return found;
}

/** The links that can be seen. */
export function shownLinksOf(page: Page): readonly Link[] {
  const found = shown.get(page) ?? linksOf(page).filter(({ element }) => isSeen(element));
  shown.set(page, found);
  return found;
}

function linkOf(page: Page, element: SnapshotElement): Link {
  const name = element.name.replace(/\s+/g, ' ').trim();
  return {
    element,
    name,
    words: plain(name),
    shown: shownText(element),
    target: targetOf(page, element),
  };
}

function targetOf(page: Page, { attributes, states }: SnapshotElement): URL | null {
  const scripted = /\blocation(?:\.href)?\s{0,9}=\s{0,9}['"]([^'"]{1,2000})['"]/.exec(
    (attributes.onclick ?? '').slice(0, 4000),
  );
  const href = attributes.href ?? attributes['xlink:href'] ?? scripted?.[1];
  if (href === undefined) return null;
  const url = URL.parse(typeof states.url === 'string' ? states.url : href, page.snapshot.url);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  return url;
}

/** Elements that give their link a context as a whole (WCAG techniques H77, H78, H79, H81). */
const wholes = ['p', 'li', 'dd', 'dt', 'td', 'th', 'caption', 'figcaption', 'blockquote'];

/**
 * The words that are tied to a link by the markup and say more than it does: its description, the
 * run of text it stands in, its paragraph, list item or table cell, and the items around a nested
 * list. Headings and neighbouring blocks are not tied to it.
 */
export function contextOf({ element, words }: Link): string {
  const { before, after } = runAround(element);
  const run = [...before, ...after].map(textOf);
  const whole = closest(element, ({ tag }) => wholes.includes(tag));
  const around = whole ? textsAround(whole, element) : [];
  const items = whole?.tag === 'li' ? itemsAbove(whole) : [];
  // In a long row of links the same words come again and again.
  return [...new Set([element.description, ...run, ...around, ...items])]
    .filter((text) => hasWords(text) && plain(text) !== words && vaguenessOf(text) === null)
    .join(' ')
    .slice(0, 2000);
}

function textOf(node: SnapshotNode): string {
  if (node.kind === 'text') return node.lines.length > 0 ? node.text : '';
  return node.tag === 'img' ? node.name : shownText(node);
}

/** The pieces of text in an element that are not in the link, a bounded number. */
function textsAround(whole: SnapshotElement, link: SnapshotElement): string[] {
  return [...piecesIn(whole, link).take(40)];
}

function* piecesIn(element: SnapshotElement, link: SnapshotElement): Generator<string> {
  for (const child of element.children) {
    if (child === link) continue;
    if (child.kind === 'text' || child.tag === 'img') yield textOf(child);
    else yield* piecesIn(child, link);
  }
}

/** What the list items say under which the list of this item is nested. */
function itemsAbove(item: SnapshotElement): string[] {
  const above = item.parent && closest(item.parent, ({ tag }) => tag === 'li');
  if (!above) return [];
  const own = above.children
    .filter((child) => child.kind === 'text' || !['ul', 'ol'].includes(child.tag))
    .map((child) => (child.kind === 'text' ? child.text : allText(child)));
  return [...own, ...itemsAbove(above)];
}
