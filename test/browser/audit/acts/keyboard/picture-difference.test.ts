import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPixels } from '../../../../../src/browser/audit/acts/keyboard/picture-difference.ts';

describe('the difference of two pictures', () => {
  it('counts pixels that differ so that it can be seen', () => {
    const white = png(3, [255, 255, 255, 255, 255, 255, 255, 255, 255]);
    expect(changedPixels(white, white)).toBe(0);
    expect(changedPixels(white, png(3, [255, 255, 255, 0, 0, 0, 255, 255, 255]))).toBe(1);
    expect(changedPixels(white, png(3, [244, 244, 255, 255, 255, 255, 255, 0, 255]))).toBe(1);
  });

  it('is unknown where sizes differ or it is no picture', () => {
    expect(changedPixels(png(1, [0, 0, 0]), png(2, [0, 0, 0, 0, 0, 0]))).toBeNull();
    expect(changedPixels(new Uint8Array(4), png(1, [0, 0, 0]))).toBeNull();
  });

  it('reads every filter alike', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 27, maxLength: 27 }),
        fc.integer({ min: 0, max: 4 }),
        (bytes, filter) => {
          expect(changedPixels(png(3, [...bytes], 0), png(3, [...bytes], filter))).toBe(0);
        },
      ),
    );
  });
});

/** A picture of three channels, each row written with this filter. */
function png(width: number, pixels: readonly number[], filter = 0): Uint8Array {
  const row = width * 3;
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (pixels[y * row + x] ?? 0));
  const predicted = (x: number, y: number) => {
    const [left, above, corner] = [at(x - 3, y), at(x, y - 1), x < 3 ? 0 : at(x - 3, y - 1)];
    if (filter === 1) return left;
    if (filter === 2) return above;
    if (filter === 3) return Math.floor((left + above) / 2);
    if (filter !== 4) return 0;
    const guess = left + above - corner;
    const nearest = [left, above, corner].map((value) => Math.abs(guess - value));
    return [left, above, corner][nearest.indexOf(Math.min(...nearest))] ?? 0;
  };
  const height = pixels.length / row;
  const rows = Array.from({ length: height }, (_, y) => [
    filter,
    ...Array.from({ length: row }, (_, x) => (at(x, y) - predicted(x, y)) & 255),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
