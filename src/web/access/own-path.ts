/**
 * Path and query of a URL as they may be led to: a path that begins with two slashes would name
 * another host (RFC 3986, 4.2).
 */
export function pathWithin({ pathname, search }: URL): string {
  return pathname.replace(/^\/+/, '/') + search;
}

/** A path of these pages; the first page for anything that leads elsewhere. */
export function ownPath(text: string | undefined): string {
  const here = 'http://here.invalid';
  const url = URL.parse(text ?? '/', here);
  if (url === null || url.origin !== here || url.pathname === '/sign-in') return '/';
  return pathWithin(url);
}
