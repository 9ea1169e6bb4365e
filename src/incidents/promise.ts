import { clocksStartedAt, type Incident } from '../core/incident.ts';
import type { DueTimes, Promises } from '../core/sla/due-times.ts';
import { formerPromiseInWords, type Promised } from '../core/sla/promise.ts';
import type { Fault } from './observation.ts';

/** The clocks of an incident as a transition leaves them, and what the timeline says of them. */
interface Clocks {
  readonly set: Promised;
  /** Sentences; empty where nothing was promised, neither before nor now. */
  readonly words: string;
}

/** What is promised for a new incident. */
export function firstPromise(
  promises: Promises | null,
  priority: Fault['priority'],
  now: number,
): Clocks {
  const due = promises?.(priority, now) ?? null;
  return { set: clocksOf(due), words: due?.promise ?? '' };
}

/** What is promised once an incident is open again: its clocks start anew. */
export function renewedPromise(
  incident: Incident,
  promises: Promises | null,
  priority: Fault['priority'],
  now: number,
): Clocks {
  return changed(incident, promises?.(priority, now) ?? null, 'The clocks start anew.');
}

/** What is promised at another priority: the clocks go on from where they started. */
export function revisedPromise(
  incident: Incident,
  promises: Promises | null,
  priority: Fault['priority'],
): Clocks {
  const from = clocksStartedAt(incident);
  const whence = `The clocks count from when it was opened${incident.reopenedAt === null ? '' : ' again'}.`;
  return changed(incident, promises?.(priority, from) ?? null, whence);
}

function changed(incident: Incident, due: DueTimes | null, whence: string): Clocks {
  const set = clocksOf(due);
  const { respondBy, resolveBy } = incident;
  const owed = respondBy !== null || resolveBy !== null;
  if (due === null && !owed) return { set, words: '' };
  const now = due ? `${whence} ${due.promise}` : 'Nothing is promised any longer.';
  if (!owed) return { set, words: now };
  const timezone = due?.timezone ?? 'UTC';
  const before = formerPromiseInWords(incident, { timezone, from: clocksStartedAt(incident) });
  const zone = due ? '' : ` (${timezone})`;
  return { set, words: `${now} Promised before: ${before}${zone}.` };
}

function clocksOf(due: Promised | null): Promised {
  return { respondBy: due?.respondBy ?? null, resolveBy: due?.resolveBy ?? null };
}
