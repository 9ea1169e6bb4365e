import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animationOf } from '../../../../src/browser/audit/acts/time/animated-file.ts';
import { gifOf } from '../../../support/moving-files.ts';

describe('a GIF', () => {
  it('tells its frames, how long a round takes and that it goes on for ever', () => {
    expect(animationOf(gifOf(4, 30, null))).toEqual({
      format: 'gif',
      frames: 4,
      roundMs: 1200,
      rounds: null,
    });
  });

  it('plays once unless it says how often', () => {
    expect(animationOf(gifOf(2, 30, 1))).toMatchObject({ rounds: 1 });
    expect(animationOf(gifOf(2, 30, 3))).toMatchObject({ rounds: 3 });
  });

  it('shows frames without a delay for a tenth of a second, as browsers do', () => {
    expect(animationOf(gifOf(5, 0, null))).toMatchObject({ roundMs: 500 });
  });

  it('is no animation with one frame', () => {
    expect(animationOf(gifOf(1, 30, null))).toBeNull();
  });
});

describe('a PNG', () => {
  it('tells the frames of its animation', () => {
    const file = png([
      ['acTL', [...uint32(2), ...uint32(0)]],
      ['fcTL', frameControl(1, 4)],
      ['IDAT', [...deflateSync(Buffer.from([0, 0]))]],
      ['fcTL', frameControl(1, 2)],
      ['IEND', []],
    ]);
    expect(animationOf(file)).toEqual({ format: 'png', frames: 2, roundMs: 750, rounds: null });
  });

  it('is a still without', () => {
    expect(animationOf(png([['IEND', []]]))).toBeNull();
  });
});

describe('a WebP', () => {
  it('tells its frames and rounds', () => {
    const frame = [...Array<number>(12).fill(0), 0xf4, 1, 0, 0];
    const chunks = [
      ...chunk('ANIM', [0, 0, 0, 0, 2, 0]),
      ...chunk('ANMF', frame),
      ...chunk('ANMF', frame),
    ];
    const file = Buffer.from([
      ...Buffer.from('RIFF'),
      0,
      0,
      0,
      0,
      ...Buffer.from('WEBP'),
      ...chunks,
    ]);
    expect(animationOf(file)).toEqual({ format: 'webp', frames: 2, roundMs: 1000, rounds: 2 });
  });
});

it('makes nothing of files that are broken or something else', () => {
  const starts = ['GIF89a', '\u0089PNG\r\n\u001a\n', 'RIFF0000WEBP', ''];
  const broken = fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }))
    .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));
  fc.assert(
    fc.property(broken, (file) => {
      const animation = animationOf(file);
      expect(animation === null || animation.frames > 1).toBe(true);
    }),
  );
});

function png(chunks: readonly (readonly [string, readonly number[]])[]): Buffer {
  const body = chunks.flatMap(([type, data]) => [
    ...uint32(data.length),
    ...Buffer.from(type),
    ...data,
    ...uint32(0),
  ]);
  return Buffer.from([0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a, ...body]);
}

function frameControl(numerator: number, denominator: number): number[] {
  return [...Array<number>(20).fill(0), 0, numerator, 0, denominator, 0, 0];
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function chunk(type: string, data: readonly number[]): number[] {
  return [...Buffer.from(type), data.length, 0, 0, 0, ...data];
}
