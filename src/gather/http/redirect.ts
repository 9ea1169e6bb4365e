import type { FailureCode } from '../../core/failure-codes.ts';
import { targetAllowed } from '../address-policy.ts';

/** A redirect as it was answered. */
export interface Redirect {
  readonly url: string;
  readonly status: number;
  readonly location: string | null;
}

/** Where a redirect leads, or why it is not followed. */
export type NextStep =
  | { readonly url: string }
  | { readonly code: FailureCode; readonly why: string };

/**
 * Reads the Location of a redirect (RFC 9110, 10.2.2) and judges what its text alone can tell.
 * Addresses behind names are judged when the connection is made.
 */
export function nextStep(
  { url, status, location: raw }: Redirect,
  allowPrivate: readonly string[],
): NextStep {
  if (raw === null || raw.trim() === '') {
    return { code: 'redirect-invalid', why: `status ${status} without a Location header` };
  }
  const location = asUtf8(raw);
  const target = URL.parse(location, url);
  if (target === null) {
    return { code: 'redirect-invalid', why: `Location is not a URL: ${location}` };
  }
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    return { code: 'redirect-invalid', why: `Location is not http or https: ${location}` };
  }
  const next = requestUrl(target);
  if (!targetAllowed(next, allowPrivate)) {
    return {
      code: 'redirect-to-private-address',
      why: `redirected to ${next}, which is not a public address`,
    };
  }
  return { url: next };
}

/** Node reads a header's bytes as Latin-1; what sites send beyond ASCII is UTF-8, as browsers take it. */
function asUtf8(header: string): string {
  return Buffer.from(header, 'latin1').toString();
}

/** Whether two URLs share scheme, host and port, so that credentials may go along. */
export function sameOrigin(a: string, b: string): boolean {
  // Most chains end where they began: then nothing has to be taken apart.
  return a === b || new URL(a).origin === new URL(b).origin;
}

/** What is requested for a URL: no fragment, and no user name and password, which would be kept. */
export function requestUrl(text: string | URL): string {
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}
