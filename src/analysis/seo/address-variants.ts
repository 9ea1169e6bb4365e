import { getDomain } from 'tldts';

/**
 * Other spellings of a page’s address that people type and old links have: plain http, the host with
 * or without `www.`, the path with or without its final slash. A site leads each to one address.
 */
export function addressVariants(home: string, page: string | null): readonly string[] {
  const url = new URL(home);
  const variants = [overHttp(url), ...hostVariants(url), ...(page ? [slashVariant(page)] : [])];
  return [...new Set(variants.filter((one) => one !== null && one !== url.href))] as string[];
}

/** Only on the usual port: the other scheme’s server is then on its usual one as well. */
function overHttp(url: URL): string | null {
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const plain = new URL(url);
  plain.protocol = 'http:';
  return plain.href;
}

function hostVariants(url: URL): readonly string[] {
  const domain = getDomain(url.hostname, { allowPrivateDomains: true });
  const other = new URL(url);
  if (url.hostname === domain) other.hostname = `www.${domain}`;
  else if (domain !== null && url.hostname === `www.${domain}`) other.hostname = domain;
  else return [];
  return [other.href];
}

/** Null for the root, and for files, whose names have no other spelling. */
function slashVariant(page: string): string | null {
  const url = new URL(page);
  if (url.pathname === '/' || /\.\w{1,8}$/.test(url.pathname) || url.search !== '') return null;
  url.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return url.href;
}
