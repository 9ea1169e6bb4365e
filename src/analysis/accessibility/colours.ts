/** A colour of sRGB: channels from 0 to 255, alpha from 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** White, which the browser paints below every page that paints nothing. */
export const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };

const number = String.raw`(-?[\d.]{1,24}(?:e-?\d{1,3})?)`;
const rgb = new RegExp(
  String.raw`^rgba?\(${number}[, ]\s?${number}[, ]\s?${number}(?:\s?[,/]\s?${number})?\)$`,
);
const srgb = new RegExp(String.raw`^color\(srgb ${number} ${number} ${number}(?: / ${number})?\)$`);

/** A computed colour: `rgb(0, 0, 0)`, `rgba(0, 0, 0, 0.5)`, `color(srgb 1 0 0)`. Null for any other notation. */
export function parseColour(computed: string | undefined): Colour | null {
  const value = computed?.slice(0, 120) ?? '';
  const known = parsed.get(value);
  if (known !== undefined) return known;
  const colour = readColour(value);
  if (parsed.size < mostParsed) parsed.set(value, colour);
  return colour;
}

/** Pages repeat few colours often. */
const parsed = new Map<string, Colour | null>();
const mostParsed = 2_000;

function readColour(value: string): Colour | null {
  if (value === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 };
  const plain = rgb.exec(value);
  const found = plain ?? srgb.exec(value);
  if (!found) return null;
  const scale = plain ? 1 : 255;
  const [red = 0, green = 0, blue = 0, alpha = 1] = found
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return { red: red * scale, green: green * scale, blue: blue * scale, alpha };
}

/** What is seen where a colour that may be translucent lies over one that is not. */
export function over(top: Colour, below: Colour): Colour {
  const mix = (upper: number, lower: number) => upper * top.alpha + lower * (1 - top.alpha);
  return {
    red: mix(top.red, below.red),
    green: mix(top.green, below.green),
    blue: mix(top.blue, below.blue),
    alpha: 1,
  };
}

/** A colour so far on the way from one to another, as gradients mix them: 0 is the first, 1 the second. */
export function between(from: Colour, to: Colour, share: number): Colour {
  const alpha = from.alpha + (to.alpha - from.alpha) * share;
  const mix = (a: number, b: number) =>
    alpha === 0 ? 0 : (a * from.alpha * (1 - share) + b * to.alpha * share) / alpha;
  return {
    red: mix(from.red, to.red),
    green: mix(from.green, to.green),
    blue: mix(from.blue, to.blue),
    alpha,
  };
}

/** Relative luminance of an opaque colour, 0 to 1. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance({ red, green, blue }: Colour): number {
  const linear = (channel: number) => {
    const share = Math.min(Math.max(channel, 0), 255) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two opaque colours, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Names that people give to colours. */
export type ColourName =
  | 'red'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'blue'
  | 'purple'
  | 'black'
  | 'grey'
  | 'white';

const hues: readonly (readonly [from: number, name: ColourName])[] = [
  [345, 'red'],
  [255, 'purple'],
  [170, 'blue'],
  [70, 'green'],
  [48, 'yellow'],
  [20, 'orange'],
  [0, 'red'],
];

/** What most people would call a colour. */
export function nameOfColour({ red, green, blue }: Colour): ColourName {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const spread = most - least;
  if (most < 40) return 'black';
  if (spread < 30 || spread / most < 0.2) return most > 235 ? 'white' : 'grey';
  const sector =
    most === red
      ? (green - blue) / spread
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  const hue = (sector * 60 + 360) % 360;
  return hues.find(([from]) => hue >= from)?.[1] ?? 'red';
}

/** `#aa0000`, for people. */
export function hexOf({ red, green, blue }: Colour): string {
  return `#${[red, green, blue]
    .map((channel) => Math.round(channel).toString(16).padStart(2, '0'))
    .join('')}`;
}
