import { isLoopbackHost } from '../../config/addresses.ts';

/** Whether a peer's address is this machine's. */
export function isLoopbackPeer(address: string | null): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}

/**
 * Whether a request was meant for us. A page of another site whose name is made to resolve to this
 * machine (DNS rebinding) carries that name, and is told apart by it.
 */
export function isOurs(request: URL, publicUrl: URL | null): boolean {
  return isLoopbackHost(request.hostname) || request.host === publicUrl?.host;
}

/**
 * Whether a browser says that a page of another site asks for this without going there: for an
 * image, a script or a stream of ours, which is never what a reader wants (W3C Fetch Metadata, 6).
 */
export function isSiphoned(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const mode = headers.get('sec-fetch-mode');
  const isElsewhere = site === 'cross-site' || site === 'same-site';
  return isElsewhere && mode !== null && mode !== 'navigate';
}

/**
 * Whether a browser says that a form came from our own pages: `Sec-Fetch-Site` (W3C Fetch Metadata),
 * else `Origin` (RFC 6454). Without either, as from a browser that reaches us by plain HTTP, the
 * session's cookie and the key of the form have to do.
 */
export function isFromOurPages(headers: Headers, request: URL, publicUrl: URL | null): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return true;
  return origin === request.origin || origin === publicUrl?.origin;
}
