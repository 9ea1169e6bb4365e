/// <reference lib="dom" />
// Runs in pages: what is in here stands on its own.
import type { MeasuredText } from '../../../../analysis/accessibility/text-losses.ts';
import type { Places } from '../keyboard/eye-places.ts';

/** Measuring text: where its lines are, and what of them is cut off. */
export interface Texts {
  /** Every piece of text that is shown, with its lines as they are now. */
  texts(): MeasuredText[];
  /** The part of the page within which an element's content is drawn. */
  clipOf(element: Element): Clip;
}

/** A region, and who ends it on which axis. Content that can be scrolled to is not cut off. */
export interface Clip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly byX: Element | null;
  readonly byY: Element | null;
}

/** Installs {@link Texts}. */
export function installTexts(ruler: Texts & Places): void {
  const maxTexts = 3000;
  const maxLines = 12;
  const endless: Clip = {
    left: -Infinity,
    right: Infinity,
    top: -Infinity,
    bottom: Infinity,
    byX: null,
    byY: null,
  };
  let styles = new Map<Element, CSSStyleDeclaration>();
  let clips = new Map<Element, Clip>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const isRoot = ({ tagName }: Element) => tagName === 'HTML' || tagName === 'BODY';
  const holdsPositioned = (element: Element): boolean => {
    const { position, transform, filter } = styleOf(element);
    return position !== 'static' || transform !== 'none' || filter !== 'none';
  };
  const clipAround = (element: Element): Clip => {
    const { position } = styleOf(element);
    if (position === 'fixed') return endless;
    let parent = ruler.parentOf(element);
    if (position === 'absolute') {
      while (parent && !holdsPositioned(parent)) parent = ruler.parentOf(parent);
    }
    return parent ? ruler.clipOf(parent) : endless;
  };
  const computeClip = (element: Element): Clip => {
    const around = clipAround(element);
    const { overflowX, overflowY, display } = styleOf(element);
    const visible = overflowX === 'visible' && overflowY === 'visible';
    if (visible || isRoot(element) || display === 'inline' || display === 'contents') return around;
    const box = element.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth, clientHeight } = element;
    const inner = {
      left: box.left + clientLeft,
      right: box.left + clientLeft + clientWidth,
      top: box.top + clientTop,
      bottom: box.top + clientTop + clientHeight,
    };
    const cut = { ...around } as { -readonly [Key in keyof Clip]: Clip[Key] };
    const cutsX = overflowX === 'hidden' || overflowX === 'clip';
    const cutsY = overflowY === 'hidden' || overflowY === 'clip';
    if (cutsX && (inner.right < cut.right || inner.left > cut.left)) {
      cut.left = Math.max(cut.left, inner.left);
      cut.right = Math.min(cut.right, inner.right);
      cut.byX = element;
    } else if (!cutsX && overflowX !== 'visible') {
      cut.left = -Infinity;
      cut.right = Infinity;
      cut.byX = null;
    }
    if (cutsY && (inner.bottom < cut.bottom || inner.top > cut.top)) {
      cut.top = Math.max(cut.top, inner.top);
      cut.bottom = Math.min(cut.bottom, inner.bottom);
      cut.byY = element;
    } else if (!cutsY && overflowY !== 'visible') {
      cut.top = -Infinity;
      cut.bottom = Infinity;
      cut.byY = null;
    }
    return cut;
  };
  ruler.clipOf = (element) => {
    const known = clips.get(element) ?? computeClip(element);
    clips.set(element, known);
    return known;
  };
  const blockOf = (element: Element): Element => {
    let at: Element = element;
    for (let next: Element | null = at; next; next = ruler.parentOf(next)) {
      at = next;
      const { display } = styleOf(next);
      if (display !== 'inline' && display !== 'contents') break;
    }
    return at;
  };
  const layerOf = (element: Element): MeasuredText['layer'] => {
    let layer: MeasuredText['layer'] = 'page';
    for (let at: Element | null = element; at && !isRoot(at); at = ruler.parentOf(at)) {
      const { position, transform } = styleOf(at);
      if (position === 'fixed' || position === 'sticky') return 'window';
      if (position === 'absolute' || transform !== 'none') layer = 'above';
    }
    return layer;
  };
  const measure = (node: Text, element: Element, at: number): MeasuredText | null => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((one) => one.width > 0.5 && one.height > 1);
    if (rects.length === 0) return null;
    const clip = ruler.clipOf(element);
    if (clip.right - clip.left <= 2 || clip.bottom - clip.top <= 2) return null;
    const shown = { whole: 0, cut: 0, gone: 0, aside: 0, share: 0 };
    for (const { left, right, top, bottom, width, height } of rects) {
      const high = Math.max(0, Math.min(bottom, clip.bottom) - Math.max(top, clip.top)) / height;
      const wide = Math.max(0, Math.min(right, clip.right) - Math.max(left, clip.left));
      if (high > 0.7) shown.whole += 1;
      else if (high > 0.05) shown.cut += 1;
      else shown.gone += 1;
      shown.aside = Math.max(shown.aside, width - wide);
      shown.share = Math.max(shown.share, wide / width);
    }
    const block = blockOf(element);
    const { fontSize, lineHeight, whiteSpace } = styleOf(element);
    const asideStyle = clip.byX ? styleOf(clip.byX) : null;
    const belowHeight = clip.byY?.getBoundingClientRect().height ?? 0;
    const pitch = Number.parseFloat(lineHeight) || rects[0]?.height || 0;
    return {
      key: `${ruler.pathOf(element)}#${at}`,
      path: ruler.pathOf(element),
      block: ruler.pathOf(block),
      text: node.data.replace(/\s+/g, ' ').trim().slice(0, 80),
      fontSize: Number.parseFloat(fontSize),
      lines: rects
        .filter(({ top, bottom, height }) => {
          const high = Math.min(bottom, clip.bottom) - Math.max(top, clip.top);
          return high > height * 0.7;
        })
        .slice(0, maxLines)
        .map(({ x, y, width, height }) => [x + scrollX, y + scrollY, width, height]),
      lineCount: rects.length,
      shown,
      below: clip.byY && ruler.pathOf(clip.byY),
      aside: clip.byX && ruler.pathOf(clip.byX),
      ownBelow: clip.byY === block,
      ownAside: clip.byX === block,
      ofOneLine: clip.byY !== null && pitch >= belowHeight - 1,
      clamped: clip.byY !== null && styleOf(clip.byY).webkitLineClamp !== 'none',
      ellipsis: asideStyle !== null && asideStyle.textOverflow !== 'clip',
      keepsOneLine: /nowrap|pre$/.test(whiteSpace),
      layer: layerOf(element),
    };
  };
  ruler.texts = () => {
    styles = new Map();
    clips = new Map();
    const found: MeasuredText[] = [];
    for (const element of ruler.all()) {
      if (found.length >= maxTexts) break;
      if (!(element instanceof HTMLElement) || /^(?:SCRIPT|STYLE|OPTION)$/.test(element.tagName))
        continue;
      const nodes = [...element.childNodes].filter(
        (node): node is Text => node.nodeType === 3 && (node as Text).data.trim() !== '',
      );
      if (nodes.length === 0 || element.closest('[aria-hidden="true" i]')) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      for (const [at, node] of nodes.slice(0, 50).entries()) {
        const text = measure(node, element, at);
        if (text) found.push(text);
      }
    }
    return found;
  };
}
