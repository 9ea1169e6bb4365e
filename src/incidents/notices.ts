import type { Incident } from '../core/incident.ts';
import {
  type EscalationStep,
  type NotificationKind,
  notificationKey,
  type OutboxDraft,
  type Recipient,
} from '../core/notification.ts';

/** One message to one recipient, with the key that stays its own however often it is planned. */
export function draft(
  incident: Incident,
  recipient: Recipient,
  about: {
    readonly kind: NotificationKind;
    readonly step: number;
    readonly reason: string;
    readonly now: number;
  },
): OutboxDraft {
  const { person, channel, address } = recipient;
  const { kind, step, reason, now } = about;
  return {
    key: notificationKey({ incident, kind, step, person, channel }),
    incident: incident.id,
    kind,
    person,
    channel,
    address,
    urgent: kind === 'page' && incident.priority === 'P1',
    createdAt: now,
    priority: incident.priority,
    opening: incident.openings,
    step,
    reason,
    text: null,
  };
}

/** Tells everybody who was paged that it is over, but for whoever ended it. */
export function resolvedNotices(
  incident: Incident,
  escalation: readonly EscalationStep[],
  now: number,
): readonly OutboxDraft[] {
  const reached = escalation.slice(0, incident.stepsTaken).flatMap((step) => step.recipients);
  const reason = 'Whoever was paged is told that it is over.';
  return distinct(reached)
    .filter(({ person }) => person !== incident.resolvedBy)
    .map((recipient) => draft(incident, recipient, { kind: 'resolved', step: 0, reason, now }));
}

/** Each person once a channel, in the first order. */
export function distinct(recipients: readonly Recipient[]): readonly Recipient[] {
  const byKey = new Map<string, Recipient>();
  for (const recipient of recipients) {
    const key = JSON.stringify([recipient.person, recipient.channel]);
    if (!byKey.has(key)) byKey.set(key, recipient);
  }
  return [...byKey.values()];
}
