import type { Entry, ZipFile } from 'yauzl';
import { FeedUnreadable } from '../../core/feed.ts';

/** OSV has some 10,000 entries in an archive, few of them with more than 100 KB. */
const mostFiles = 300_000;
const largestFileBytes = 16 * 1024 * 1024;
/** Of all files together, unpacked. */
const mostBytes = 2 * 1024 * 1024 * 1024;

/**
 * The texts of the files in an archive, one by one. Throws a `FeedUnreadable` for what is no archive,
 * and for one that unpacks into more than an honest one does: sizes are checked before and while
 * unpacking, so that a small archive cannot fill the memory.
 */
export async function* filesInZip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const zip = await opened(Buffer.concat(await Array.fromAsync(bytes)));
  try {
    if (zip.entryCount > mostFiles) throw new FeedUnreadable('the archive has too many files');
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > largestFileBytes || total > mostBytes) {
        throw new FeedUnreadable('the archive unpacks into more than is read of it');
      }
      yield await textOf(zip, entry);
    }
  } catch (error) {
    throw unreadable(error);
  } finally {
    zip.close();
  }
}

async function opened(archive: Buffer): Promise<ZipFile> {
  const { fromBufferPromise } = await import('yauzl');
  try {
    return await fromBufferPromise(archive, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw unreadable(error);
  }
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks = await (await zip.openReadStreamPromise(entry)).toArray();
  return Buffer.concat(chunks).toString('utf8');
}

/** yauzl has no error of its own; what it throws is about the archive. */
function unreadable(error: unknown): FeedUnreadable {
  return error instanceof FeedUnreadable
    ? error
    : new FeedUnreadable('the answer is no whole archive');
}
