import { formatDuration } from '../core/duration.ts';
import type { Incident } from '../core/incident.ts';
import type { Promises } from '../core/sla/due-times.ts';
import type { Suppression } from '../core/suppression.ts';
import { type Change, startOf, transition } from './change.ts';
import { resolvedNotices } from './notices.ts';
import type { Fault } from './observation.ts';
import type { IncidentPolicy } from './policy.ts';
import { firstPromise, renewedPromise, revisedPromise } from './promise.ts';

/** What a new incident starts from. */
export interface Beginning {
  readonly id: string;
  readonly trouble: Incident['trouble'];
  readonly fault: Fault;
  /** The first failing run, epoch milliseconds. */
  readonly since: number;
  readonly reason: string;
}

/** A confirmed trouble becomes an incident; nobody is told yet. Without `promises` nothing is owed for it. */
export function open(
  { id, trouble, fault, since, reason }: Beginning,
  promises: Promises | null,
  now: number,
): Change {
  const { set: promised, words } = firstPromise(promises, fault.priority, now);
  const incident: Incident = {
    id,
    trouble,
    ...fault,
    state: 'open',
    startedAt: since,
    openedAt: now,
    reopenedAt: null,
    openings: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    ...promised,
    flapping: false,
    pagedAt: null,
    stepsTaken: 0,
    suppressedUntil: null,
  };
  return transition(startOf(incident), { kind: 'opened', reason: sentences(reason, words), now });
}

/** The same trouble came back soon: the same incident, and a new page, since people took it for over. */
export function reopen(
  incident: Incident,
  { fault, reason }: Pick<Beginning, 'fault' | 'reason'>,
  promises: Promises | null,
  now: number,
): Change {
  const renewed = renewedPromise(incident, promises, fault.priority, now);
  const set: Partial<Incident> = {
    ...fault,
    ...renewed.set,
    state: 'open',
    reopenedAt: now,
    openings: incident.openings + 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    pagedAt: null,
    stepsTaken: 0,
  };
  const why = sentences(reason, renewed.words);
  const again = transition(startOf(incident), { kind: 'reopened', reason: why, now, set });
  if (fault.priority === incident.priority) return again;
  const words = otherPriority(incident, fault);
  return transition(again, { kind: 'priority-set', reason: words, now });
}

/** Arms the first page after `groupWait`. */
export function planFirstPage(change: Change, policy: IncidentPolicy, now: number): Change {
  const dueAt = now + policy.groupWaitMs + (policy.escalation[0]?.afterMs ?? 0);
  const wait = formatDuration(dueAt - now);
  const reason = `The first page waits ${wait} and is dropped if the trouble passes.`;
  return transition(change, { kind: 'page-planned', reason, now, step: { kind: 'due', dueAt } });
}

/** Ends the incident: pages that still wait are dropped, and those who were paged are told. */
export function close(
  change: Change,
  end: { readonly by: string; readonly reason: string },
  policy: Pick<IncidentPolicy, 'escalation'>,
  now: number,
): Change {
  const { state, pagedAt, suppressedUntil } = change.incident;
  const dropped =
    state === 'open' && pagedAt === null
      ? transition(change, {
          kind: 'page-dropped',
          reason: `Nobody was paged yet, and it is over. ${end.reason}`,
          now,
        })
      : change;
  const resolved = transition(dropped, {
    kind: 'resolved',
    reason: end.reason,
    now,
    by: end.by,
    set: {
      state: 'resolved',
      resolvedAt: now,
      resolvedBy: end.by,
      flapping: false,
      suppressedUntil: null,
    },
    step: { kind: 'drop' },
  });
  const held = suppressedUntil !== null && now < suppressedUntil;
  const drafts = held ? [] : resolvedNotices(resolved.incident, policy.escalation, now);
  return { ...resolved, drafts: [...resolved.drafts, ...drafts] };
}

/** Holds the pages of an open incident back while somebody wants silence, and lets them go afterwards. */
export function heed(
  change: Change,
  suppression: Suppression | null,
  policy: IncidentPolicy,
  now: number,
): Change {
  const { state, suppressedUntil, stepsTaken } = change.incident;
  if (state !== 'open' || (suppression?.until ?? null) === suppressedUntil) return change;
  const stepsLeft = stepsTaken < policy.escalation.length;
  if (suppression) {
    const { until, reason } = suppression;
    return transition(change, {
      kind: 'suppressed',
      reason: `Nobody is paged. ${reason}`,
      now,
      set: { suppressedUntil: until },
      ...(stepsLeft ? { step: { kind: 'due', dueAt: until } } : {}),
    });
  }
  return transition(change, {
    kind: 'unsuppressed',
    reason: 'It is still open, and nothing holds pages back any longer.',
    now,
    set: { suppressedUntil: null },
    ...(stepsLeft ? { step: { kind: 'due', dueAt: now } } : {}),
  });
}

/** Marks an unresolved incident that comes and goes; it stays open until it is stable. */
export function markFlapping(change: Change, policy: IncidentPolicy, now: number): Change {
  const { changes, windowMs, stableMs } = policy.flap;
  const reason = `It changed between failing and passing at least ${changes} times within ${formatDuration(windowMs)}, and stays open until it has passed for ${formatDuration(stableMs)}.`;
  return transition(change, { kind: 'flapping', reason, now, set: { flapping: true } });
}

/** What is worse than before raises the priority; what is better lowers nothing until it is over. */
export function raisePriority(
  change: Change,
  fault: Fault,
  promises: Promises | null,
  now: number,
): Change {
  const { incident } = change;
  const revised = revisedPromise(incident, promises, fault.priority);
  return transition(change, {
    kind: 'priority-set',
    reason: sentences(otherPriority(incident, fault), revised.words),
    now,
    set: { ...fault, ...revised.set },
  });
}

function otherPriority(before: Incident, fault: Fault): string {
  return `${fault.priority} instead of ${before.priority}. ${fault.priorityReason}`;
}

function sentences(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}
