import { phaseOf } from '../../src/core/schedule/spread.ts';
import type { Arrival } from './target.ts';

/** How long after their due time requests came in, ms. Paths end in the id of the site. */
export function latenesses(arrivals: readonly Arrival[], everyMs: number): readonly number[] {
  return arrivals.map(({ path, at }) => {
    const site = path.slice(path.lastIndexOf('/') + 1);
    return (at - phaseOf(site, 'uptime', everyMs)) % everyMs;
  });
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
