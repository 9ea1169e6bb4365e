import { formatDuration } from '../core/duration.ts';
import { type IdSource, type Incident, machine } from '../core/incident.ts';
import { isAbove } from '../core/priority.ts';
import type { Promises } from '../core/sla/due-times.ts';
import { zonedMomentInWords } from '../core/sla/wall-time.ts';
import type { Suppression } from '../core/suppression.ts';
import type { Tracker } from '../core/tracker.ts';
import { type Change, orNull, startOf } from './change.ts';
import type { Fault, Observation } from './observation.ts';
import type { IncidentPolicy } from './policy.ts';
import { count, inLineWith, isFlapping, isStable, lastChange } from './track.ts';
import {
  close,
  heed,
  markFlapping,
  open,
  planFirstPage,
  raisePriority,
  reopen,
} from './transitions.ts';

/** What is known of one trouble before a run. */
export interface Situation {
  readonly tracker: Tracker;
  /** The incident that the tracker names, as it is stored now; null where it names none. */
  readonly incident: Incident | null;
}

/** What decides beside the observation. */
export interface ReduceContext {
  readonly policy: IncidentPolicy;
  readonly suppression: Suppression | null;
  /** What the contract promises; null where nothing is owed. */
  readonly promises: Promises | null;
  /** IANA zone of the site’s people. */
  readonly timezone: string;
  readonly ids: IdSource;
}

/** What a run makes of a trouble. */
export interface Reduction {
  readonly tracker: Tracker;
  /** Null where the run changed nothing that anybody has to hear of. */
  readonly change: Change | null;
}

/**
 * The state machine of one trouble: counts a run, and opens, keeps or ends its incident. Pure but
 * for the id of a new incident; `now` is epoch milliseconds.
 */
export function reduce(
  situation: Situation,
  observation: Observation,
  context: ReduceContext,
  now: number,
): Reduction {
  const before = inLineWith(situation.tracker, situation.incident);
  if (observation.failing === null) return { tracker: before, change: null };
  const { policy } = context;
  const tracker = count(before, observation.failing, observation.at, policy.flap);
  const { incident } = situation;
  const change =
    before.open && incident
      ? continued({ tracker, incident }, observation, context, now)
      : observation.failing
        ? confirmed({ tracker, incident }, observation.fault, context, now)
        : null;
  if (!change) return { tracker, change };
  const { id, state } = change.incident;
  const open = state !== 'resolved';
  // What was stable long enough to be over starts afresh.
  const changes = !open && incident?.flapping ? lastChange(tracker) : tracker.changes;
  return { tracker: { ...tracker, changes, incident: id, open }, change };
}

/** A failure while nothing is open: an incident once it has repeated, or come and gone often enough. */
function confirmed(
  { tracker, incident }: Situation,
  fault: Fault,
  { policy, suppression, promises, timezone, ids }: ReduceContext,
  now: number,
): Change | null {
  const inARow = tracker.failures >= policy.failuresToOpen;
  if (!inARow && tracker.changes.length < policy.flap.changesToOpen) return null;
  const since = tracker.since ?? now;
  const runs = tracker.failures === 1 ? 'One run' : `${tracker.failures} runs in a row`;
  const why = inARow
    ? `${runs} failed, since ${zonedMomentInWords(since, timezone, now)}: ${fault.title}.`
    : `It failed and passed again ${tracker.changes.length / 2} times within ${formatDuration(policy.flap.windowMs)}: ${fault.title}.`;
  const { trouble } = tracker;
  const opened = isSoonAfter(incident, tracker, policy)
    ? reopen(incident, { fault, reason: back(incident, why, now) }, promises, now)
    : open({ id: ids.next(), trouble, fault, since, reason: why }, promises, now);
  const marked = flagged(opened, tracker, policy, now);
  return suppression ? heed(marked, suppression, policy, now) : planFirstPage(marked, policy, now);
}

/** A run while the incident is unresolved. */
function continued(
  { tracker, incident }: { readonly tracker: Tracker; readonly incident: Incident },
  observation: Observation,
  { policy, suppression, promises }: ReduceContext,
  now: number,
): Change | null {
  const marked = flagged(startOf(incident), tracker, policy, now);
  if (!observation.failing) {
    const enough = tracker.passes >= policy.passesToResolve;
    const calm = !marked.incident.flapping || isStable(tracker, observation.at, policy.flap);
    if (enough && calm) {
      const { openedAt } = incident;
      const runs = tracker.passes === 1 ? 'One run' : `${tracker.passes} runs in a row`;
      const reason = `${runs} passed, ${formatDuration(Math.max(0, now - openedAt))} after it was opened. ${observation.reason}`;
      return close(marked, { by: machine, reason }, policy, now);
    }
  }
  const worse = observation.failing && isAbove(observation.fault.priority, incident.priority);
  const raised = worse ? raisePriority(marked, observation.fault, promises, now) : marked;
  return orNull(heed(raised, suppression, policy, now));
}

function flagged(change: Change, tracker: Tracker, policy: IncidentPolicy, now: number): Change {
  return !change.incident.flapping && isFlapping(tracker, policy.flap)
    ? markFlapping(change, policy, now)
    : change;
}

/** Whether it began to fail again within the window; a clock put back a little makes no new incident either. */
function isSoonAfter(
  incident: Incident | null,
  tracker: Tracker,
  { reopenMs }: IncidentPolicy,
): incident is Incident {
  const end = incident?.resolvedAt ?? null;
  if (end === null) return false;
  const again = tracker.changes.find((change) => change > end) ?? tracker.since ?? tracker.at;
  return Math.abs(again - end) <= reopenMs;
}

function back({ resolvedAt }: Incident, why: string, now: number): string {
  const ago = formatDuration(Math.max(0, now - (resolvedAt ?? now)));
  return `Back ${ago} after it was resolved. ${why}`;
}
