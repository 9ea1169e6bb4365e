import { createHash } from 'node:crypto';
import type { HttpExchange } from '../core/artifacts/http-exchange.ts';
import { addressBelow } from './site-address.ts';

/** An address below a folder that no site has; the same from run to run, so that a cache may keep the answer. */
export function controlAddress(folder: URL): string {
  const hash = createHash('sha256').update(folder.href).digest('hex').slice(0, 12);
  return addressBelow(folder, `/no-such-page-${hash}`);
}

/**
 * Whether two answers are the same page: the same status, and the same text but for what changes from
 * request to request (tokens, times, the address itself). A site that answers a path as it answers one
 * that cannot exist has nothing there.
 */
export function sameAnswer(a: HttpExchange, b: HttpExchange): boolean {
  const addresses = [a, b].flatMap(spellings);
  return a.status === b.status && essence(a, addresses) === essence(b, addresses);
}

const comparedLength = 256 * 1024;

/** An address as a page may repeat it, the longest first. The bare `/` says nothing. */
function spellings({ url, finalUrl }: HttpExchange): readonly string[] {
  return [url, finalUrl].flatMap((address) => {
    const { href, pathname, search } = new URL(address);
    return [href, pathname + search, pathname].filter((text) => text.length > 1);
  });
}

function essence({ body }: HttpExchange, addresses: readonly string[]): string {
  const text = addresses.reduce(
    (rest, address) => rest.replaceAll(address, ''),
    body.text.slice(0, comparedLength),
  );
  return text.replace(/[\w+/=-]{16,}|\d+/g, '#');
}
