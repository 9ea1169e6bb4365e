import { linkTargets } from './link-header.ts';
import { pageAddress } from './page-address.ts';

/** What a page says its canonical address is, in its links and its `Link` header. */
export interface CanonicalReading {
  /** Full addresses, each once. */
  readonly addresses: readonly string[];
  /** What was meant for one, as it is written. */
  readonly invalid: readonly string[];
}

/** Reads canonical links against the address by which the page resolves its links. */
export function readCanonicals(
  links: readonly string[],
  linkHeader: string,
  base: string,
): CanonicalReading {
  const addresses = new Set<string>();
  const invalid: string[] = [];
  for (const text of [...links, ...linkTargets(linkHeader, 'canonical')]) {
    const address = isHostWithoutScheme(text) ? null : pageAddress(text, base);
    if (text.trim() === '' || address === null) invalid.push(text);
    else addresses.add(address);
  }
  return { addresses: [...addresses], invalid };
}

/** `www.shop.example/page` is read as a path below the page: nobody means that. */
function isHostWithoutScheme(text: string): boolean {
  return /^\s*(?:www\.)?[a-z0-9-]{1,63}\.(?:[a-z0-9-]{1,63}\.){0,3}[a-z]{2,18}\/(?!\/)/i.test(text);
}
