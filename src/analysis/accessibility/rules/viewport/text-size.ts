import { childElements, closest, type Page, walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import type { TextLoss } from '../../viewport-facts.ts';
import { openingTag } from '../../where.ts';
import { quoted } from '../../words.ts';

/** Rules about text that grows or is spaced out. */
export const textSizeRules = pageRules({
  'text-cut-when-zoomed': {
    title: 'Text is cut off when the page is zoomed to 200 %',
    wcag: ['1.4.4'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let the box grow with its text: `min-height` instead of `height` or `max-height`, and no `overflow: hidden` around text.',
    help: 'https://www.w3.org/WAI/standards-guidelines/act/rules/59br37/',
    find: (page) => sightsOfLosses(page, page.acts.viewport?.zoomed, isCut),
  },
  'text-overlapped-when-zoomed': {
    title: 'Texts lie over each other when the page is zoomed to 200 %',
    wcag: ['1.4.4'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Let the box grow with its text: `min-height` instead of `height`, and no fixed distances between boxes that hold text.',
    help: understanding('resize-text'),
    find: (page) => sightsOfLosses(page, page.acts.viewport?.zoomed, isOverlapped),
  },
  'text-cut-when-enlarged': {
    title: 'Text is cut off when the text alone is enlarged to 200 %',
    wcag: ['1.4.4'],
    level: 'AA',
    // Zooming the page is another way to enlarge text, and enough for the criterion where it works.
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Give boxes that hold text no height in pixels: `min-height: 4em` grows with the text, `height: 64px` does not.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/css/C28',
    *find(page) {
      const zoomed = page.acts.viewport?.zoomed?.filter(({ sure }) => sure) ?? [];
      const known = new Set(zoomed.map(({ by }) => by));
      for (const sight of sightsOfLosses(page, page.acts.viewport?.enlarged, isCut)) {
        if (!known.has(sight.element.path)) yield sight;
      }
    },
  },
  'text-cut-when-spaced': {
    title: 'Text is cut off or covered when a reader spaces it out',
    wcag: ['1.4.12'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Leave room: boxes that hold text have to grow when lines are 1.5 high and letters stand 0.12em apart. `min-height` instead of `height`.',
    help: understanding('text-spacing'),
    find: (page) => sightsOfLosses(page, page.acts.viewport?.spaced, ({ by }) => by !== ''),
  },
});

/** Losses as sights of who is to blame, once each. */
export function* sightsOfLosses(
  page: Page,
  losses: readonly TextLoss[] = [],
  fits: (loss: TextLoss) => boolean = () => true,
): Generator<Sight> {
  const seen = new Set<string>();
  for (const loss of losses.filter(fits)) {
    const blamed = isOverlapped(loss) ? loss.path : loss.by;
    const element = page.byPath(blamed);
    if (!element || seen.has(blamed)) continue;
    seen.add(blamed);
    yield {
      element,
      evidence: told(page, loss),
      ...(loss.sure || (loss.before && !mayUnfold(element)) ? {} : { verdict: 'review' as const }),
    };
  }
}

function told(page: Page, { kind, text, lost, of, by }: TextLoss): string {
  const words = quoted(text, 60);
  if (kind === 'cut-aside') return `${lost} of ${of}px of ${words} are cut off at the side.`;
  if (kind === 'cut-below')
    return `${lost} of ${of} ${of === 1 ? 'line' : 'lines'} of ${words} are cut off.`;
  const other = page.byPath(by);
  return `${words} and the text of ${other ? openingTag(other).slice(0, 80) : 'another box'} lie over each other.`;
}

/** Whether something beside the box may show the rest of it. */
function mayUnfold(element: SnapshotElement): boolean {
  if (closest(element, ({ tag }) => tag === 'a' || tag === 'button' || tag === 'details'))
    return true;
  const around = element.parent ?? element;
  return childElements(around).some((child) =>
    walk(child).some(
      ({ tag, role, attributes }) =>
        ['a', 'button', 'summary', 'input'].includes(tag) ||
        role === 'button' ||
        'aria-expanded' in attributes,
    ),
  );
}

function isCut({ kind }: TextLoss): boolean {
  return kind !== 'overlapped';
}

function isOverlapped({ kind }: TextLoss): boolean {
  return kind === 'overlapped';
}
