import { sameRegistrableDomain } from './redirects.ts';

/** Whether two addresses are on one host and port; `www.` in front of either makes no difference. */
export function sameHost(a: URL, b: URL): boolean {
  const bare = ({ hostname }: URL) => hostname.replace(/^www\./, '');
  return portOf(a) === portOf(b) && bare(a) === bare(b);
}

/** Whether an address still belongs to a site: the same registrable domain, and no other service on another port. */
export function withinSite(address: URL, site: URL): boolean {
  const isUsual = ({ port }: URL) => port === '';
  return (
    sameRegistrableDomain(address.hostname, site.hostname) &&
    (portOf(address) === portOf(site) || (isUsual(address) && isUsual(site)))
  );
}

/**
 * The folder in which a site's platform is taken to live: that of its URL, as relative links are read.
 * `https://a.example/shop` means `/shop/` only where the server itself adds the slash, so where it leads to matters.
 */
export function folderOf(url: string, finalUrl = url): URL {
  const { origin, pathname } = new URL(url);
  const isFolder = new URL(finalUrl).pathname === `${pathname}/`;
  return new URL('.', `${origin}${pathname}${isFolder ? '/' : ''}`);
}

/** A path of the site, below its folder. The path begins with `/`. */
export function addressBelow(folder: URL, path: string): string {
  return new URL(`.${path}`, folder).href;
}

function portOf({ protocol, port }: URL): string {
  return port || (protocol === 'https:' ? '443' : '80');
}
