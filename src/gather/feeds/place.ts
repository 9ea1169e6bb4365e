import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FeedUnreadable } from '../../core/feed.ts';
import { oneLine } from '../../core/text.ts';

/** Where a document is: at an address, or in a file. */
export type Place =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string };

/** Whether a mirror is an address; else it is a path. */
export function isWebMirror(mirror: string): boolean {
  return /^https?:\/\//i.test(mirror);
}

/**
 * Where a document is to be had: at the service, at the mirror's address in the place of the
 * service's, in a mirror's folder under the document's name, or in the mirror's one file. Throws a
 * `FeedUnreadable` for a document that would lie outside.
 */
export async function placeOf(
  document: { readonly name: string; readonly path: string },
  base: string,
  mirror: string | null,
): Promise<Place> {
  if (mirror === null || isWebMirror(mirror)) {
    return { kind: 'address', url: addressBehind(mirror ?? base, document.path) };
  }
  const isFolder = await stat(mirror).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return { kind: 'file', path: isFolder ? join(mirror, ...segmentsOf(document.name)) : mirror };
}

function addressBehind(base: string, path: string): string {
  const begin = new URL(base.replace(/\/*$/, '/'));
  const url = new URL(`${begin.href}${path.replace(/^\/+/, '')}`);
  // Dots in a path lead upwards, whoever put them there.
  if (!url.href.startsWith(begin.href)) throw outside(path);
  return url.href;
}

/** The parts of a name, each spelled so that it means one file and no way out. */
function segmentsOf(name: string): readonly string[] {
  const segments = name.split('/').map((segment) => encodeURIComponent(segment.toWellFormed()));
  const fits = (segment: string) => segment.length <= 200 && !/^\.*$/.test(segment);
  if (!segments.every(fits)) throw outside(name);
  return segments;
}

function outside(name: string): FeedUnreadable {
  return new FeedUnreadable(`“${oneLine(name, 80)}” is no name of a document`);
}
