import type { Header } from '../../core/artifacts/http-exchange.ts';
import { oneLine } from '../../core/text.ts';
import { sameOrigin } from './redirect.ts';

type Headers = Readonly<Record<string, string>>;

const maxHeaders = 200;
const maxHeaderValueLength = 4096;

/**
 * What a request of the chain carries: the caller's headers to the origin they were meant for and to
 * no other, and the cookies of the chain after the caller's own.
 */
export function requestHeaders(
  caller: { readonly url: string; readonly headers: Headers },
  url: string,
  chainCookie: string,
): Headers {
  const own = sameOrigin(url, caller.url) ? lowerCased(caller.headers) : {};
  const cookie = [own.cookie ?? '', chainCookie].filter((part) => part !== '').join('; ');
  return cookie === '' ? own : { ...own, cookie };
}

/** A name given in two cases is one header; the later value holds. */
function lowerCased(headers: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Pairs of name and value, bounded; values of cookies belong to visitors and are never kept. */
export function headersOf(raw: readonly string[]): readonly Header[] {
  const headers: Header[] = [];
  for (let index = 0; index + 1 < raw.length && headers.length < maxHeaders; index += 2) {
    const name = oneLine(raw[index] ?? '', 200);
    const value = oneLine(raw[index + 1] ?? '', maxHeaderValueLength);
    headers.push([name, /^set-cookie$/i.test(name) ? maskCookie(value) : value]);
  }
  return headers;
}

/** A cookie without a name (RFC 6265bis, 5.6) is all value. */
function maskCookie(value: string): string {
  const [, name, attributes] = /^([^=;]*=)?[^;]*(.*)$/.exec(value) ?? [];
  return `${name ?? ''}***${attributes ?? ''}`;
}

const credentialNames = /auth|bypass|cookie|credential|key|passw|secret|session|signature|token/i;
/** Shorter parts are common words, and would be found in pages by chance. */
const shortestSecret = 8;

/**
 * What of the caller's headers is secret, whole and word by word: a site that prints what it was
 * sent, as debug pages do, must not carry it into an artifact.
 */
export function secretsIn(headers: Headers): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => credentialNames.test(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;,=]+/)])
    .filter((text) => text.length >= shortestSecret);
}
