import { withinSite } from '../../analysis/site-address.ts';
import type { HttpExchange } from '../../core/artifacts/http-exchange.ts';

/** A plugin or theme whose files a page loads. */
export interface PageSlug {
  readonly kind: 'plugin' | 'theme';
  readonly slug: string;
  /** Its folder, absolute, with a slash at the end. */
  readonly folder: string;
  /** `ver` of its files, as far as they agree; null where they do not, or have none. */
  readonly assetVersion: string | null;
}

const searchedLength = 1024 * 1024;
const mostAddresses = 2000;
/** Addresses before and behind the place where a slug is found are no longer. */
const reach = 300;
/** What an address in a page, a style or a script ends at. */
const boundary = /[\s"'<>()]/;

/** Plugins and themes whose files a page loads from the site itself, in the order of the page. */
export function slugsOfPage({ body, finalUrl }: HttpExchange): readonly PageSlug[] {
  const page = new URL(finalUrl);
  // In scripts, addresses are JSON, in which slashes are escaped.
  const text = body.text.slice(0, searchedLength).replaceAll('\\/', '/');
  const found = new Map<string, PageSlug & { readonly versions: ReadonlySet<string> }>();
  const places = text.matchAll(/\/(plugins|themes)\/([a-z0-9][a-z0-9._-]{0,99})\//gi);
  for (const { index, 0: whole, 1: kinds, 2: slug = '' } of places.take(mostAddresses)) {
    const address = addressAround(text, index, whole.length, page);
    if (address === null || !withinSite(address, page)) continue;
    const path = `/${kinds}/${slug}/`;
    const at = address.pathname.indexOf(path);
    if (at < 1 || !/\/(?:wp-content|app|content)$/.test(address.pathname.slice(0, at))) continue;
    const kind = kinds?.toLowerCase() === 'themes' ? 'theme' : 'plugin';
    const known = found.get(`${kind}/${slug}`);
    const version = address.searchParams.get('ver');
    const versions = new Set([...(known?.versions ?? []), ...(version ? [version] : [])]);
    const [only = null] = versions;
    const folder = address.origin + address.pathname.slice(0, at + path.length);
    found.set(`${kind}/${slug}`, {
      ...{ kind, slug, versions },
      folder: known?.folder ?? folder,
      assetVersion: versions.size === 1 ? only : null,
    });
  }
  return [...found.values()].map(({ kind, slug, folder, assetVersion }) => {
    return { kind, slug, folder, assetVersion };
  });
}

/** The whole address that a place in the text belongs to; null where it is none. */
function addressAround(text: string, index: number, length: number, page: URL): URL | null {
  const before =
    text
      .slice(Math.max(index - reach, 0), index)
      .split(boundary)
      .at(-1) ?? '';
  const from = index + length;
  const [behind = ''] = text.slice(from, from + reach).split(boundary, 1);
  const address = before + text.slice(index, from) + behind;
  return URL.parse(address.replaceAll('&#038;', '&').replaceAll('&amp;', '&'), page);
}
