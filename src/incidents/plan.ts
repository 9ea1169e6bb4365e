import { formatDuration } from '../core/duration.ts';
import type { Incident } from '../core/incident.ts';
import type { Suppression } from '../core/suppression.ts';
import type { Tracker } from '../core/tracker.ts';
import { type Change, type StepChange, startOf, transition } from './change.ts';
import { distinct, draft } from './notices.ts';
import type { IncidentPolicy } from './policy.ts';
import { heed } from './transitions.ts';

/** What decides over a step that has fallen due. */
export interface PlanContext {
  readonly policy: IncidentPolicy;
  readonly suppression: Suppression | null;
  /** Of the incident's trouble; null where it is no longer tracked. */
  readonly tracker: Tracker | null;
}

/**
 * Takes the escalation step of an incident that has fallen due: whom to page, and when the next step
 * is due; or why nobody is. The incident has to be read in the same transaction.
 */
export function planPages(incident: Incident, context: PlanContext, now: number): Change {
  const { policy, suppression, tracker } = context;
  const start: Change = { ...startOf(incident), step: { kind: 'drop' } };
  // Whoever acknowledged or resolved it has left the reason on the timeline.
  if (incident.state !== 'open') return start;
  if (suppression) {
    const dueAt = suppression.until;
    return { ...heed(start, suppression, policy, now), step: { kind: 'due', dueAt } };
  }
  const free = heed(start, null, policy, now);
  if (tracker && isPassing(incident, tracker, policy, now)) return putOff(free, policy, now);
  return take(free, policy, now);
}

/** Whether the last run passed and the next one will tell; a flapping trouble does not wait for it. */
function isPassing(
  incident: Incident,
  tracker: Tracker,
  { groupWaitMs }: IncidentPolicy,
  now: number,
): boolean {
  const fresh = Math.abs(now - tracker.at) <= 2 * groupWaitMs;
  return !incident.flapping && tracker.passes > 0 && fresh;
}

function putOff(change: Change, { groupWaitMs }: IncidentPolicy, now: number): Change {
  const reason = `The last run passed: the page waits another ${formatDuration(groupWaitMs)} for the next one.`;
  const step: StepChange = { kind: 'due', dueAt: now + groupWaitMs };
  return transition(change, { kind: 'page-planned', reason, now, step });
}

function take(change: Change, { escalation }: IncidentPolicy, now: number): Change {
  const { incident } = change;
  const index = incident.stepsTaken;
  const step = escalation[index];
  if (!step) return withNobodyToPage(change, escalation.length, now);
  const next = escalation[index + 1];
  const recipients = distinct(step.recipients);
  const whom = recipients.map(({ person, channel }) => `${person} by ${channel}`).join(', ');
  const why =
    index === 0
      ? `${incident.priority}: ${incident.priorityReason}`
      : `Nobody has acknowledged it ${formatDuration(Math.max(0, now - incident.openedAt))} after it was opened.`;
  const then = next
    ? `The next step follows in ${formatDuration(spacing(step.afterMs, next.afterMs))}.`
    : 'This was the last step.';
  const paged = transition(change, {
    kind: index === 0 ? 'paged' : 'escalated',
    reason: `${whom === '' ? 'The step names nobody' : `Paged ${whom}`}. ${why} ${then}`,
    now,
    set: { stepsTaken: index + 1, pagedAt: incident.pagedAt ?? now },
    // Counted from now: after a stop of the agent the steps keep their distance.
    step: next
      ? { kind: 'due', dueAt: now + spacing(step.afterMs, next.afterMs) }
      : { kind: 'drop' },
  });
  const about = { kind: 'page', step: index, reason: why, now } as const;
  const drafts = recipients.map((recipient) => draft(incident, recipient, about));
  return { ...paged, drafts };
}

function withNobodyToPage(change: Change, steps: number, now: number): Change {
  if (steps > 0) return { ...change, step: { kind: 'drop' } };
  return transition(change, {
    kind: 'page-dropped',
    reason: 'Config has no escalation, so there is nobody to page.',
    now,
    step: { kind: 'drop' },
  });
}

function spacing(fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs);
}
