import { phaseOf } from '../../src/core/schedule/spread.ts';
import type { Arrival } from './target.ts';

/** How long after their due time requests came in, ms. Paths end in the id of the site. */
export function latenesses(arrivals: readonly Arrival[], everyMs: number): readonly number[] {
  return arrivals.map(({ path, at }) => {
    const site = path.slice(path.lastIndexOf('/') + 1);
    return (at - phaseOf(site, 'uptime', everyMs)) % everyMs;
  });
}
