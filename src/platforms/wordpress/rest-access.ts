import { restAddress } from '../../analysis/platform-detection/rest-root.ts';
import { folderOf, sameHost } from '../../analysis/site-address.ts';
import type { Gathered } from '../../core/artifacts/failure.ts';
import type { HttpExchange } from '../../core/artifacts/http-exchange.ts';
import type { RoutePorts } from '../../core/platform-module.ts';

/** Long lists of plugins take a slow site a while. */
const timeoutMs = 30_000;

/**
 * Where the REST API may begin, the likeliest first: where the site itself says, else the usual
 * prefix, else the query that works without permalinks.
 */
export async function restRoots({
  site,
  detection,
  request,
}: RoutePorts): Promise<readonly string[]> {
  const found = await detection();
  const said = found.ok ? found.value.restRoot : null;
  // Where it leads to tells whether the site's URL names a folder.
  const home = await request(site.url);
  const folder = folderOf(site.url, home.ok ? home.value.finalUrl : site.url);
  const usual = [new URL('wp-json/', folder).href, new URL('?rest_route=/', folder).href];
  return [...new Set([...(said === null ? [] : [said]), ...usual])];
}

/** Asks the REST API, with these headers. An answer that redirects to another host arrives without them. */
export function askRest(
  { request }: Pick<RoutePorts, 'request'>,
  root: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Gathered<HttpExchange>> {
  return request(restAddress(root, path), { headers, timeoutMs });
}

/**
 * Whether a password may be sent there: to the site's own host alone, and only over TLS, except on
 * this machine and to what `network.allowPrivate` names by host and port.
 */
export function passwordMayGo(
  root: string,
  { url, network }: RoutePorts['site'],
): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const to = new URL(root);
  const site = new URL(url);
  // The same address over TLS is the same service; another port is not.
  const secured = new URL(site.href.replace(/^http:/, 'https:'));
  if (!sameHost(to, site) && !sameHost(to, secured)) {
    return { ok: false, reason: `the REST API is at ${to.host}, which is not the site’s own host` };
  }
  const isNear = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/.test(to.hostname);
  if (to.protocol === 'https:' || isNear || network.allowPrivate.includes(to.host)) {
    return { ok: true };
  }
  return {
    ok: false,
    reason: 'passwords are not sent over plain http: give the site an https URL',
  };
}
