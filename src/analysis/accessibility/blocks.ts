import { closest } from './page.ts';
import type { SnapshotElement, SnapshotNode } from './snapshot.ts';

/** Whether an element begins a line of its own: not `inline…`, `contents` or without layout. */
export function isBlock({ style: { display = 'none' } }: SnapshotElement): boolean {
  return !display.startsWith('inline') && !['none', 'contents', 'ruby'].includes(display);
}

/** The nearest block around an element, itself excluded. */
export function blockAround(element: SnapshotElement): SnapshotElement | null {
  return element.parent && closest(element.parent, isBlock);
}

const blockSet = new WeakMap<SnapshotElement, boolean>();

/** Whether a block lies anywhere below an element. */
export function holdsBlock(element: SnapshotElement): boolean {
  const known = blockSet.get(element);
  if (known !== undefined) return known;
  const holds = element.children.some(
    (child) => child.kind === 'element' && (isBlock(child) || holdsBlock(child)),
  );
  blockSet.set(element, holds);
  return holds;
}

const places = new WeakMap<SnapshotElement, Map<SnapshotNode, number>>();

/** The place of an element among the children of its parent, text counted; -1 without a parent. */
export function indexOf(element: SnapshotElement): number {
  if (!element.parent) return -1;
  const known =
    places.get(element.parent) ??
    new Map(element.parent.children.map((child, index) => [child, index]));
  places.set(element.parent, known);
  return known.get(element) ?? -1;
}

/** Neighbours that are read on each side, at most. */
const furthest = 16;

/**
 * What stands in the same run of text as an inline element, before it and after it: to the next block
 * on either side, or to the ends of the block around it.
 */
export function runAround(element: SnapshotElement): {
  readonly before: readonly SnapshotNode[];
  readonly after: readonly SnapshotNode[];
} {
  return { before: runOf(element, -1).reverse(), after: runOf(element, 1) };
}

function runOf(element: SnapshotElement, step: 1 | -1): SnapshotNode[] {
  const run: SnapshotNode[] = [];
  for (let at = element; at.parent && run.length < furthest; at = at.parent) {
    const { children } = at.parent;
    let index = indexOf(at) + step;
    for (let node = children[index]; node && run.length < furthest; node = children[index]) {
      if (node.kind === 'element' && (isBlock(node) || holdsBlock(node))) return run;
      run.push(node);
      index += step;
    }
    if (isBlock(at.parent)) return run;
  }
  return run;
}
