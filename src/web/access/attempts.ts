import type { Clock } from '../../core/clock.ts';

/** Wrong tokens that one address may show within a minute. */
const most = 10;
const perMs = 60_000;
/** Addresses that are remembered; of more than these the longest known is forgotten. */
const mostAddresses = 1000;

/** Counts wrong tokens by the address that they came from. */
export interface Attempts {
  /** Seconds until the address may try again; 0 where it may now. */
  waitFor(address: string): number;
  failed(address: string): void;
}

/** A count that begins again every minute. */
export function countAttempts(clock: Pick<Clock, 'monotonic'>): Attempts {
  const counts = new Map<string, { readonly since: number; readonly failures: number }>();
  const current = (address: string) => {
    const known = counts.get(address);
    const now = clock.monotonic();
    return known && now - known.since < perMs ? known : { since: now, failures: 0 };
  };
  return {
    waitFor: (address) => {
      const { since, failures } = current(address);
      return failures < most ? 0 : Math.ceil((since + perMs - clock.monotonic()) / 1000);
    },
    failed: (address) => {
      const { since, failures } = current(address);
      counts.delete(address);
      counts.set(address, { since, failures: failures + 1 });
      for (const [oldest] of counts) {
        if (counts.size <= mostAddresses) break;
        counts.delete(oldest);
      }
    },
  };
}
