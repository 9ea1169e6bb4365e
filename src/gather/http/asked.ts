import type { HttpExchangeParams } from '../../core/artifacts/http-exchange.ts';
import { sameOrigin } from './redirect.ts';

/** Most bytes of a request's body. */
const maxRequestBytes = 256 * 1024;

/** What a hop is asked with. */
export type Asked = Pick<HttpExchangeParams, 'method' | 'body' | 'headers'>;

/**
 * How a redirect is followed (RFC 9110, 15.4): 301, 302 and 303 make GET of POST, and what described
 * its body goes with it; 307 and 308 repeat it.
 */
export function askedAfter(status: number, asked: Asked): Asked {
  if (asked.method !== 'POST' || status === 307 || status === 308) return asked;
  const headers = Object.entries(asked.headers).filter(([name]) => !/^content-/i.test(name));
  return { method: 'GET', headers: Object.fromEntries(headers) };
}

/** The body as it goes to a URL: to the origin that it was meant for, and to no other. Throws for one that is too large. */
export function bodyFor(url: string, { method, body }: Asked, meantFor: string): string | null {
  if (method !== 'POST' || body === undefined || !sameOrigin(url, meantFor)) return null;
  if (Buffer.byteLength(body) > maxRequestBytes) {
    throw new Error(`a request body of more than ${maxRequestBytes} bytes`);
  }
  return body;
}
