/** A path of an `allow` or `disallow` line, ready to be matched. */
export interface PathPattern {
  /** Longer patterns outrank shorter ones: bytes of the pattern, percent-encoded. */
  readonly priority: number;
  /** What stands between the asterisks. */
  readonly pieces: readonly string[];
  /** Whether it ends in `$`, and so has to reach the end of the path. */
  readonly anchored: boolean;
  /** Characters of all pieces. */
  readonly length: number;
  readonly letters: Letters;
}

/** Which ASCII characters a text holds, a bit each. */
type Letters = readonly [number, number, number, number];

/** A path to be matched, and what of it rules out most patterns at once. */
export interface MatchedPath {
  readonly text: string;
  readonly letters: Letters;
}

/** Looks through a path once, so that no pattern has to that cannot match. */
export function readPath(text: string): MatchedPath {
  return { text, letters: lettersIn(text) };
}

function lettersIn(text: string): Letters {
  const bits: [number, number, number, number] = [0, 0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32) bits[0] |= 1 << code;
    else if (code < 64) bits[1] |= 1 << (code - 32);
    else if (code < 96) bits[2] |= 1 << (code - 64);
    else if (code < 128) bits[3] |= 1 << (code - 96);
  }
  return bits;
}

function hasAll(letters: Letters, wanted: Letters): boolean {
  return (
    (wanted[0] & ~letters[0]) === 0 &&
    (wanted[1] & ~letters[1]) === 0 &&
    (wanted[2] & ~letters[2]) === 0 &&
    (wanted[3] & ~letters[3]) === 0
  );
}

/**
 * Understands a path as written, one character a byte. Octets beyond ASCII are percent-encoded and
 * the digits of `%xx` put in upper case, nothing else is changed (RFC 9309, 2.2.2).
 */
export function readPattern(value: string): PathPattern {
  return patternOf(escaped(value));
}

/** The pattern of a text that is escaped already. */
export function patternOf(text: string): PathPattern {
  const anchored = text.endsWith('$');
  const body = anchored ? text.slice(0, -1) : text;
  const pieces = body.split('*');
  const literal = pieces.join('');
  const { length } = literal;
  return { priority: text.length, pieces, anchored, length, letters: lettersIn(literal) };
}

/**
 * Whether a path matches. Each piece is looked for behind the one before it, at its first place: an
 * earlier place never rules out what a later one allows, so nothing is ever tried twice and no set of
 * asterisks can make it slow.
 */
export function matches(pattern: PathPattern, { text: path, letters }: MatchedPath): boolean {
  const { pieces, anchored } = pattern;
  if (pattern.length > path.length || !hasAll(letters, pattern.letters)) return false;
  const [first = '', ...others] = pieces;
  if (!path.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return !anchored || path.length === first.length;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  if (!anchored) return path.includes(last, at);
  return path.length - last.length >= at && path.endsWith(last);
}

/**
 * What Google reads beside the path of an `allow` line that ends in `index.htm` or `index.html`: the
 * folder itself. Null for any other.
 */
export function folderPattern(value: string): PathPattern | null {
  const text = escaped(value);
  const slash = text.lastIndexOf('/');
  if (slash === -1 || !text.startsWith('/index.htm', slash)) return null;
  return patternOf(`${text.slice(0, slash + 1)}$`);
}

function escaped(value: string): string {
  return value.replace(/%[0-9a-f]{2}|[\x80-\xff]/gi, (match) =>
    match.length === 3 ? match.toUpperCase() : `%${match.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
