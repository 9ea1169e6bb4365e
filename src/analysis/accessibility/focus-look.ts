import { contrast, over, parseColour, white } from './colours.ts';
import type { FocusLook } from './keyboard-facts.ts';
import { px } from './page.ts';

const sides = ['top', 'right', 'bottom', 'left'] as const;
/** Colours closer than this cannot be told apart by most people. */
const alike = 1.15;

/** What the eye can see of the focus, as far as style tells. */
export type FocusSign = 'none' | 'same-line' | 'faint' | 'clear';

/** Whether style leaves it open that nothing is seen of the focus. */
export function canHideFocus(look: FocusLook | null): boolean {
  return look !== null && focusSign(look).sign === 'none';
}

/**
 * Compares the two looks of an element. A line around it counts as one, be it border or outline: a
 * border that turns into an outline of the same colour and thickness is no change for the eye.
 * `contrast` is that of a line that is all there is, against what lies behind it.
 */
export function focusSign(look: FocusLook): {
  readonly sign: FocusSign;
  readonly contrast: number | null;
} {
  const { focused, blurred, around } = look;
  if (around) return { sign: 'clear', contrast: null };
  const changed = Object.keys(focused).filter((name) => focused[name] !== blurred[name]);
  const isLine = (name: string) => name.startsWith('outline-') || name.startsWith('border-');
  if (changed.some((name) => !isLine(name) && isShown(name, focused))) {
    return { sign: 'clear', contrast: null };
  }
  const lines = changed.filter(isLine);
  if (lines.length === 0) return { sign: 'none', contrast: null };
  if (hasSameLines(focused, blurred)) return { sign: 'same-line', contrast: null };
  if (lines.some((name) => name.startsWith('border-') && hasBorders(look))) {
    return { sign: 'clear', contrast: null };
  }
  return outlineSign(look);
}

function outlineSign({ focused, behind }: FocusLook): ReturnType<typeof focusSign> {
  const isThere = focused['outline-style'] !== 'none' && (px(focused['outline-width']) ?? 0) > 0;
  if (!isThere) return { sign: 'none', contrast: null };
  const line = parseColour(focused['outline-color']);
  const ground = parseColour(behind);
  if (line === null || ground === null) return { sign: 'clear', contrast: null };
  const below = over(ground, white);
  const ratio = contrast(over(line, below), below);
  if (ratio < alike) return { sign: 'none', contrast: ratio };
  // The browser's own line has a second one of another colour.
  const isFaint = ratio < 3 && focused['outline-style'] !== 'auto';
  return { sign: isFaint ? 'faint' : 'clear', contrast: ratio };
}

/** Whether there is any border to change. */
function hasBorders({ focused, blurred }: FocusLook): boolean {
  const isDrawn = (style: FocusLook['focused'], side: string) =>
    style[`border-${side}-style`] !== 'none' && px(style[`border-${side}-width`]) !== 0;
  return sides.some((side) => isDrawn(focused, side) || isDrawn(blurred, side));
}

/** Whether lines around the element are as thick and of the same colours as before. */
function hasSameLines(
  focused: Readonly<Record<string, string>>,
  blurred: Readonly<Record<string, string>>,
): boolean {
  return sides.every((side) => {
    const now = lineAt(focused, side);
    const then = lineAt(blurred, side);
    if (now === null || then === null || now.width === 0) return false;
    return now.width === then.width && now.colour === then.colour;
  });
}

/** Border and outline of one side as one line; null where they are of two colours, or apart. */
function lineAt(
  style: Readonly<Record<string, string>>,
  side: string,
): { readonly width: number; readonly colour: string } | null {
  const part = (name: string) =>
    style[`${name}-style`] === 'none' ? 0 : (px(style[`${name}-width`]) ?? 0);
  const border = part(`border-${side}`);
  const outline = part('outline');
  if (style['outline-style'] === 'auto') return null;
  if (outline > 0 && px(style['outline-offset']) !== 0) return null;
  const colours = [
    ...(border > 0 ? [style[`border-${side}-color`]] : []),
    ...(outline > 0 ? [style['outline-color']] : []),
  ];
  if (new Set(colours).size > 1) return null;
  return { width: border + outline, colour: colours[0] ?? '' };
}

/** Details of what is not drawn do not count. */
function isShown(name: string, style: Readonly<Record<string, string>>): boolean {
  if (name.startsWith('text-decoration-') && name !== 'text-decoration-line') {
    return style['text-decoration-line'] !== 'none';
  }
  return true;
}
