import { constants, type FileHandle, open } from 'node:fs/promises';
import type { FileText } from '../../core/platform-module.ts';

const pieceBytes = 64 * 1024;

/**
 * The beginning of a regular file as UTF-8, without its byte order mark; bad bytes become U+FFFD.
 * Null where there is no such file, or something that is none: a folder, a pipe, a device.
 */
export async function fileText(path: string, maxBytes: number): Promise<FileText | null> {
  const file = await openFile(path);
  if (file === null) return null;
  try {
    const stat = await file.stat();
    return stat.isFile() ? await beginningOf(file, maxBytes) : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/** Without waiting: opening a pipe would wait for somebody who writes into it. */
async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return null;
  }
}

/** Reads one byte more than is kept, for the size that a file system tells is not always true. */
async function beginningOf(file: FileHandle, maxBytes: number): Promise<FileText> {
  const pieces: Buffer[] = [];
  let length = 0;
  while (length <= maxBytes) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, maxBytes + 1 - length));
    const { bytesRead } = await file.read(piece, 0, piece.length);
    if (bytesRead === 0) break;
    pieces.push(piece.subarray(0, bytesRead));
    length += bytesRead;
  }
  const bytes = Buffer.concat(pieces).subarray(0, maxBytes);
  return { text: new TextDecoder().decode(bytes), cut: length > maxBytes };
}
