import type { SnapshotElement } from './snapshot.ts';

const extension = /\.(?:jpe?g|jfif|pjpe?g|png|apng|gif|webp|avif|svg|bmp|ico|tiff?|heic)$/i;

/** The last part of the address of a picture, decoded, with its extension; empty for data and for none. */
export function fileNameOf(address: string | null | undefined): string {
  if (!address || /^(?:data|blob|javascript):/i.test(address)) return '';
  const path = address.slice(0, 4_000).split(/[?#]/, 1)[0] ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last).trim();
  } catch {
    return last.trim();
  }
}

/** A file name without its extension. */
export function stemOf(fileName: string): string {
  return fileName.replace(extension, '');
}

/** Whether a text ends as names of picture files do. */
export function endsAsPicture(text: string): boolean {
  return extension.test(text.trim());
}

/** The words of a file name: `icon-warning_2x.png` says icon and warning. */
export function wordsOfFile(fileName: string): readonly string[] {
  return stemOf(fileName)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !/^\d+x?$/.test(word))
    .slice(0, 30);
}

/** Addresses of pictures that a computed `background-image` or `content` names. */
export function picturesIn(computed: string | undefined): readonly string[] {
  if (!computed?.includes('url(')) return [];
  const found = computed.slice(0, 4_000).matchAll(/url\("([^"]{0,2000})"\)/g);
  return [...found].map(([, address = '']) => address);
}

/** What an image shows: the source that was chosen, or the one that was written. */
export function sourceOf({ currentSource, attributes }: SnapshotElement): string {
  return currentSource ?? attributes.src ?? '';
}
