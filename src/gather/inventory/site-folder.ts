import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FolderEntry, SiteFolder } from '../../core/platform-module.ts';
import { fileText } from './file-text.ts';

const maxEntries = 5000;

/**
 * Reading below this folder and nowhere else. The folder itself may be a link, as docroots often
 * are; links below it count for what they lead to, as long as that is below the folder too.
 */
export function siteFolder(root: string): SiteFolder {
  return {
    list: async (path) => {
      const place = await placeWithin(root, path);
      return place === null ? null : entriesOf(place);
    },
    text: async (path, maxBytes) => {
      const place = await placeWithin(root, path);
      return place === null ? null : fileText(place.path, maxBytes);
    },
  };
}

/** A path with every link resolved, and the folder that it lies in. */
interface Place {
  readonly path: string;
  readonly root: string;
}

async function placeWithin(root: string, path: string): Promise<Place | null> {
  const names = path.split('/');
  if (path.startsWith('/') || path.includes('\0') || names.includes('..')) return null;
  try {
    const realRoot = await realpath(root);
    const real = await realpath(join(realRoot, ...names));
    return isWithin(realRoot, real) ? { path: real, root: realRoot } : null;
  } catch {
    return null;
  }
}

function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

/** Without links that lead out of the folder or nowhere: what is listed can be read. */
async function entriesOf(place: Place): Promise<readonly FolderEntry[] | null> {
  const entries: FolderEntry[] = [];
  let left = maxEntries;
  try {
    for await (const entry of await opendir(place.path)) {
      left -= 1;
      if (left < 0) break;
      const folder = entry.isSymbolicLink() ? await leadsToFolder(entry, place) : isFolder(entry);
      if (folder !== null) entries.push({ name: entry.name, folder });
    }
  } catch {
    return null;
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Null for what is neither a folder nor a file. */
function isFolder(entry: Pick<Dirent, 'isDirectory' | 'isFile'>): boolean | null {
  if (entry.isDirectory()) return true;
  return entry.isFile() ? false : null;
}

async function leadsToFolder({ name }: Dirent, { path, root }: Place): Promise<boolean | null> {
  try {
    const real = await realpath(join(path, name));
    return isWithin(root, real) ? isFolder(await stat(real)) : null;
  } catch {
    return null;
  }
}
