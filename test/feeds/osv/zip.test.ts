import { describe, expect, it } from 'vitest';
import { FeedUnreadable } from '../../../src/core/feed.ts';
import { filesInZip } from '../../../src/feeds/osv/zip.ts';
import { zipArchive } from './zip-archive.ts';

/** In small pieces, as a network brings them. */
async function* piecesOf(archive: Buffer) {
  for (let start = 0; start < archive.length; start += 50) {
    yield archive.subarray(start, start + 50);
  }
}

const read = (archive: Buffer) => Array.fromAsync(filesInZip(piecesOf(archive)));

const a = { name: 'GHSA-a.json', text: '{"id":"a"}' };
const b = { name: 'GHSA-b.json', text: `{"id":"${'b'.repeat(5000)}"}` };

describe('the files of an archive', () => {
  it('come one by one', async () => {
    expect(await read(zipArchive([a, { name: 'folder/', text: '' }, b]))).toEqual([a.text, b.text]);
  });

  it('are none in an empty archive', async () => {
    expect(await read(zipArchive([]))).toEqual([]);
  });

  it.each([
    ['no archive', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    ['an archive that was cut off', zipArchive([a, b]).subarray(0, -30)],
    ['an archive with a hole', Buffer.concat([zipArchive([a, b]).fill(0, 30, 60)])],
    ['a file with more in it than it says', zipArchive([{ ...b, declared: 10 }])],
    ['a file with less in it than it says', zipArchive([{ ...a, declared: 1000 }])],
    ['a file that says it is huge', zipArchive([{ ...a, declared: 0xf000_0000 }])],
  ])('are unreadable in %s', async (_what, archive) => {
    await expect(read(archive)).rejects.toThrow(FeedUnreadable);
  });
});
