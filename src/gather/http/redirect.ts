import type { Hop } from '../../core/artifacts/http-exchange.ts';
import { headerOf } from '../../core/artifacts/http-exchange.ts';
import type { FailureCode } from '../../core/failure-codes.ts';
import { targetAllowed } from '../address-policy.ts';

/** Where a redirect leads, or why it is not followed. */
export type NextStep =
  | { readonly url: string }
  | { readonly code: FailureCode; readonly why: string };

/**
 * Reads the Location of a redirect (RFC 9110, 10.2.2) and judges what its text alone can tell.
 * Addresses behind names are judged when the connection is made.
 */
export function nextStep(hop: Hop, allowPrivate: readonly string[]): NextStep {
  const location = headerOf(hop.headers, 'location');
  if (location === undefined || location.trim() === '') {
    return { code: 'redirect-invalid', why: `status ${hop.status} without a Location header` };
  }
  const target = URL.parse(location, hop.url);
  if (target === null) {
    return { code: 'redirect-invalid', why: `Location is not a URL: ${location}` };
  }
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    return { code: 'redirect-invalid', why: `Location is not http or https: ${location}` };
  }
  target.hash = '';
  target.username = '';
  target.password = '';
  if (!targetAllowed(target.href, allowPrivate)) {
    return {
      code: 'redirect-to-private-address',
      why: `redirected to ${target.href}, which is not a public address`,
    };
  }
  return { url: target.href };
}

/** Whether two URLs share scheme, host and port, so that credentials may go along. */
export function sameOrigin(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
