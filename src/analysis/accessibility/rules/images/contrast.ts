import { backdropOf } from '../../backdrop.ts';
import { between, type Colour, contrast, over, parseColour } from '../../colours.ts';
import { closest, isOnScreen, type Page, px, upwards } from '../../page.ts';
import { pageRules, type Sight, understanding } from '../../rule.ts';
import type { SnapshotElement, Style } from '../../snapshot.ts';
import { textBlocks } from '../../text-blocks.ts';

/** Points at which a gradient is looked at between two stops. */
const samples = 12;
const maxStops = 12;

/** Rules about contrast where the ground has more than one colour. */
export const contrastRules = pageRules({
  'contrast-on-gradient': {
    title: 'Text is hard to tell from the gradient behind it',
    wcag: ['1.4.3'],
    level: 'AA',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Darken the text or lighten the gradient until they differ by 4.5:1 everywhere.',
    help: understanding('contrast-minimum'),
    find: (page) => onGradients(page, { small: 4.5, large: 3 }),
  },
  'contrast-on-gradient-enhanced': {
    title: 'Text does not stand out from the gradient behind it',
    wcag: ['1.4.6'],
    level: 'AAA',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Aim at 7:1 between text and every colour of the gradient.',
    help: understanding('contrast-enhanced'),
    find: function* (page) {
      for (const sight of onGradients(page, { small: 7, large: 4.5 })) {
        if (!closest(sight.element, ({ tag, role }) => tag === 'button' || role === 'button'))
          yield sight;
      }
    },
  },
});

/** Text whose best contrast with any colour of the gradient behind it is too low. */
function* onGradients(
  page: Page,
  { small, large }: { readonly small: number; readonly large: number },
): Generator<Sight> {
  const behind = gradientsOf();
  for (const { texts } of textBlocks(page)) {
    for (const { text, parent } of texts) {
      const ground = behind(parent);
      if (!ground || !/\p{L}{2}/u.test(text) || !isPlainText(parent)) continue;
      const colour = parseColour(parent.style.color);
      if (!colour || colour.alpha === 0) continue;
      const best = Math.max(...ground.map((below) => contrast(over(colour, below), below)));
      if (best >= (isLarge(parent.style) ? large : small) - 0.01) continue;
      yield {
        element: parent,
        evidence: `“${text.trim().slice(0, 60)}” differs from its gradient by ${best.toFixed(2)}:1 at most`,
      };
    }
  }
}

/** 18 points, or 14 in bold. https://www.w3.org/TR/WCAG22/#dfn-large-scale */
function isLarge(style: Style): boolean {
  const size = px(style['font-size']) ?? 16;
  return size >= 24 || (size >= 18.66 && Number(style['font-weight']) >= 700);
}

/** Text that is drawn in its colour alone, and that somebody is to read. */
function isPlainText(element: SnapshotElement): boolean {
  const { style } = element;
  const fill = style['-webkit-text-fill-color'];
  if (style['text-shadow'] !== 'none' || (fill !== undefined && fill !== style.color)) return false;
  const isIdle = closest(element, ({ attributes, states, style: { opacity } }) => {
    return (
      states.disabled === true ||
      attributes.disabled !== undefined ||
      attributes['aria-disabled'] === 'true' ||
      (opacity !== undefined && opacity !== '1')
    );
  });
  return isIdle === null && isOnScreen(element);
}

/** Finds the colours of the one gradient behind an element; null where there is none, or anything else. */
function gradientsOf(): (element: SnapshotElement) => readonly Colour[] | null {
  const known = new Map<SnapshotElement, readonly Colour[] | null>();
  return (element) => {
    const passed: SnapshotElement[] = [];
    let ground: readonly Colour[] | null = null;
    for (const one of upwards(element)) {
      const found = known.get(one);
      passed.push(one);
      ground = found ?? (isPainted(one) ? gradientIn(one) : null);
      if (found !== undefined || ground !== null || isPainted(one)) break;
    }
    for (const one of passed) known.set(one, ground);
    return ground;
  };
}

function isPainted({ style }: SnapshotElement): boolean {
  const hasPicture = (style['background-image'] ?? 'none') !== 'none';
  const hasGround = (parseColour(style['background-color'] ?? 'transparent')?.alpha ?? 1) > 0;
  return hasPicture || hasGround || /absolute|fixed/.test(style.position ?? '');
}

/** The colours of the gradient that fills all of an element. */
function gradientIn({ style, parent }: SnapshotElement): readonly Colour[] | null {
  const isWhole = style['background-repeat'] === 'repeat' && style['background-size'] === 'auto';
  if (!isWhole || style['background-clip'] !== 'border-box') return null;
  const stops = stopsOf(style['background-image'] ?? '');
  const plain = parseColour(style['background-color']);
  const around = plain?.alpha === 1 ? plain : backdropOf(parent);
  if (!stops || !plain || !around) return null;
  const below = over(plain, around);
  return stops
    .flatMap((stop, index) => {
      const next = stops[index + 1] ?? stop;
      return Array.from({ length: samples }, (_, at) => between(stop, next, at / samples));
    })
    .map((colour) => over(colour, below));
}

/** The colours of a single gradient in their order; null where one cannot be read. */
function stopsOf(image: string): readonly Colour[] | null {
  if (!/^(?:repeating-)?(?:linear|radial|conic)-gradient\(/.test(image) || image.length > 2_000)
    return null;
  if ((image.match(/gradient\(/g)?.length ?? 0) > 1 || /url\(| in /.test(image)) return null;
  const colours = (image.match(/(?:rgba?|color)\([^()]{1,80}\)|\btransparent\b/g) ?? []).map(
    parseColour,
  );
  const read = colours.filter((colour) => colour !== null);
  return read.length === colours.length && read.length >= 2 && read.length <= maxStops
    ? read
    : null;
}
