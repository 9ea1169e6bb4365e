import { closest, isOnScreen, type Page, upwards, walk } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

const mouseEvents = [
  'click',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
];
const operable =
  'a button input select textarea summary option label area iframe audio video object embed details'.split(
    ' ',
  );

/** Something that answers the mouse and that the keyboard cannot reach. */
export interface MouseTarget {
  readonly element: SnapshotElement;
  /** What it waits for; empty where only the pointer's shape says that it can be pressed. */
  readonly events: readonly string[];
  readonly hasPointer: boolean;
}

/**
 * Elements that wait for a click, or look as if they did, without anything of it that can have the
 * focus: not they themselves, nothing inside, nothing around that does the same. What holds other
 * controls listens on their behalf, and what fills the window is a stage for something else.
 */
export function mouseTargets(page: Page): readonly MouseTarget[] {
  const holders = holdersOfControls(page);
  const room = page.snapshot.viewport.width * page.snapshot.viewport.height * 0.4;
  const found: MouseTarget[] = [];
  for (const element of page.elements) {
    const events = mouseEvents.filter(
      (name) => element.listens.includes(name) || element.attributes[`on${name}`] !== undefined,
    );
    const hasPointer = element.style.cursor === 'pointer';
    const isOwn = hasPointer && element.parent?.style.cursor !== 'pointer';
    if (events.length === 0 && !isOwn) continue;
    if (!isOnScreen(element) || holders.has(element) || isPart(element)) continue;
    const { width = 0, height = 0 } = element.box ?? {};
    if (width * height > room || element.style['pointer-events'] === 'none') continue;
    found.push({ element, events, hasPointer });
  }
  const listening = new Set(
    found.flatMap(({ element, events }) => (events.length > 0 ? [element] : [])),
  );
  return found.filter(({ element }) => element.parent === null || !listening.has(element.parent));
}

/** Elements that have something focusable inside. */
function holdersOfControls(page: Page): ReadonlySet<SnapshotElement> {
  const holders = new Set<SnapshotElement>();
  for (const element of page.elements) {
    if (!isFocusable(element)) continue;
    for (const above of upwards(element)) {
      if (holders.has(above)) break;
      holders.add(above);
    }
  }
  return holders;
}

/** Whether the element can have the focus, as the browser holds it or as its markup says. */
export function isFocusable({ tag, attributes, states }: SnapshotElement): boolean {
  if (states.focusable === true) return true;
  if (attributes.tabindex !== undefined && /^\s*\d/.test(attributes.tabindex)) return true;
  const isNative =
    tag === 'a' || tag === 'area' ? attributes.href !== undefined : operable.includes(tag);
  return isNative && tag !== 'label' && tag !== 'details' && attributes.disabled === undefined;
}

/** Parts of something operable, and parts of the page that are nothing by themselves. */
function isPart(element: SnapshotElement): boolean {
  if (['html', 'body', 'main', 'form', 'canvas', 'svg:svg'].includes(element.tag)) return true;
  if (element.attributes['aria-hidden'] === 'true' && element.children.length === 0) return true;
  return closest(element, (one) => operable.includes(one.tag) || isPlaced(one)) !== null;
}

function isPlaced({ attributes, tag }: SnapshotElement): boolean {
  return tag !== 'body' && attributes.tabindex !== undefined;
}

/** Whether something inside an element says what it is for: words, or a picture. */
export function saysSomething(element: SnapshotElement): boolean {
  for (const one of walk(element)) {
    if (['img', 'svg', 'canvas', 'i'].includes(one.tag)) return true;
    if (one.before?.text || one.after?.text) return true;
    if (one.children.some((child) => child.kind === 'text')) return true;
    if ((one.style['background-image'] ?? 'none') !== 'none') return true;
  }
  return false;
}
