import { backdropOf } from '../../backdrop.ts';
import { type Colour, contrast, hexOf, over, parseColour, white } from '../../colours.ts';
import { isOnScreen, px } from '../../page.ts';
import { pageRules, understanding } from '../../rule.ts';
import type { SnapshotElement, Style } from '../../snapshot.ts';

const fieldTypes = new Set(
  ' text search email url tel password number date month week time datetime-local'.split(' '),
);
/** 1.4.11: the ratio to what is around. */
const leastContrast = 3;

/** Rules about the edges by which fields are seen. */
export const fieldEdgeRules = pageRules({
  'field-edge-faint': {
    title: 'The edge of a field can hardly be seen',
    wcag: ['1.4.11'],
    level: 'AA',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Give fields a border of 3:1 against what is around: `border: 1px solid #767676` on white.',
    help: understanding('non-text-contrast'),
    find: function* (page) {
      for (const field of page.tagged('input', 'textarea', 'select')) {
        if (!isPlainField(field)) continue;
        const outside = backdropOf(field.parent);
        const ground = backdropOf(field);
        if (!outside || !ground) continue;
        const edges = edgesOf(field.style, outside);
        const best = Math.max(
          1,
          contrast(ground, outside),
          ...edges.map((edge) => contrast(edge, outside)),
        );
        if (best >= leastContrast) continue;
        const [edge] = edges;
        yield {
          element: field,
          evidence: `${edge ? `the border ${hexOf(edge)}` : 'no border'} and the ground ${hexOf(ground)} differ from ${hexOf(outside)} by ${best.toFixed(1)}:1 at most`,
        };
      }
    },
  },
});

/** A field of text that shows its own edge, without the browser's or a script's drawing around it. */
function isPlainField(field: SnapshotElement): boolean {
  const { tag, attributes, style } = field;
  if (tag === 'input' && !fieldTypes.has((attributes.type ?? '').toLowerCase())) return false;
  const isActive = attributes.disabled === undefined && attributes.readonly === undefined;
  const hasShadow = style['box-shadow'] !== 'none' || style['background-image'] !== 'none';
  const hasOutline = style['outline-style'] !== 'none' && (px(style['outline-width']) ?? 0) > 0;
  const isBoxed = field.parent !== null && hasEdge(field.parent.style);
  return isActive && !hasShadow && !hasOutline && !isBoxed && isOnScreen(field);
}

function hasEdge(style: Style): boolean {
  return edgesOf(style, white).length > 0;
}

/** The colours of the borders that are drawn, as they are seen over what is around. */
function edgesOf(style: Style, outside: Colour): readonly Colour[] {
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  return sides.flatMap((side) => {
    const width = px(style[`border-${side}-width`]) ?? 0;
    const colour = parseColour(style[`border-${side}-color`]);
    return width > 0 && colour && colour.alpha > 0 ? [over(colour, outside)] : [];
  });
}
