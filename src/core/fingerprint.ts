import { createHash } from 'node:crypto';
import type { Where } from './finding.ts';

/**
 * The identity of a finding: 16 hex digits of SHA-256 over check, rule and place. Evidence and
 * versions stay out, so that the same trouble keeps its fingerprint from run to run.
 */
export function fingerprint(check: string, rule: string, where: Where): string {
  const place = [
    normalizeUrl(where.url),
    where.selector ?? '',
    where.component?.toLowerCase() ?? '',
    where.header?.toLowerCase() ?? '',
    where.line ?? '',
  ];
  return createHash('sha256')
    .update(JSON.stringify([check, rule, ...place]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * One spelling for one page: scheme and host in lower case and default ports left out (RFC 3986,
 * 6.2.2 and 6.2.3, as the URL parser does it), no fragment, parameters in order, no trailing slash.
 */
function normalizeUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  url.searchParams.sort();
  return url.href.replace(/\/(?=$|\?)/, '');
}
