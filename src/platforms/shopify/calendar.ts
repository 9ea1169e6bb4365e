/** A version of Shopify's APIs is named after the month of its release. */
const form = /^(\d{4})-(01|04|07|10)$/;

/** Whether this names a dated version. */
export function isApiVersion(text: string): boolean {
  return form.test(text);
}

/**
 * When a version came out, epoch milliseconds: the first of its month at 17:00 UTC
 * (https://shopify.dev/docs/api/usage/versioning). Null where it is no dated version.
 */
export function releasedAt(version: string): number | null {
  const [, year, month] = form.exec(version) ?? [];
  return year === undefined || month === undefined
    ? null
    : Date.UTC(Number(year), Number(month) - 1, 1, 17);
}

/** The newest version that is out. */
export function newestApiVersion(now: number): string {
  const date = new Date(now);
  const quarter = Math.floor(date.getUTCMonth() / 3);
  const version = `${date.getUTCFullYear()}-${String(quarter * 3 + 1).padStart(2, '0')}`;
  const released = releasedAt(version) ?? now;
  return released <= now ? version : newestApiVersion(released - 24 * 60 * 60 * 1000);
}
