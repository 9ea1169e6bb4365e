/** Code points that take two columns: UAX #11, wide and fullwidth, and what is drawn as emoji. */
const wide =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
/** Code points drawn onto the one before. */
const combining = /[\p{Mn}\p{Me}]/u;
/** What is never torn apart: an escape that `forTerminal` wrote, or a character with all that modifies it. */
const unit = /\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}|.[\p{M}\p{Emoji_Modifier}]*/gsu;

/** Columns that a text takes in a terminal; in doubt (terminals differ over emoji) one too many. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    // Variation selector 16 is counted, for it asks for a wide emoji in place of a narrow sign.
    const drawnOnto = character !== '\uFE0F' && combining.test(character);
    width += drawnOnto ? 0 : wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Fills up to so many columns with spaces; a longer text stays as it is. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Lines of at most so many columns (at least 2), broken at spaces, and inside a word only where it has no room. */
export function wrap(text: string, columns: number): string[] {
  const words = text.split(' ').filter((word) => word !== '');
  return joined(words, ' ', columns, broken);
}

/** Joins phrases into as few lines as have room for them; one that is longer than a line is wrapped. */
export function pack(phrases: readonly string[], separator: string, columns: number): string[] {
  return joined(phrases, separator, columns, wrap);
}

function joined(
  parts: readonly string[],
  separator: string,
  columns: number,
  divide: (part: string, columns: number) => string[],
): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)}${separator}${part}`;
    if (lines.length > 0 && displayWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else if (displayWidth(part) <= columns) lines.push(part);
    else lines.push(...divide(part, columns));
  }
  return lines;
}

/** The first lines only, with `ellipsis` at the end of the last where some were left out. */
export function firstLines(
  lines: readonly string[],
  most: number,
  columns: number,
  ellipsis: string,
): string[] {
  const shown = lines.slice(0, most);
  const last = shown.pop();
  if (last === undefined || lines.length <= most) return [...lines];
  const [cut = ''] = broken(last, columns - displayWidth(ellipsis));
  return [...shown, `${cut}${ellipsis}`];
}

function broken(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [next] of word.matchAll(unit)) {
    if (piece !== '' && displayWidth(piece + next) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += next;
  }
  return [...pieces, piece];
}
