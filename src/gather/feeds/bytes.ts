import { FeedUnreadable } from '../../core/feed.ts';

/** The same bytes. Throws a `FeedUnreadable` once there are more than so many. */
export async function* capped(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  let left = maxBytes;
  for await (const chunk of chunks) {
    left -= chunk.byteLength;
    if (left < 0) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** Why a document is not read to its end. */
export function tooLarge(maxBytes: number): FeedUnreadable {
  return new FeedUnreadable(`the answer is larger than ${(maxBytes / 1e6).toFixed(1)} MB`);
}

/** All of a document as text, without its byte order mark; bad bytes become U+FFFD. */
export async function textOfBytes(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new TextDecoder().decode(Buffer.concat(all));
}
