import { pipeline, type Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

type Chunks = AsyncIterable<Buffer>;

/** How each content coding is undone; the first bytes decide where servers disagree on its meaning. */
const decoders: Readonly<Record<string, (start: Buffer) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // RFC 9110, 8.4.1.2 means zlib (its first byte ends in 8); some servers leave out the envelope.
  deflate: (start) => ((start[0] ?? 0) % 16 === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/** What is sent as Accept-Encoding. */
export const acceptEncoding = 'gzip, deflate, br, zstd';

/** Each coding costs a decoder's memory, and honest sites need one. */
const maxCodings = 4;

/**
 * Undoes the codings of a Content-Encoding header, the last one first (RFC 9110, 8.4). Where one is
 * unknown the body stays as it came, as in a browser. Throws where there are too many; reading
 * throws where the body is not what the header says.
 */
export function decoded(body: Chunks, contentEncoding: string): Chunks {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (!codings.every((coding) => Object.hasOwn(decoders, coding))) return body;
  if (codings.length > maxCodings) {
    throw new Error(`Content-Encoding names ${codings.length} codings, one on top of another`);
  }
  return codings.reduceRight(undo, body);
}

async function* undo(coded: Chunks, coding: string): Chunks {
  const chunks = coded[Symbol.asyncIterator]();
  const first = await chunks.next();
  // An answer to HEAD and an empty page name a coding, yet nothing was coded.
  if (first.done) return;
  const decoder = decoders[coding]?.(first.value);
  if (decoder === undefined) return;
  const all = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // An error of either side destroys the decoder, and so ends the reading below.
  pipeline(all, decoder, () => {});
  yield* decoder;
}
