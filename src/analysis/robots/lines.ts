/** Most bytes of a robots.txt that count: what follows is ignored (RFC 9309, 2.5, and Google’s limit). */
export const maxRobotsBytes = 500 * 1024;

/** Bytes of a line that Google’s parser keeps: eight times the longest URL that browsers took. */
const maxLineBytes = 2083 * 8 - 1;
const byteOrderMark = [0xef, 0xbb, 0xbf];
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/**
 * The lines of a robots.txt, one character a byte, as Google’s parser counts them: ended by LF, CR or
 * CRLF, the rest of a line that is too long left out, and the beginning without a byte order mark or
 * a part of one.
 */
export function robotsLines(body: Uint8Array): readonly string[] {
  const bytes = body.subarray(0, maxRobotsBytes);
  const lines: string[] = [];
  let start = markLength(bytes);
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte !== lineFeed && byte !== carriageReturn) continue;
    lines.push(lineOf(bytes.subarray(start, index)));
    if (byte === carriageReturn && bytes[index + 1] === lineFeed) index += 1;
    start = index + 1;
  }
  lines.push(lineOf(bytes.subarray(start)));
  return lines;
}

function markLength(bytes: Uint8Array): number {
  const end = byteOrderMark.findIndex((byte, index) => bytes[index] !== byte);
  return end === -1 ? byteOrderMark.length : end;
}

/** A NUL ends a line, as it ends any text in the language of that parser. */
function lineOf(bytes: Uint8Array): string {
  const kept = bytes.subarray(0, maxLineBytes);
  const nul = kept.indexOf(0);
  return latin1.decode(nul === -1 ? kept : kept.subarray(0, nul));
}

/** Not `TextDecoder('latin1')`, which by the web’s standard is windows-1252. */
const latin1 = {
  decode: (bytes: Uint8Array): string => {
    let text = '';
    for (let index = 0; index < bytes.length; index += 4096) {
      text += String.fromCharCode(...bytes.subarray(index, index + 4096));
    }
    return text;
  },
};
