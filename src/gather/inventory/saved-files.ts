import { stat } from 'node:fs/promises';
import type { SavedFile } from '../../core/platform-module.ts';
import { fileText } from './file-text.ts';

/** The files that config names, in its order. One that is missing is there without text, so that a route can say so. */
export function savedFiles(paths: readonly string[]): Promise<readonly SavedFile[]> {
  return Promise.all(
    paths.map(async (path) => ({
      path,
      modifiedAt: await modifiedAt(path),
      text: (maxBytes: number) => fileText(path, maxBytes),
    })),
  );
}

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
