import type { AnimatedPicture } from '../../../../analysis/accessibility/time-facts.ts';

/** What a file of several frames tells of itself. */
export type Animation = Pick<AnimatedPicture, 'format' | 'frames' | 'roundMs' | 'rounds'>;

/** Browsers show frames without a delay, or with one of 10 ms or less, for 100 ms. */
const shortestMs = 10;
const defaultMs = 100;
const maxBlocks = 20_000;

/** Reads how many frames a GIF, PNG or WebP has and how long they take; null where it is a still, another format or broken. */
export function animationOf(file: Uint8Array): Animation | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    if (asciiAt(file, 0, 3) === 'GIF') return gif(file, view);
    if (asciiAt(file, 1, 3) === 'PNG') return png(file, view);
    if (asciiAt(file, 0, 4) === 'RIFF' && asciiAt(file, 8, 4) === 'WEBP') return webp(file, view);
  } catch (error) {
    // A file that ends too early is read past its end.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** GIF89a: an application extension tells the rounds, a graphic control extension the delay of each frame. */
function gif(file: Uint8Array, view: DataView): Animation | null {
  let at = 13 + colourTable(view.getUint8(10));
  let frames = 0;
  let roundMs = 0;
  let delay = 0;
  let rounds: number | null = 1;
  for (let block = 0; block < maxBlocks && at < file.length; block += 1) {
    const kind = view.getUint8(at);
    if (kind === 0x3b) break;
    if (kind === 0x2c) {
      frames += 1;
      roundMs += delay > shortestMs ? delay : defaultMs;
      delay = 0;
      at = afterBlocks(view, at + 11 + colourTable(view.getUint8(at + 9)));
      continue;
    }
    if (kind !== 0x21) return null;
    const label = view.getUint8(at + 1);
    if (label === 0xf9) delay = view.getUint16(at + 4, true) * 10;
    if (label === 0xff && /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(asciiAt(file, at + 3, 11))) {
      const count = view.getUint16(at + 16, true);
      rounds = count === 0 ? null : count + 1;
    }
    at = afterBlocks(view, at + 2);
  }
  return frames > 1 ? { format: 'gif', frames, roundMs, rounds } : null;
}

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function afterBlocks(view: DataView, start: number): number {
  let at = start;
  while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
  return at + 1;
}

/** PNG, third edition: `acTL` tells frames and rounds, each `fcTL` a delay as a fraction of a second. */
function png(file: Uint8Array, view: DataView): Animation | null {
  let frames = 0;
  let rounds: number | null = 1;
  let roundMs = 0;
  for (let at = 8, block = 0; at + 8 <= file.length && block < maxBlocks; block += 1) {
    const length = view.getUint32(at);
    const type = asciiAt(file, at + 4, 4);
    if (type === 'IEND') break;
    if (type === 'acTL') {
      frames = view.getUint32(at + 8);
      rounds = view.getUint32(at + 12) || null;
    }
    if (type === 'fcTL') {
      const delay = (view.getUint16(at + 28) * 1000) / (view.getUint16(at + 30) || 100);
      roundMs += delay > shortestMs ? delay : defaultMs;
    }
    at += 12 + length;
  }
  return frames > 1 ? { format: 'png', frames, roundMs: Math.round(roundMs), rounds } : null;
}

/** WebP container: `ANIM` tells the rounds, each `ANMF` holds a frame and how long it is shown. */
function webp(file: Uint8Array, view: DataView): Animation | null {
  let frames = 0;
  let roundMs = 0;
  let rounds: number | null = 1;
  for (let at = 12, block = 0; at + 8 <= file.length && block < maxBlocks; block += 1) {
    const type = asciiAt(file, at, 4);
    const length = view.getUint32(at + 4, true);
    if (type === 'ANIM') rounds = view.getUint16(at + 12, true) || null;
    if (type === 'ANMF') {
      frames += 1;
      const delay = view.getUint32(at + 20, true) & 0xffffff;
      roundMs += delay > shortestMs ? delay : defaultMs;
    }
    at += 8 + length + (length % 2);
  }
  return frames > 1 ? { format: 'webp', frames, roundMs, rounds } : null;
}

function asciiAt(file: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...file.subarray(at, at + length));
}
