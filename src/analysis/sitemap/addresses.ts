import type { SitemapEntry } from '../../core/artifacts/site-index.ts';
import { oneLine } from '../../core/text.ts';
import type { SitemapAddress } from './read-sitemap.ts';

/** Longest address of a sitemap (https://www.sitemaps.org/protocol.html#locdef). */
const maxAddressLength = 2048;
const named = 10;

/** The addresses of a sitemap, sorted by what they are good for. */
export interface SortedAddresses {
  readonly own: readonly SitemapEntry[];
  /** On other hosts: the first ten. */
  readonly foreign: readonly string[];
  readonly foreignCount: number;
  /** No absolute http address, or too long a one: the first ten. */
  readonly invalid: readonly string[];
  readonly invalidCount: number;
}

/** A sitemap speaks for its own host (https://www.sitemaps.org/protocol.html#location); `www.` makes no difference here. */
export function sortAddresses(addresses: readonly SitemapAddress[], site: string): SortedAddresses {
  const host = bareHost(new URL(site));
  const own: SitemapEntry[] = [];
  const foreign: string[] = [];
  const invalid: string[] = [];
  for (const { address, lastmod } of addresses) {
    const url = address.length <= maxAddressLength ? URL.parse(address) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) invalid.push(address);
    else if (bareHost(url) !== host) foreign.push(url.href);
    else {
      url.hash = '';
      own.push({ url: url.href, lastmod });
    }
  }
  const first = (list: readonly string[]) => list.slice(0, named).map((one) => oneLine(one, 200));
  return {
    own,
    foreign: first(foreign),
    foreignCount: foreign.length,
    invalid: first(invalid),
    invalidCount: invalid.length,
  };
}

/** With the port where one is written, since http and https are one host here. */
function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}
