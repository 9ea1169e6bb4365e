import { childElements, isOnScreen } from '../../page.ts';
import { pageRules } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { beginningOf, elementsWithText } from '../../text-blocks.ts';

/** Containers with more children are lists that scripts make; looking at some is enough. */
const mostChildren = 200;

/** Rules about the order that is seen and the order that is read. */
export const orderRules = pageRules({
  'reading-order-reversed': {
    title: 'Items are seen in another order than they are read',
    wcag: ['1.3.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'serious',
    advice:
      'Write the items in the order in which they are seen, and let them float to the left: screen readers and keys follow the source.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C27',
    find: function* (page) {
      const withText = elementsWithText(page);
      for (const element of page.elements) {
        for (const row of rowsOf(element, withText)) {
          const items = row.filter((item) => !isFocusable(item));
          if (items.filter(isMovedByStyle).length < 3 || !isReversed(items)) continue;
          yield { element, evidence: `read as ${namesOf(items)}; seen from the other end` };
        }
      }
    },
  },
});

/** The children with text, in source order, line by line as they stand; only where style moves one of them. */
function rowsOf(
  parent: SnapshotElement,
  withText: ReadonlySet<SnapshotElement>,
): readonly (readonly SnapshotElement[])[] {
  if (parent.children.length < 3) return [];
  const children = childElements(parent).slice(0, mostChildren);
  if (!children.some(isMovedByStyle)) return [];
  const rows: SnapshotElement[][] = [];
  for (const child of children) {
    if (!isOnScreen(child) || child.style.position === 'absolute' || !withText.has(child)) continue;
    const row = rows.find(([first]) => first !== undefined && isOnLineOf(first, child));
    if (row) row.push(child);
    else rows.push([child]);
  }
  return rows;
}

function isOnLineOf({ box: first }: SnapshotElement, { box }: SnapshotElement): boolean {
  if (!first || !box) return false;
  const overlap = Math.min(first.y + first.height, box.y + box.height) - Math.max(first.y, box.y);
  return overlap > Math.min(first.height, box.height) / 2;
}

/** Whether style takes the element out of the order of the source: floats to the far side, `order`, reversed rows. */
function isMovedByStyle({ style, parent }: SnapshotElement): boolean {
  const isFlexible = /flex|grid/.test(parent?.style.display ?? '');
  if (isFlexible) {
    return (
      (style.order !== undefined && style.order !== '0') ||
      (parent?.style['flex-direction'] ?? '').endsWith('-reverse')
    );
  }
  return style.float === (parent?.style.direction === 'rtl' ? 'left' : 'right');
}

/** Whether every item stands before the one that is read before it. */
function isReversed(items: readonly SnapshotElement[]): boolean {
  return items.every((item, index) => {
    const before = items[index - 1];
    return !before || startOf(item) < startOf(before);
  });
}

/** Distance from where reading starts. */
function startOf({ box, parent }: SnapshotElement): number {
  if (!box) return 0;
  return parent?.style.direction === 'rtl' ? -(box.x + box.width) : box.x;
}

function isFocusable({ states, tag }: SnapshotElement): boolean {
  return states.focusable === true || tag === 'a';
}

function namesOf(items: readonly SnapshotElement[]): string {
  return items
    .slice(0, 6)
    .map((item) => `“${beginningOf(item, 30)}”`)
    .join(', ');
}
