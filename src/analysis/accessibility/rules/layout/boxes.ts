import { childElements, isOnScreen, type Page, shownText, texts, walk } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement } from '../../snapshot.ts';
import { textBlocks } from '../../text-blocks.ts';

/** A label that stands further off, in CSS pixels, is hard to bring together with its field. */
const widestGap = 200;
/** Where it is also so much of the room that both have. */
const widestShare = 0.4;
const checkables = new Set(['hidden', 'submit', 'button', 'reset', 'image']);

/** Rules about boxes: too wide, too far apart, too small. */
export const boxRules = pageRules({
  'page-wider-than-window': {
    title: 'The page must be scrolled sideways',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Let boxes shrink: `max-width: 100%` instead of a fixed width.',
    help: understanding('reflow'),
    find: function* (page) {
      const { snapshot } = page;
      const excess = snapshot.content.width - snapshot.viewport.width;
      if (snapshot.device !== 'desktop' || excess < 10 || snapshot.cut) return;
      const widest = widestOf(page);
      if (!widest) return;
      yield {
        element: widest,
        evidence: `the page is ${snapshot.content.width}px wide in a window of ${snapshot.viewport.width}px`,
      };
    },
  },
  'label-far-from-field': {
    title: 'A label stands far from its field',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Put the label right above or right beside its field.',
    help: 'https://www.w3.org/WAI/WCAG22/Techniques/general/G162',
    find: function* (page) {
      for (const label of page.tagged('label')) {
        const field = fieldOf(page, label);
        const sight = field && farAway(label, field);
        if (sight) yield sight;
      }
    },
  },
  'css-table-for-layout': {
    title: 'Boxes are laid out as a table that is none',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Use `display: flex` or `display: grid`, which no program takes for a table.',
    help: understanding('info-and-relationships'),
    find: function* (page) {
      for (const element of page.elements) {
        const { display } = element.style;
        if (display !== 'table' && display !== 'inline-table') continue;
        if (
          element.tag === 'table' ||
          /^(?:table|grid|treegrid)$/.test(element.attributes.role ?? '')
        )
          continue;
        const rows = cellsByRow(element);
        const cells = rows.flat().filter((cell) => shownText(cell) !== '');
        if (cells.length === 0 || rows.length > 1) continue;
        yield {
          element,
          evidence: `${cells.length === 1 ? 'one cell' : `one row of ${cells.length} cells`} made by display: ${display}`,
        };
      }
    },
  },
  'text-cut-off': {
    title: 'Text is cut off by its own box',
    wcag: [],
    level: 'best-practice',
    verdict: 'warning',
    severity: 'serious',
    advice: 'Let the box grow with its text: `min-height` instead of `height`.',
    help: understanding('resize-text'),
    find: function* (page) {
      for (const { element, lines, text } of textBlocks(page)) {
        const { box, style } = element;
        if (!box || !/^(?:hidden|clip)$/.test(style['overflow-y'] ?? '')) continue;
        if (style['-webkit-line-clamp'] !== 'none' || !isOnScreen(element)) continue;
        if (box.height < 12 || box.width < 12) continue;
        const bottom = box.y + box.height;
        // Half a line is a mistake; whole lines out of sight may be a text that unfolds.
        const cut = lines.find(({ box: line }) => {
          const hidden = line.y + line.height - bottom;
          return hidden > line.height * 0.35 && hidden < line.height * 0.9;
        });
        if (!cut) continue;
        yield {
          element,
          evidence: `a box of ${Math.round(box.height)}px cuts through “${cut.text.trim().slice(0, 80)}” of “${text.slice(0, 40)}…”`,
        };
      }
    },
  },
});

/** The innermost element that reaches furthest to the right and is not cut off or scrolled by a box of its own. */
function widestOf({ snapshot }: Page): SnapshotElement | null {
  let widest: SnapshotElement | null = null;
  let reach = snapshot.viewport.width + 1;
  const open: SnapshotElement[] = [snapshot.root];
  for (let element = open.pop(); element; element = open.pop()) {
    const { box, style, tag } = element;
    const end = box && style.position !== 'fixed' ? box.x + box.width : 0;
    if (end > reach && element.parent && style.visibility === 'visible') {
      widest = element;
      reach = end;
    }
    const isContained = tag !== 'html' && tag !== 'body' && style['overflow-x'] !== 'visible';
    if (isContained || tag === 'iframe') continue;
    open.push(...childElements(element).toReversed());
  }
  return widest;
}

function fieldOf(page: Page, label: SnapshotElement): SnapshotElement | null {
  const { for: id } = label.attributes;
  const field = id
    ? page.byId(id, label)
    : (walk(label).find(({ tag }) => /^(?:input|select|textarea)$/.test(tag)) ?? null);
  return field && !checkables.has(field.attributes.type ?? '') ? field : null;
}

/** Where label and field share a line, and much of it is empty between them. */
function farAway(label: SnapshotElement, field: SnapshotElement): Sight | null {
  const words = [...texts(label)].flatMap(({ lines }) => lines).map(({ box }) => box);
  const { box } = field;
  if (!box || words.length === 0 || !isOnScreen(label) || !isOnScreen(field)) return null;
  const top = Math.min(...words.map(({ y }) => y));
  const bottom = Math.max(...words.map(({ y, height }) => y + height));
  if (Math.min(bottom, box.y + box.height) <= Math.max(top, box.y)) return null;
  const left = Math.min(...words.map(({ x }) => x));
  const right = Math.max(...words.map(({ x, width }) => x + width));
  const gap = Math.max(box.x - right, left - box.x - box.width);
  const span = Math.max(right, box.x + box.width) - Math.min(left, box.x);
  if (gap < widestGap || gap < span * widestShare) return null;
  return {
    element: field,
    evidence: `${Math.round(gap)}px between the field and “${shownText(label).slice(0, 60)}”`,
  };
}

/** Cells that CSS makes, by rows; a cell without a row has one to itself with its neighbours. */
function cellsByRow(table: SnapshotElement): readonly (readonly SnapshotElement[])[] {
  const groups = childElements(table).flatMap((child) =>
    child.style.display?.startsWith('table-') && child.style.display.endsWith('-group')
      ? childElements(child)
      : [child],
  );
  const rows = groups
    .filter(({ style }) => style.display === 'table-row')
    .map((row) => childElements(row).filter(isCell));
  const loose = groups.filter(isCell);
  return loose.length > 0 ? [...rows, loose] : rows.filter(({ length }) => length > 0);
}

function isCell({ style }: SnapshotElement): boolean {
  return style.display === 'table-cell';
}
