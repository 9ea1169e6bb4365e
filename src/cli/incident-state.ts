import type { Incident } from '../core/incident.ts';

/** How an incident stands, in a word or two. */
export function stateOf({ state, flapping, suppressedUntil }: Incident, now: number): string {
  const silenced = state === 'open' && suppressedUntil !== null && now < suppressedUntil;
  return [state, flapping ? 'flapping' : '', silenced ? 'silenced' : ''].filter(Boolean).join(', ');
}
