/** The longest wait between two attempts, whatever the provider asks for. */
export const longestDelayMs = 60_000;
const firstDelayMs = 1000;
const shortestDelayMs = 500;

/** Nobody is helped by a page of yesterday. */
const giveUpAfterMs = 24 * 3_600_000;
/** Time alone gives nothing up: the clock may have jumped. */
const fewestAttempts = 20;

/**
 * How long to wait after so many failed attempts: exponential with full jitter (the wait is drawn
 * from zero to the bound), but never less than the provider asked for, and a minute at most.
 */
export function retryDelayMs(
  attempts: number,
  retryAfterMs: number | null,
  random: () => number,
): number {
  const bound = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts, 10));
  const asked = Math.min(retryAfterMs ?? 0, longestDelayMs);
  return Math.round(Math.max(shortestDelayMs, asked, random() * bound));
}

/** Whether to stop trying: after 24 hours, and not before 20 attempts. */
export function givesUp(attempts: number, ageMs: number): boolean {
  return ageMs >= giveUpAfterMs && attempts >= fewestAttempts;
}

/**
 * Milliseconds of a Retry-After header: seconds, or a date (RFC 9110, 10.2.3). Null where it is
 * missing, malformed or past.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1000;
  // Only the date forms of HTTP begin with the name of a day; Date.parse accepts much else.
  const at = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return at > now ? at - now : null;
}
