import { type Colour, over, parseColour, white } from './colours.ts';
import { upwards } from './page.ts';
import type { SnapshotElement } from './snapshot.ts';

/**
 * The plain colour behind an element, its own background included. Null where a picture, a gradient,
 * half opacity or a box that is moved over others makes it more than one colour.
 */
export function backdropOf(element: SnapshotElement | null): Colour | null {
  const layers: Colour[] = [];
  for (const { style } of element ? upwards(element) : []) {
    if (style['background-image'] !== undefined && style['background-image'] !== 'none')
      return null;
    if (style.opacity !== undefined && style.opacity !== '1') return null;
    const layer = parseColour(style['background-color'] ?? 'transparent');
    if (layer === null) return null;
    layers.push(layer);
    if (layer.alpha === 1) break;
    if (style.position === 'absolute' || style.position === 'fixed') return null;
  }
  return layers.reduceRight((below, layer) => over(layer, below), white);
}
