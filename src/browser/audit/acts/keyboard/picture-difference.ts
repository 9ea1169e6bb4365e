import { inflateSync } from 'node:zlib';

/** Channels that differ by less look the same. */
const sameLevels = 24;
const signatureBytes = 8;
/** Channels of a pixel by the colour type of PNG: true colour, without and with alpha. */
const channelsOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bytes: Uint8Array;
}

/**
 * How many pixels of two pictures differ so that it can be seen; null where they cannot be compared.
 * Both are PNG as the browser writes it: eight bits a channel, not interlaced.
 * https://www.w3.org/TR/png-3/
 */
export function changedPixels(one: Uint8Array, other: Uint8Array): number | null {
  const [a, b] = [decode(one), decode(other)];
  if (!a || !b || a.width !== b.width || a.height !== b.height || a.channels !== b.channels) {
    return null;
  }
  let changed = 0;
  for (let at = 0; at < a.bytes.length; at += a.channels) {
    for (let channel = 0; channel < 3; channel += 1) {
      const difference = (a.bytes[at + channel] ?? 0) - (b.bytes[at + channel] ?? 0);
      if (Math.abs(difference) <= sameLevels) continue;
      changed += 1;
      break;
    }
  }
  return changed;
}

function decode(png: Uint8Array): Picture | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const data: Uint8Array[] = [];
  let header: { width: number; height: number; channels: number } | null = null;
  for (let at = signatureBytes; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const start = at + 8;
    if (type === 'IHDR') {
      const channels = channelsOf[view.getUint8(start + 9)];
      if (view.getUint8(start + 8) !== 8 || channels === undefined) return null;
      header = { width: view.getUint32(start), height: view.getUint32(start + 4), channels };
    }
    if (type === 'IDAT') data.push(png.subarray(start, start + length));
    at = start + length + 4;
  }
  if (!header) return null;
  const raw = inflateSync(Buffer.concat(data), { maxOutputLength: 200_000_000 });
  return { ...header, bytes: unfilter(raw, header) };
}

/** Undoes the filter of each row, which says how its bytes follow from those before and above. */
function unfilter(
  raw: Uint8Array,
  { width, height, channels }: Omit<Picture, 'bytes'>,
): Uint8Array {
  const row = width * channels;
  const bytes = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x >= channels ? (bytes[at - channels] ?? 0) : 0;
      const above = y > 0 ? (bytes[at - row] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (bytes[at - row - channels] ?? 0) : 0;
      bytes[at] = (raw[y * (row + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [l, a, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return l <= a && l <= c ? left : a <= c ? above : corner;
}
