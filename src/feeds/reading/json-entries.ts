import { pipeline } from 'node:stream';
import { FeedUnreadable } from '../../core/feed.ts';

/** The largest entries of real feeds have some 100 KB. */
const largestEntryBytes = 2 * 1024 * 1024;

/**
 * The entries of a JSON object, one by one, so that only one is held at a time. Throws a
 * `FeedUnreadable` for anything but one complete object, and for an entry of more than 2 MiB: deep or
 * long, no part of it costs more.
 */
export async function* jsonEntries(
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<readonly [key: string, value: unknown]> {
  let bytesSinceEntry = 0;
  const guarded = async function* () {
    for await (const chunk of bytes) {
      bytesSinceEntry += chunk.byteLength;
      if (bytesSinceEntry > largestEntryBytes) {
        throw new FeedUnreadable('the answer has an entry of more than 2 MiB');
      }
      yield chunk;
    }
  };
  // Every command that reads config loads the feeds; this only who asks one.
  const { streamObject } = await import('stream-json/streamers/stream-object.js');
  const entries = streamObject.withParserAsStream({ streamValues: false });
  // An error of either side destroys the parser, and so ends the reading below.
  pipeline(guarded, entries, () => {});
  try {
    for await (const { key, value } of entries) {
      bytesSinceEntry = 0;
      yield [key, value];
    }
  } catch (error) {
    throw isOfParser(error) ? new FeedUnreadable(notOneObject) : error;
  }
}

const notOneObject = 'the answer is no JSON object, or was cut off';

/** The parser has no error of its own, but says who speaks. */
function isOfParser(error: unknown): boolean {
  return error instanceof Error && /^(?:Parser |Top-level )/.test(error.message);
}
