import type { Incident } from '../../src/core/incident.ts';
import type { Notification, OutboxDraft } from '../../src/core/notification.ts';
import { notificationKey } from '../../src/core/notification.ts';
import type { OutboxRow } from '../../src/core/outbox.ts';

/** 2026-11-23 02:00 UTC, a Monday. */
export const night = Date.UTC(2026, 10, 23, 2);

export function anIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: 'I-0V3K7F',
    trouble: { site: 'shop', check: 'uptime', fingerprint: '' },
    title: 'The site answers 500',
    severity: 'critical',
    priority: 'P1',
    priorityReason: 'The site takes money.',
    url: 'https://shop.example/',
    evidence: 'HTTP 500\n<h1>Fatal error</h1>',
    advice: 'Look at the error log of the last minutes.',
    state: 'open',
    startedAt: night - 180_000,
    openedAt: night - 60_000,
    openings: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    reopenedAt: null,
    respondBy: null,
    resolveBy: null,
    flapping: false,
    pagedAt: night,
    stepsTaken: 1,
    suppressedUntil: null,
    ...changes,
  };
}

/** A draft about an incident, with the key that it really has. */
export function aDraft(
  incident: Incident = anIncident(),
  changes: Partial<OutboxDraft> = {},
): OutboxDraft {
  const draft = {
    incident: incident.id,
    kind: 'page',
    person: 'jo',
    address: 'jo@practice.example',
    channel: 'mail',
    urgent: incident.priority === 'P1',
    createdAt: night,
    priority: incident.priority,
    opening: incident.openings,
    step: 0,
    reason: 'Jo is on call.',
    text: null,
    ...changes,
  } as const;
  const { kind, step, person, channel } = draft;
  return { key: notificationKey({ incident, kind, step, person, channel }), ...draft };
}

export function aRow(draft: OutboxDraft = aDraft(), changes: Partial<OutboxRow> = {}): OutboxRow {
  return {
    ...draft,
    attempts: 0,
    nextAttemptAt: draft.createdAt,
    bundle: null,
    leasedUntil: null,
    lastReason: null,
    ...changes,
  };
}

export function aNotification(changes: Partial<Notification> = {}): Notification {
  return {
    key: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5',
    incident: 'I-0V3K7F',
    kind: 'page',
    person: 'jo',
    address: 'jo@practice.example',
    channel: 'mail',
    subject: 'P1 shop: The site answers 500 [I-0V3K7F]',
    body: 'The site answers 500.\n\nAcknowledge: caretaker incidents ack I-0V3K7F',
    urgent: true,
    createdAt: night,
    ...changes,
  };
}
