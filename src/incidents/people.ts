import { formatDuration } from '../core/duration.ts';
import { type Incident, machine } from '../core/incident.ts';
import { type Change, startOf, transition } from './change.ts';
import type { IncidentPolicy } from './policy.ts';
import { close } from './transitions.ts';

/** What a person wanted, done; or why it cannot be. */
export type Act =
  | { readonly ok: true; readonly change: Change }
  | {
      readonly ok: false;
      readonly code: 'nobody' | 'no-reason' | 'already-acknowledged' | 'already-resolved';
      /** A sentence for the person. */
      readonly reason: string;
    };

/** Somebody takes the incident on: no further pages, but the trouble is not over. */
export function acknowledge(incident: Incident, by: string, now: number): Act {
  const { id, state } = incident;
  if (!isPerson(by)) return nobody;
  if (state === 'resolved') return alreadyResolved(incident, now);
  if (state === 'acknowledged') {
    const { acknowledgedBy, acknowledgedAt } = incident;
    const reason = `${id} was acknowledged by ${acknowledgedBy ?? 'somebody'} ${ago(acknowledgedAt, now)}; nobody is paged.`;
    return { ok: false, code: 'already-acknowledged', reason };
  }
  const early =
    incident.pagedAt === null
      ? transition(startOf(incident), {
          kind: 'page-dropped',
          reason: `${by} acknowledged it before anybody was paged.`,
          now,
        })
      : startOf(incident);
  const change = transition(early, {
    kind: 'acknowledged',
    reason: `${by} has taken it on; nobody else is paged.`,
    now,
    by,
    set: { state: 'acknowledged', acknowledgedAt: now, acknowledgedBy: by },
    step: { kind: 'drop' },
  });
  return { ok: true, change };
}

/** Somebody says that it is over, and why. If it goes on failing, it is opened again. */
export function resolve(
  incident: Incident,
  by: string,
  reason: string,
  policy: Pick<IncidentPolicy, 'escalation'>,
  now: number,
): Act {
  if (!isPerson(by)) return nobody;
  if (isBlank(reason)) return noReason('A resolution says what was done: give a reason.');
  if (incident.state === 'resolved') return alreadyResolved(incident, now);
  return { ok: true, change: close(startOf(incident), { by, reason }, policy, now) };
}

/** Somebody writes something down; possible at any time, also afterwards. */
export function note(incident: Incident, by: string, text: string, now: number): Act {
  if (!isPerson(by)) return nobody;
  if (isBlank(text)) return noReason('The note is empty: write what should be remembered.');
  return {
    ok: true,
    change: transition(startOf(incident), { kind: 'noted', reason: text, now, by }),
  };
}

const nobody: Act = {
  ok: false,
  code: 'nobody',
  reason: 'An incident is handled by a named person: say who, by an id from `people`.',
};

function noReason(reason: string): Act {
  return { ok: false, code: 'no-reason', reason };
}

function alreadyResolved({ id, resolvedBy, resolvedAt }: Incident, now: number): Act {
  const reason = `${id} was resolved by ${resolvedBy ?? 'somebody'} ${ago(resolvedAt, now)}.`;
  return { ok: false, code: 'already-resolved', reason };
}

function isPerson(by: string): boolean {
  return !isBlank(by) && by !== machine;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function ago(at: number | null, now: number): string {
  if (at === null) return 'earlier';
  const ms = now - at;
  return ms < 1000 ? 'just now' : `${formatDuration(ms)} ago`;
}
