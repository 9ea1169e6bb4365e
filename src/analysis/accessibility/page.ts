import type { Acts } from './acts.ts';
import type { PageSnapshot, SnapshotElement, SnapshotNode, SnapshotText } from './snapshot.ts';

/** A snapshot with an index, and what was learnt by acting on the page: all that rules may see. */
export interface Page {
  readonly snapshot: PageSnapshot;
  /** What happened when keys were pressed, the window narrowed and time passed; parts that were not done are missing. */
  readonly acts: Acts;
  /** Every element in document order, frames and shadow trees included. */
  readonly elements: readonly SnapshotElement[];
  /** Elements of these tags in document order. */
  tagged(...tags: readonly string[]): readonly SnapshotElement[];
  /** Elements by `id`, the first of each within the same document. */
  byId(id: string, near: SnapshotElement): SnapshotElement | null;
  byPath(path: string): SnapshotElement | null;
}

/** Indexes a snapshot once for all rules. */
export function pageOf(snapshot: PageSnapshot, acts: Acts = {}): Page {
  const elements = [...walk(snapshot.root)];
  const byTag = Map.groupBy(elements, ({ tag }) => tag);
  const paths = new Map(elements.map((element) => [element.path, element]));
  const ids = new Map<string, SnapshotElement>();
  for (const element of elements) {
    const key = idKey(element.attributes.id ?? '', element);
    if (element.attributes.id && !ids.has(key)) ids.set(key, element);
  }
  const order = new Map(elements.map((element, index) => [element, index]));
  return {
    snapshot,
    acts,
    elements,
    tagged: (...tags) => {
      const found = tags.flatMap((tag) => byTag.get(tag) ?? []);
      return tags.length < 2
        ? found
        : found.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
    byId: (id, near) => ids.get(idKey(id, near)) ?? null,
    byPath: (path) => paths.get(path) ?? null,
  };
}

/** The element and all below it, in document order. */
export function* walk(element: SnapshotElement): Generator<SnapshotElement> {
  const open: SnapshotNode[] = [element];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'text') continue;
    yield node;
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) open.push(child);
    }
  }
}

/** The element and its ancestors, nearest first. */
export function* upwards(element: SnapshotElement): Generator<SnapshotElement> {
  for (let at: SnapshotElement | null = element; at; at = at.parent) yield at;
}

/** The nearest of the element and its ancestors that fits. */
export function closest(
  element: SnapshotElement,
  fits: (one: SnapshotElement) => boolean,
): SnapshotElement | null {
  return upwards(element).find(fits) ?? null;
}

/** Child elements, without text. */
export function childElements(element: SnapshotElement): readonly SnapshotElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** Every piece of text below the element, in document order, hidden text included. */
export function* texts(element: SnapshotElement): Generator<SnapshotText> {
  for (const child of element.children) {
    if (child.kind === 'text') yield child;
    else yield* texts(child);
  }
}

/** The text below an element as it is shown, white space collapsed. */
export function shownText(element: SnapshotElement): string {
  return [...texts(element)]
    .filter(({ parent, lines }) => lines.length > 0 && isSeen(parent))
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text below an element whether shown or not, white space collapsed; scripts and styles are no text. */
export function allText(element: SnapshotElement): string {
  return [...texts(element)]
    .filter(({ parent }) => !['script', 'style', 'template', 'noscript'].includes(parent.tag))
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether the element is laid out, not transparent and not hidden by `visibility`. */
export function isSeen(element: SnapshotElement): boolean {
  if (element.box === null || element.style.visibility !== 'visible') return false;
  return !upwards(element).some(({ style }) => style.opacity === '0');
}

/** Whether the element takes room and can be seen by eye: not cut to nothing, not moved off the page. */
export function isOnScreen(element: SnapshotElement): boolean {
  const { box } = element;
  if (!isSeen(element) || box === null) return false;
  if (box.width < 2 || box.height < 2) return false;
  return box.x + box.width > 0 && box.y + box.height > 0;
}

/** A length such as `16px` as a number; null for `auto`, `normal` and the like. */
export function px(value: string | undefined): number | null {
  const found = /^(-?[\d.]+)px$/.exec(value ?? '');
  return found ? Number(found[1]) : null;
}

/** Ids are unique within a document, which the path tells apart. */
function idKey(id: string, element: SnapshotElement): string {
  return `${element.path.replace(/[^!]*$/, '')} ${id}`;
}
