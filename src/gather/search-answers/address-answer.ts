import type { Gathered } from '../../core/artifacts/failure.ts';
import type { Hop, HttpExchange } from '../../core/artifacts/http-exchange.ts';
import type { AddressAnswer } from '../../core/artifacts/search-answers.ts';
import { oneLine } from '../../core/text.ts';

/** What an exchange says about its address. */
export function addressAnswer(url: string, answer: Gathered<HttpExchange>): AddressAnswer {
  if (!answer.ok) {
    const hops = answer.failure.partial?.hops ?? [];
    const why = oneLine(answer.failure.message, 300);
    const finalUrl = hops.at(-1)?.url ?? url;
    return { url, status: null, finalUrl, redirects: redirectsIn(hops), robotsTags: [], why };
  }
  const { status, finalUrl, hops, headers } = answer.value;
  const robotsTags = headers
    .filter(([name]) => name.toLowerCase() === 'x-robots-tag')
    .map(([, value]) => value);
  const redirects = redirectsIn(hops.slice(0, -1));
  return { url, status, finalUrl, redirects, robotsTags, why: '' };
}

function redirectsIn(hops: readonly Hop[]): AddressAnswer['redirects'] {
  return hops.flatMap(({ url, status }) =>
    status !== null && status >= 300 && status < 400 ? [{ url, status }] : [],
  );
}
