import type { SitemapKind } from '../../core/artifacts/site-index.ts';
import { readTags, withoutEntities } from './tags.ts';

/** Most addresses of one sitemap (https://www.sitemaps.org/protocol.html#index). */
export const maxSitemapUrls = 50_000;
/** Most bytes of one sitemap, uncompressed. */
export const maxSitemapBytes = 50 * 1024 * 1024;

/** An address as a sitemap writes it. */
export interface SitemapAddress {
  readonly address: string;
  readonly lastmod: string | null;
}

/** What a sitemap holds, or why it cannot be read. */
export type SitemapReading =
  | {
      readonly kind: SitemapKind;
      /** The first 50,000. */
      readonly addresses: readonly SitemapAddress[];
      readonly count: number;
    }
  | { readonly why: string };

/** Reads a sitemap, an index of them, a list of addresses, or a feed; `cut` text may end anywhere. */
export function readSitemap(text: string, cut: boolean): SitemapReading {
  const content = text.replace(/^\ufeff/, '').trimStart();
  if (content.startsWith('<')) return readXml(content, cut);
  return content === '' ? { why: 'it is empty' } : readList(content, cut);
}

/** Where an address and its date are, by the root element: names from the root’s child down. */
const forms: Readonly<
  Record<string, { kind: SitemapKind; entry: string; address: string; date: string }>
> = {
  urlset: { kind: 'urlset', entry: 'url', address: 'url/loc', date: 'url/lastmod' },
  sitemapindex: {
    kind: 'index',
    entry: 'sitemap',
    address: 'sitemap/loc',
    date: 'sitemap/lastmod',
  },
  rss: {
    kind: 'feed',
    entry: 'channel/item',
    address: 'channel/item/link',
    date: 'channel/item/pubDate',
  },
  RDF: { kind: 'feed', entry: 'item', address: 'item/link', date: 'item/date' },
  feed: { kind: 'feed', entry: 'entry', address: 'entry/link', date: 'entry/updated' },
};

function readXml(xml: string, cut: boolean): SitemapReading {
  const addresses: SitemapAddress[] = [];
  let count = 0;
  let root: string | null = null;
  const path: string[] = [];
  let address = '';
  let date = '';
  const form = () => forms[root ?? ''];
  const fault = readTags(
    xml,
    {
      open: (name, attributes) => {
        if (root === null) {
          root = name;
          return;
        }
        path.push(name);
        // Atom writes the address as an attribute, and other relations beside it (RFC 4287, 4.2.7).
        if (root === 'feed' && path.join('/') === 'entry/link' && isAlternate(attributes)) {
          address = attributeOf(attributes, 'href') ?? '';
        }
      },
      text: (text) => {
        const here = form();
        if (!here || path.length === 0) return;
        const at = path.join('/');
        if (at === here.address && root !== 'feed') address += text;
        if (at === here.date) date += text;
      },
      close: () => {
        if (path.length > 0 && path.join('/') === form()?.entry) {
          count += address.trim() === '' ? 0 : 1;
          if (address.trim() !== '' && addresses.length < maxSitemapUrls) {
            addresses.push({ address: address.trim(), lastmod: date.trim().slice(0, 60) || null });
          }
          address = '';
          date = '';
        }
        path.pop();
      },
    },
    cut,
  );
  if (root !== null && /^html$/i.test(root)) return { why: 'it is a web page, no sitemap' };
  if (fault !== null) return { why: isPage(xml) ? 'it is a web page, no sitemap' : fault };
  const kind = form()?.kind;
  return kind
    ? { kind, addresses, count }
    : { why: `its root <${String(root).slice(0, 40)}> is none of a sitemap` };
}

/** One address a line (https://www.sitemaps.org/protocol.html#otherformats). */
function readList(text: string, cut: boolean): SitemapReading {
  const all = text.split(/\r\n|\r|\n/);
  const lines = (cut ? all.slice(0, -1) : all).map((line) => line.trim()).filter(Boolean);
  if (!lines.some((line) => /^https?:\/\//i.test(line))) {
    return { why: 'it is neither XML nor a list of addresses' };
  }
  const addresses = lines.slice(0, maxSitemapUrls);
  return {
    kind: 'text',
    addresses: addresses.map((address) => ({ address, lastmod: null })),
    count: lines.length,
  };
}

function isPage(xml: string): boolean {
  return /^<(?:!doctype\s+html|html)\b/i.test(xml);
}

function isAlternate(attributes: string): boolean {
  return (attributeOf(attributes, 'rel') ?? 'alternate') === 'alternate';
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? withoutEntities(found[1] ?? found[2] ?? '') : null;
}
