import { type HttpExchange, headerOf } from '../core/artifacts/http-exchange.ts';
import { oneLine } from '../core/text.ts';
import { challengePageBy } from './challenge.ts';
import { sameRegistrableDomain } from './redirects.ts';

/**
 * Why a site wants to hear no more of us: a protection service takes us for a robot, or we ask too
 * often (429 by RFC 6585; Shopify says 430). Words that fit behind “stopped, since”; null where it does not.
 */
export function refusedBy(exchange: HttpExchange): string | null {
  const by = challengePageBy(exchange);
  if (by !== null) return `${by} challenges us as a robot (status ${exchange.status})`;
  if (exchange.status !== 429 && exchange.status !== 430) return null;
  const wait = headerOf(exchange.headers, 'retry-after');
  const until = wait ? `, Retry-After: ${oneLine(wait, 60)}` : '';
  return `the site asks us to slow down (status ${exchange.status}${until})`;
}

/** Why a home page says nothing about its site: it is refused, or is another site’s. Null where it speaks for it. */
export function hiddenBy(home: HttpExchange): string | null {
  const end = new URL(home.finalUrl);
  const isElsewhere = !sameRegistrableDomain(end.hostname, new URL(home.url).hostname);
  return isElsewhere ? `the site sends its visitors to ${end.origin}` : refusedBy(home);
}
