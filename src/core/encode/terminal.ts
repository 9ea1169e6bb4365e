import { hexOf, invisible } from './invisible.ts';

/**
 * Text from outside, safe and wholly visible on one line of a terminal, never longer than
 * `maxLength` UTF-16 units, with `…` where something was cut. A tab becomes a space, a line break
 * `⏎`, and anything else that is not seen an escape such as `\x1b` or `\u{202e}`. No escape and no
 * surrogate pair is cut in half, and applying it twice changes nothing more.
 */
export function forTerminal(text: string, maxLength = 4096): string {
  let shown = '';
  let room = 0;
  for (const [piece] of text.matchAll(/\r\n|./gsu)) {
    const next = visible(piece);
    if (shown.length + next.length > maxLength) return `${shown.slice(0, room)}…`;
    shown += next;
    if (shown.length < maxLength) room = shown.length;
  }
  return shown;
}

function visible(piece: string): string {
  if (piece === '\t') return ' ';
  if (piece === '\n' || piece === '\r' || piece === '\r\n') return '⏎';
  return piece.replace(invisible, (character) => {
    const hex = hexOf(character);
    return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}
