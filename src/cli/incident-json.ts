import type { Incident } from '../core/incident.ts';
import type { Silence } from '../core/suppression.ts';
import type { CaseFile } from '../desk/desk.ts';

/** An incident for machines: times are ISO 8601 instants, UTC. */
export function incidentJson(incident: Incident) {
  return {
    ...incident,
    startedAt: iso(incident.startedAt),
    openedAt: iso(incident.openedAt),
    acknowledgedAt: iso(incident.acknowledgedAt),
    resolvedAt: iso(incident.resolvedAt),
    respondBy: iso(incident.respondBy),
    resolveBy: iso(incident.resolveBy),
    pagedAt: iso(incident.pagedAt),
    suppressedUntil: iso(incident.suppressedUntil),
  };
}

/** All that is known of an incident, for machines. */
export function caseFileJson({ incident, timeline, messages, step }: CaseFile) {
  return {
    incident: incidentJson(incident),
    nextStepAt: iso(step?.dueAt ?? null),
    timeline: timeline.map(({ incident: _, at, ...entry }) => ({ at: iso(at), ...entry })),
    messages: messages.map((message) => {
      const { kind, person, channel, address, status, attempts, lastReason, createdAt, settledAt } =
        message;
      return {
        kind,
        person,
        channel,
        address,
        status,
        attempts,
        reason: lastReason,
        createdAt: iso(createdAt),
        settledAt: iso(settledAt),
      };
    }),
  };
}

/** A silence, for machines. */
export function silenceJson(silence: Silence) {
  return { ...silence, from: iso(silence.from), until: iso(silence.until) };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
