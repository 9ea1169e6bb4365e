import type { TextLoss } from './viewport-facts.ts';

/** A piece of text as it was measured in a page: its lines in pixels of the page, and what of them is cut off. */
export interface MeasuredText {
  /** The same before and after. */
  readonly key: string;
  readonly path: string;
  /** The nearest element around that does not flow as part of a line. */
  readonly block: string;
  readonly text: string;
  readonly fontSize: number;
  /** The first lines that are seen in their height: x, y, width, height. */
  readonly lines: readonly (readonly number[])[];
  readonly lineCount: number;
  readonly shown: {
    /** Lines that are seen in their height, that are cut through, and that are not seen. */
    readonly whole: number;
    readonly cut: number;
    readonly gone: number;
    /** The most pixels that a line loses to the left or right, and the largest part of a line that is left. */
    readonly aside: number;
    readonly share: number;
  };
  /** Who cuts it off at top or bottom, and who at the sides. */
  readonly below: string | null;
  readonly aside: string | null;
  /** Whether that is the text's own block. */
  readonly ownBelow: boolean;
  readonly ownAside: boolean;
  /** Whether what cuts it off at the bottom is no higher than one line, and whether it clamps lines. */
  readonly ofOneLine: boolean;
  readonly clamped: boolean;
  readonly ellipsis: boolean;
  readonly keepsOneLine: boolean;
  /** Whether it flows with the page, lies above it, or is fixed to the window. */
  readonly layer: 'page' | 'above' | 'window';
}

const maxLosses = 30;

/**
 * What was done to the page: a box of one line may hide the others when it is `narrowed`, for the ACT
 * rule 59br37 takes that for intended; and only then it counts what was unreadable before as well.
 */
export type Change = 'narrowed' | 'enlarged' | 'spaced';

/** What could be read before and cannot be read after; what was cut off before on purpose is not blamed. */
export function textLosses(
  before: readonly MeasuredText[],
  after: readonly MeasuredText[],
  change: Change,
): readonly TextLoss[] {
  const earlier = new Map(before.map((text) => [text.key, text]));
  const foldsBelow = new Set(before.filter(isCutBelow).map(({ below }) => below));
  const scrollsAside = new Set(before.filter(isCutAside).map(({ aside }) => aside));
  const losses: TextLoss[] = [];
  for (const text of after) {
    const was = earlier.get(text.key);
    if (!was || text.layer === 'window') continue;
    const loss =
      lossBelow(text, was, foldsBelow, change) ??
      lossAside(text, was, scrollsAside) ??
      (change === 'narrowed' ? alwaysCut(text) : null);
    if (loss) losses.push(loss);
  }
  return [...losses, ...overlaps(after, earlier, change)].slice(0, maxLosses);
}

function isCutBelow({ shown, below }: MeasuredText): boolean {
  return below !== null && shown.cut + shown.gone > 0;
}

function isCutAside({ shown, aside, fontSize }: MeasuredText): boolean {
  return aside !== null && shown.aside > fontSize / 2;
}

function lossBelow(
  text: MeasuredText,
  was: MeasuredText,
  folds: ReadonlySet<string | null>,
  change: Change,
): TextLoss | null {
  if (!isCutBelow(text) || text.below === null || isCutBelow(was)) return null;
  if (folds.has(text.below) || text.clamped) return null;
  if (change === 'narrowed' && text.ofOneLine && text.shown.whole > 0) return null;
  return {
    kind: 'cut-below',
    path: text.path,
    text: text.text,
    by: text.below,
    lost: text.shown.cut + text.shown.gone,
    of: text.lineCount,
    sure: (text.layer === 'page' || text.ownBelow) && !(change === 'enlarged' && text.ofOneLine),
  };
}

function lossAside(
  text: MeasuredText,
  was: MeasuredText,
  scrolls: ReadonlySet<string | null>,
): TextLoss | null {
  if (!isCutAside(text) || text.aside === null || isCutAside(was)) return null;
  if (text.ellipsis || scrolls.has(text.aside)) return null;
  return {
    kind: 'cut-aside',
    path: text.path,
    text: text.text,
    by: text.aside,
    lost: Math.round(text.shown.aside),
    of: Math.round(Math.max(0, ...text.lines.map(([, , width = 0]) => width))),
    // What leaves the window as a whole may be the next picture of a row that is leafed through.
    sure: text.ownAside && text.shown.share > 0,
  };
}

/** A box of its own that cuts through the only line it shows, or through a line that must not break. */
function alwaysCut(text: MeasuredText): TextLoss | null {
  const { shown, below, aside } = text;
  const base = { path: text.path, text: text.text, sure: true, before: true };
  if (below !== null && text.ownBelow && !text.clamped && shown.cut > 0) {
    return {
      ...base,
      // Where whole lines are left it may be a text that unfolds.
      sure: shown.whole === 0,
      kind: 'cut-below',
      by: below,
      lost: shown.cut + shown.gone,
      of: text.lineCount,
    };
  }
  const isLong = shown.aside > 2 * text.fontSize && shown.share > 0.02 && text.text.includes(' ');
  if (aside === null || !text.ownAside || text.ellipsis || !text.keepsOneLine || !isLong) {
    return null;
  }
  const of = Math.round(Math.max(0, ...text.lines.map(([, , width = 0]) => width)));
  return { ...base, kind: 'cut-aside', by: aside, lost: Math.round(shown.aside), of };
}

interface Line {
  readonly text: MeasuredText;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lines of different blocks that lie over each other, and did not before. */
function overlaps(
  after: readonly MeasuredText[],
  earlier: ReadonlyMap<string, MeasuredText>,
  change: Change,
): readonly TextLoss[] {
  const lines = after
    // What was not there before came with the change: a menu for small windows, for example.
    .filter(
      ({ key, layer, shown }) =>
        earlier.has(key) && layer !== 'window' && shown.whole > 0 && shown.aside === 0,
    )
    .flatMap(linesOf)
    .sort((a, b) => a.y - b.y);
  const found = new Map<string, TextLoss>();
  for (const [at, line] of lines.entries()) {
    for (let next = at + 1; next < Math.min(lines.length, at + 60); next += 1) {
      const other = lines[next];
      if (!other || other.y > line.y + line.height) break;
      if (!liesOver(line, other) || line.text.block === other.text.block) continue;
      const key = `${line.text.block} ${other.text.block}`;
      const flow = line.text.layer === 'page' && other.text.layer === 'page';
      const met = metBefore(line.text, other.text, earlier);
      if (found.has(key) || (met && !(flow && change === 'narrowed'))) continue;
      found.set(key, {
        kind: 'overlapped',
        path: line.text.path,
        text: line.text.text,
        by: other.text.path,
        lost: 1,
        of: line.text.lineCount,
        sure: flow,
      });
    }
  }
  return [...found.values()];
}

function linesOf(text: MeasuredText): readonly Line[] {
  return text.lines.map(([x = 0, y = 0, width = 0, height = 0]) => ({ text, x, y, width, height }));
}

/** Half of the smaller line's height, and more than a letter of its width. */
function liesOver(one: Line, other: Line): boolean {
  const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  return high > Math.min(one.height, other.height) / 2 && wide > 10;
}

function metBefore(
  one: MeasuredText,
  other: MeasuredText,
  earlier: ReadonlyMap<string, MeasuredText>,
): boolean {
  const [was, otherWas] = [earlier.get(one.key), earlier.get(other.key)];
  if (!was || !otherWas) return false;
  const others = linesOf(otherWas);
  return linesOf(was).some((line) => others.some((two) => liesOver(line, two)));
}
