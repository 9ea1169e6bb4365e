import type { Incident, TroubleKey } from '../core/incident.ts';
import type { Tracker } from '../core/tracker.ts';
import type { FlapPolicy, IncidentPolicy } from './policy.ts';

/** Of a trouble that was never seen. */
export function newTracker(trouble: TroubleKey): Tracker {
  return {
    trouble,
    failures: 0,
    passes: 0,
    since: null,
    failing: null,
    changes: [],
    incident: null,
    open: false,
    at: 0,
  };
}

/** Counts one run that failed or passed; `at` is epoch milliseconds and may lie before the last. */
export function count(tracker: Tracker, failing: boolean, at: number, flap: FlapPolicy): Tracker {
  const changed = tracker.failing === null ? failing : tracker.failing !== failing;
  const recent = recentChanges(tracker, at, flap);
  return {
    ...tracker,
    failures: failing ? tracker.failures + 1 : 0,
    passes: failing ? 0 : tracker.passes + 1,
    since: failing ? (tracker.since ?? at) : null,
    failing,
    // More than would open an incident need not be known.
    changes: changed ? [...recent, at].slice(-flap.changesToOpen) : recent,
    at,
  };
}

/** Changes within the window. Those that lie ahead are from before the clock was put back. */
function recentChanges({ changes }: Tracker, at: number, flap: FlapPolicy): readonly number[] {
  return changes.filter((change) => change <= at && at - change < flap.windowMs);
}

/** Whether the trouble comes and goes so often that single changes mean nothing. */
export function isFlapping({ changes }: Tracker, flap: FlapPolicy): boolean {
  return changes.length >= flap.changes;
}

/** Whether nothing has changed for so long that a flapping trouble may count as over. */
export function isStable({ changes }: Tracker, at: number, flap: FlapPolicy): boolean {
  const last = changes.at(-1);
  return last === undefined || at - last >= flap.stableMs;
}

/** Brings the tracker in line with what people did to its incident since the last run. */
export function inLineWith(tracker: Tracker, incident: Incident | null): Tracker {
  const unresolved = incident !== null && incident.state !== 'resolved';
  if (unresolved || !tracker.open) return tracker;
  // Whoever resolved it has said that what failed before no longer counts.
  const changes = lastChange(tracker);
  return { ...tracker, failures: 0, passes: 0, since: null, changes, open: false };
}

/** Whether a quick re-check would decide something: the last runs were too few to open or to resolve. */
export function wantsConfirmation(tracker: Tracker, policy: IncidentPolicy): boolean {
  const { open, failures, passes } = tracker;
  return open
    ? passes > 0 && passes < policy.passesToResolve
    : failures > 0 && failures < policy.failuresToOpen;
}

/** Whether nothing is worth remembering any longer: the row may be deleted. */
export function isSettled(tracker: Tracker, policy: IncidentPolicy, now: number): boolean {
  const { open, failures } = tracker;
  const horizon = Math.max(policy.reopenMs, policy.flap.windowMs);
  // What lies before the flap window is not remembered: then there is none.
  return !open && failures === 0 && lastChange(tracker).every((at) => Math.abs(now - at) > horizon);
}

/** The last change alone: enough to know how long ago it was, and too little to flap. */
export function lastChange({ changes }: Tracker): readonly number[] {
  return changes.slice(-1);
}
