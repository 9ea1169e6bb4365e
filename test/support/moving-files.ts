/** Files for pages in which something moves or sounds by itself. */

/** A picture of one pixel that turns from black to white and back, each frame shown for so many hundredths of a second. */
export function gifOf(frames: number, delay: number, rounds: number | null): Buffer {
  const header = [...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  const repeat =
    rounds === 1
      ? []
      : [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, (rounds ?? 1) - 1, 0, 0];
  const frame = (index: number) => [
    ...[0x21, 0xf9, 4, 0, delay & 0xff, delay >> 8, 0, 0],
    ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
    ...[2, 2, index % 2 === 0 ? 0x44 : 0x4c, 1, 0],
  ];
  const drawn = Array.from({ length: frames }, (_, index) => frame(index)).flat();
  return Buffer.from([...header, ...repeat, ...drawn, 0x3b]);
}

/** A tone of so many seconds, 8 bits and 8,000 samples a second. */
export function toneOf(seconds: number): Buffer {
  const rate = 8000;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + rate * seconds, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(rate * seconds, 40);
  const samples = Buffer.alloc(rate * seconds);
  for (let at = 0; at < samples.length; at += 1) samples[at] = 128 + 40 * Math.sin(at / 3);
  return Buffer.concat([header, samples]);
}

/** Files by name, as pages refer to them. */
export const movingFiles = {
  'turning.gif': { type: 'image/gif', body: gifOf(4, 30, null) },
  'turning-twice.gif': { type: 'image/gif', body: gifOf(4, 30, 2) },
  'tone-6s.wav': { type: 'audio/wav', body: toneOf(6) },
  'tone-2s.wav': { type: 'audio/wav', body: toneOf(2) },
};
