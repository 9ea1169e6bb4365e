import { setTimeout as sleep } from 'node:timers/promises';
import { type Measurements, percentile } from '../measurement.ts';
import type { Child } from './child.ts';
import { latenesses } from './lateness.ts';
import type { Arrival } from './target.ts';

/** How long an agent may take until its first request. */
const mostStartMs = 10_000;

/** After a restart every monitor has its turn within one interval, when it always had it. */
export async function measureRestart(
  target: Child,
  ids: readonly string[],
  everyMs: number,
): Promise<Measurements> {
  const arrivals = await firstInterval(target, everyMs);
  const checked = new Set(arrivals.map(({ path }) => path)).size;
  return {
    'restart-missing': { ours: ids.length - checked },
    'restart-phase': { ours: percentile(latenesses(arrivals, everyMs), 0.99) },
  };
}

/** Waits for the first request, and tells all that came in within one interval from it. */
export async function firstInterval(target: Child, everyMs: number): Promise<readonly Arrival[]> {
  const take = () => target.ask<readonly Arrival[]>('arrivals', 'arrivals');
  await take();
  let early: readonly Arrival[] = [];
  for (let waited = 0; early.length === 0; waited += 100) {
    if (waited > mostStartMs) throw new Error('the agent has not requested anything');
    await sleep(100);
    early = await take();
  }
  await sleep(everyMs + 1000);
  const arrivals = [...early, ...(await take())];
  const end = (arrivals[0]?.at ?? Number.NaN) + everyMs;
  return arrivals.filter(({ at }) => at <= end);
}
