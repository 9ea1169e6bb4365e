import type { Body, Header, HttpExchangeParams } from '../../core/artifacts/http-exchange.ts';
import { headerOf } from '../../core/artifacts/http-exchange.ts';

/** Bytes of a body up to a cap. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly capped: boolean;
}

/**
 * Reads a body that was already decompressed and stops at the cap, so that neither an endless
 * body nor a decompression bomb costs more memory than the cap. Rejects when the body breaks off.
 */
export async function readCapped(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<RawBody> {
  // Copied into one buffer: kept chunks of a byte each would weigh a hundred times what they hold.
  let buffer: Buffer = Buffer.alloc(0);
  let length = 0;
  let capped = false;
  let left = mostChunks(maxBytes);
  for await (const chunk of chunks) {
    left -= 1;
    if (left < 0) throw new Error('the body comes in crumbs of a few bytes each');
    const fitting = chunk.subarray(0, maxBytes - length);
    buffer = withRoom(buffer, length, fitting);
    if (length > 0) buffer.set(fitting, length);
    length += fitting.length;
    capped = fitting.length < chunk.length;
    if (capped) break;
  }
  return { bytes: buffer.subarray(0, length), capped };
}

/** The first chunk is the buffer itself, for most pages come in one; whatever follows doubles it. */
function withRoom(buffer: Buffer, length: number, chunk: Buffer): Buffer {
  if (length === 0) return chunk;
  const needed = length + chunk.length;
  if (needed <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafe(needed * 2);
  larger.set(buffer.subarray(0, length));
  return larger;
}

/** A server that sends a byte at a time costs a thousand times its size in work: no page is sent so. */
function mostChunks(maxBytes: number): number {
  return 10_000 + maxBytes / 64;
}

/** Decodes by the declared charset, by UTF-8 where it is missing or unknown. Bad bytes become U+FFFD. */
export function decodeBody(
  { bytes, capped }: RawBody,
  headers: readonly Header[],
  { keepBytes = false }: Pick<HttpExchangeParams, 'keepBytes'> = {},
): Body {
  const text = decoderFor(headerOf(headers, 'content-type') ?? '').decode(bytes);
  return {
    text: text.toWellFormed(),
    bytes: bytes.length,
    capped,
    ...(keepBytes ? { base64: bytes.toString('base64') } : {}),
  };
}

function decoderFor(contentType: string): TextDecoder {
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
