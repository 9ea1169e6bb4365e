import type { Readable } from 'node:stream';
import type { Body, Header } from '../../core/artifacts/http-exchange.ts';
import { headerOf } from '../../core/artifacts/http-exchange.ts';

/** Bytes of a body up to a cap. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly capped: boolean;
}

/**
 * Reads a stream that was already decompressed and stops at the cap, so that neither an endless
 * body nor a decompression bomb costs more memory than the cap. Rejects when the stream breaks.
 */
export async function readCapped(stream: Readable, maxBytes: number): Promise<RawBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  const bytes = Buffer.concat(chunks, Math.min(length, maxBytes));
  return { bytes, capped: length > maxBytes };
}

/** Decodes by the declared charset, by UTF-8 where it is missing or unknown. Bad bytes become U+FFFD. */
export function decodeBody({ bytes, capped }: RawBody, headers: readonly Header[]): Body {
  const text = decoderFor(headerOf(headers, 'content-type') ?? '').decode(bytes);
  return { text: text.toWellFormed(), bytes: bytes.length, capped };
}

function decoderFor(contentType: string): TextDecoder {
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
