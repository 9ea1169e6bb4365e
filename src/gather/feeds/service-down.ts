import { FeedUnreadable } from '../../core/feed.ts';

/** The service itself refuses or does not answer: its other documents cannot be had either. */
export class ServiceDown extends FeedUnreadable {
  /** How long it asks to be left alone, ms; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null = null) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The service was not asked now, since it was down a moment ago. */
export class ServiceResting extends FeedUnreadable {}

/** Statuses that speak of the service and not of one document (RFC 9110, 15; RFC 6585, 4). */
export function isServiceStatus(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status >= 500;
}

/** What such a status means, in words. */
export function serviceStatusWords(status: number): string {
  if (status === 429) return 'was asked too often (429)';
  if (status === 401) return 'refused the key, or wants one (401)';
  if (status === 403) return 'refused the request (403)';
  return `answered ${status}`;
}

/**
 * Milliseconds of a Retry-After header: seconds, or a date (RFC 9110, 10.2.3). Null where it is
 * missing, malformed or past.
 */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Only the date forms of HTTP begin with the name of a day; Date.parse accepts much else.
  const at = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return at > now ? at - now : null;
}
