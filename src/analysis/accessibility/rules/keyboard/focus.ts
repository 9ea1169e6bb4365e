import { focusSign } from '../../focus-look.ts';
import type { FocusStop, Unseen } from '../../keyboard-facts.ts';
import { closest, type Page } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';

/** So many neighbours have an order. */
const fewestInSequence = 3;

/** Rules about the mark that shows where the focus is. */
export const focusRules = pageRules({
  'focus-not-visible': {
    title: 'Somebody who uses the keyboard cannot see where they are',
    wcag: ['2.4.7'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Leave the browser’s focus outline in place, or draw one of your own: `:focus-visible { outline: 3px solid #005fcc; outline-offset: 2px }`.',
    help: understanding('focus-visible'),
    find: function* (page) {
      for (const { stop, element } of stopsOf(page)) {
        const { look, pictured, seen } = stop;
        if (look === null || seen !== 'seen' || hasCaret(element)) continue;
        const { sign } = focusSign(look);
        if (sign === 'same-line') {
          yield {
            element,
            evidence:
              'With the focus, the border turns into an outline of the same colour and thickness: nothing changes for the eye.',
          };
        } else if (sign === 'none' && pictured === 'same') {
          yield {
            element,
            evidence: `With and without the focus it looks the same: outline ${look.focused['outline-style']}, and pictures of both are equal.`,
          };
        } else if (sign === 'none' && pictured === null) {
          yield {
            element,
            evidence: 'No property of its style changes with the focus.',
            verdict: 'review',
          };
        }
      }
    },
  },
  'focus-mark-faint': {
    title: 'The mark of the keyboard focus hardly stands out',
    wcag: ['1.4.11', '2.4.13'],
    level: 'AA',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Give the focus outline a contrast of at least 3:1 to what lies behind it, and a thickness of 2 px: `outline: 2px solid #1a1a1a`.',
    help: understanding('non-text-contrast'),
    find: function* (page) {
      for (const { stop, element } of stopsOf(page)) {
        if (stop.look === null || stop.seen !== 'seen') continue;
        const { sign, contrast } = focusSign(stop.look);
        if (sign !== 'faint' || contrast === null) continue;
        const { focused, behind } = stop.look;
        yield {
          element,
          evidence: `Outline ${focused['outline-width']} ${focused['outline-color']} on ${behind}: contrast ${contrast.toFixed(1)}:1, expected 3:1.`,
        };
      }
    },
  },
  'focus-covered': {
    title: 'What has the keyboard focus is hidden below another part of the page',
    wcag: ['2.4.11'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let the page scroll far enough that fixed headers and bars do not lie over what has the focus: `html { scroll-padding-top: 6rem }`.',
    help: understanding('focus-not-obscured-minimum'),
    find: function* (page) {
      for (const { stop, element } of stopsOf(page)) {
        const cover = stop.coveredBy === null ? null : page.byPath(stop.coveredBy);
        if (cover === null || stop.seen !== 'seen') continue;
        const { position } = cover.style;
        yield {
          element,
          evidence: `All of it lies below a <${cover.tag}> of ${position ?? 'fixed'} position while it has the focus.`,
        };
      }
    },
  },
  'focus-out-of-sight': {
    title: 'The keyboard focus goes to things that cannot be seen',
    wcag: ['2.4.7', '2.4.3'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Take what is not shown out of the way of Tab until it is shown: `visibility: hidden`, `display: none` or `inert` for closed menus and slides.',
    help: understanding('focus-visible'),
    find: function* (page) {
      const stops = [...stopsOf(page)];
      for (const [at, { stop, element }] of stops.entries()) {
        if (stop.seen === 'seen' || isStandIn(element)) continue;
        const beside = [stops[at - 1], stops[at + 1]];
        const isRun = beside.some((other) => other !== undefined && other.stop.seen === stop.seen);
        yield {
          element,
          evidence: `It has the focus and is ${unseenWords[stop.seen]}${isRun ? ', and so is the stop beside it' : ''}.`,
          // One alone may be meant for screen readers.
          verdict: isRun ? 'failed' : 'review',
        };
      }
    },
  },
  'focus-order-jumps': {
    title: 'Tab goes through the page in another order than the eye',
    wcag: ['2.4.3', '1.3.2'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Write things in the order in which they are seen, and arrange them without `float: right`, `order`, `row-reverse` or positions that turn it round.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C27',
    find: function* (page) {
      const stops = [...stopsOf(page)].filter(({ stop }) => stop.seen === 'seen');
      const inParent = Map.groupBy(stops, ({ element }) => element.parent);
      for (const [at, { element }] of stops.entries()) {
        const before = stops[at - 1]?.element;
        if (before === undefined || before.parent !== element.parent) continue;
        const jump = jumpOf(before, element);
        if (jump === null) continue;
        const isSequence = (inParent.get(element.parent)?.length ?? 0) >= fewestInSequence;
        // Of two that stand apart, neither needs to come first.
        yield { element, evidence: jump, ...(isSequence ? {} : { verdict: 'review' as const }) };
      }
    },
  },
  'focus-lost': {
    title:
      'A control vanishes when it is used, and the keyboard focus falls back to the start of the page',
    wcag: ['2.4.3'],
    level: 'A',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Before a control is removed or hidden, put the focus on what comes next: `next.focus()`.',
    help: understanding('focus-order'),
    find: function* (page) {
      for (const { path, focusLost } of page.acts.keyboard?.activations ?? []) {
        const element = page.byPath(path);
        if (!element || !focusLost) continue;
        const inDialog = closest(
          element,
          ({ role }) => role === 'dialog' || role === 'alertdialog',
        );
        yield {
          element,
          evidence: 'After Enter it was gone, and nothing had the focus.',
          // Whoever opened the dialog may be gone too.
          ...(inDialog ? { verdict: 'review' as const } : {}),
        };
      }
    },
  },
});

const unseenWords: Readonly<Record<Unseen, string>> = {
  'off-page': 'outside of the page',
  transparent: 'transparent or hidden',
  clipped: 'cut to nothing',
  empty: 'without any size',
};

/** Stops of Tab with what was there before anybody acted. */
function* stopsOf(
  page: Page,
): Generator<{ readonly stop: FocusStop; readonly element: SnapshotElement }> {
  for (const stop of page.acts.keyboard?.stops ?? []) {
    const element = page.byPath(stop.path);
    if (element) yield { stop, element };
  }
}

/** A blinking caret shows where the focus is; frames show theirs inside. */
function hasCaret({ tag, attributes, role }: SnapshotElement): boolean {
  if (['textarea', 'iframe', 'frame', 'object', 'embed'].includes(tag)) return true;
  if (attributes.contenteditable !== undefined) return true;
  const other = [
    'button',
    'submit',
    'reset',
    'image',
    'checkbox',
    'radio',
    'range',
    'color',
    'file',
  ];
  if (tag === 'input') return !other.includes(attributes.type?.toLowerCase() ?? 'text');
  return role === 'textbox' || role === 'searchbox';
}

/** Boxes and file fields that are drawn by something else that is seen. */
function isStandIn({ tag, attributes }: SnapshotElement): boolean {
  if (tag === 'iframe') return true;
  return (
    tag === 'input' && ['checkbox', 'radio', 'file'].includes(attributes.type?.toLowerCase() ?? '')
  );
}

/** In words how the second of two neighbours lies before the first for the eye; null where it does not. */
function jumpOf(first: SnapshotElement, second: SnapshotElement): string | null {
  const [a, b] = [first.box, second.box];
  if (!a || !b || [first, second].some(({ style }) => style.position === 'fixed')) return null;
  const leftwards = first.parent?.style.direction !== 'rtl';
  const overlap = (from: number, size: number, otherFrom: number, otherSize: number) =>
    (Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom)) /
    Math.min(size, otherSize);
  if (overlap(a.y, a.height, b.y, b.height) > 0.5) {
    const gap = leftwards ? a.x - (b.x + b.width) : b.x - (a.x + a.width);
    if (gap < 0) return null;
    return `On one line, Tab goes from the ${leftwards ? 'right' : 'left'} (${Math.round(a.x)} px) back to the ${leftwards ? 'left' : 'right'} (${Math.round(b.x)} px).`;
  }
  const isAbove = b.y + b.height <= a.y + 1;
  if (!isAbove || overlap(a.x, a.width, b.x, b.width) < 0.5) return null;
  return `Tab goes from ${Math.round(a.y)} px down the page back up to ${Math.round(b.y)} px in the same column.`;
}
