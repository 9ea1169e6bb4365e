import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { compose } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FeedUnreadable } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';
import { capped } from './bytes.ts';
import type { Source } from './source.ts';

/** A document in a file, plain or compressed with gzip, there also as `<file>.gz`. It is as old as the file. */
export function fileSource(path: string, maxBytes: number): Source {
  return {
    isLocal: true,
    async open(known, use) {
      const file = await openFirst([path, `${path}.gz`]);
      try {
        const { mtimeMs, size } = await file.stat();
        const asOf = Math.floor(mtimeMs);
        const etag = `${asOf}-${size}`;
        if (known !== null && known.etag === etag) return { unchanged: true, asOf };
        const bytes = capped(await plainBytes(file), maxBytes);
        const answer = { asOf, etag, lastModified: null, status: 200, bytes };
        return { unchanged: false, value: await use(answer) };
      } catch (error) {
        throw fileError(error, path);
      } finally {
        await file.close();
      }
    },
  };
}

async function openFirst(paths: readonly string[]): Promise<FileHandle> {
  const [path, ...others] = paths;
  if (path === undefined) throw new FeedUnreadable('no file');
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing) throw fileError(error, path);
  }
  if (others.length > 0) return openFirst(others);
  throw new FeedUnreadable(`there is no file ${oneLine(path.replace(/\.gz$/, ''), 300)}`);
}

/** RFC 1952, 2.3.1: what begins so is gzip, whatever its name. */
async function plainBytes(file: FileHandle): Promise<AsyncIterable<Uint8Array>> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const stream = file.createReadStream({ start: 0, autoClose: false });
  const isGzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  return isGzip ? compose(stream, createGunzip()) : stream;
}

function fileError(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isOfSystem = syscall !== undefined || /^Z_|^ERR_STREAM/.test(code ?? '');
  if (!isOfSystem || error instanceof FeedUnreadable) return error;
  return new FeedUnreadable(`the file ${oneLine(basename(path), 200)} cannot be read (${code})`);
}
