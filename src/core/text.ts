/** The longest beginning of a text that fits into so many bytes of UTF-8, with `…` where something was cut. */
export function cutToBytes(text: string, maxBytes: number): string {
  const wellFormed = text.toWellFormed();
  const encoder = new TextEncoder();
  if (wellFormed.length * 3 <= maxBytes || encoder.encode(wellFormed).length <= maxBytes) {
    return wellFormed;
  }
  const room = maxBytes - '…'.length * 3;
  const { read } = encoder.encodeInto(wellFormed, new Uint8Array(Math.max(room, 0)));
  return `${wellFormed.slice(0, read)}…`;
}

/** One line: white space folded, at most so many UTF-16 units, and well-formed where it was cut. */
export function oneLine(text: string, maxLength: number): string {
  const folded = text
    .slice(0, maxLength * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const line = folded.length <= maxLength ? folded : `${folded.slice(0, maxLength - 1)}…`;
  return line.toWellFormed();
}
