import type { CheckResult } from '../core/result.ts';
import type { NamedSite } from './schedule.ts';
import type { PlannedCheck } from './visit.ts';
import type { Timer, WorkerPorts } from './worker.ts';

type Visit = WorkerPorts['visit'];

/** A run that takes longer than this is probably one that will fail: its confirmation starts beside it. */
const lateMs = 3000;

/**
 * Visits whose late checks are confirmed while they still run. A site that hangs is then known to
 * hang when the first run ends, and not two timeouts later. Where the late run passes, what was
 * started beside it is forgotten.
 */
export function hedged(visit: Visit, timer: Timer): Visit {
  return async (site, planned, { signal, onResult }) => {
    const companions = new Map(
      planned.map((plan) => [plan.check.meta.id, companion(site, plan, visit, timer, signal)]),
    );
    const confirmed: Promise<void>[] = [];
    await visit(site, planned, {
      signal,
      onResult: (result) => {
        const own = companions.get(result.check);
        onResult(result);
        if (result.outcome !== 'failed') own?.forget();
        else if (own) confirmed.push(own.results(onResult));
      },
    });
    await Promise.all(confirmed);
    for (const own of companions.values()) own.forget();
  };
}

/** The confirmations of one check: started one after the other while the first run is late. */
function companion(
  site: NamedSite,
  plan: PlannedCheck,
  visit: Visit,
  timer: Timer,
  outer: AbortSignal,
) {
  const stops: AbortController[] = [];
  const runs: Promise<readonly CheckResult[]>[] = [];
  let callOff = () => {};

  const start = () => {
    if (runs.length >= plan.check.meta.confirm || outer.aborted) return;
    callOff = timer(lateMs, () => {
      const stop = new AbortController();
      stops.push(stop);
      runs.push(resultsOf(visit, site, plan, AbortSignal.any([outer, stop.signal])));
      start();
    });
  };
  start();

  return {
    forget: () => {
      callOff();
      for (const stop of stops) stop.abort();
    },
    /** Hands over what the confirmations say, in the order in which they were started. */
    results: async (onResult: (result: CheckResult) => void) => {
      callOff();
      for (const run of runs) for (const result of await run) onResult(result);
    },
  };
}

async function resultsOf(
  visit: Visit,
  site: NamedSite,
  plan: PlannedCheck,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  try {
    await visit(site, [plan], {
      signal,
      onResult: (result) => {
        if (!signal.aborted) results.push(result);
      },
    });
  } catch {
    // The first run tells whether the agent itself is at fault; a confirmation only adds to it.
  }
  return results;
}
