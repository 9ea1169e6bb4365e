import { formatDuration } from '../core/duration.ts';
import { type Incident, machine, type TimelineKind } from '../core/incident.ts';
import type { Delivery, MessageText } from '../core/notification.ts';
import type { OutboxRow, RowChange, RowOutcome } from '../core/outbox.ts';
import { givesUp, retryDelayMs } from './retry.ts';

/**
 * Why a notification that waited must not leave any more, or null: asked for as late as possible,
 * so that nobody is woken for what is over or in somebody's hands.
 */
export function staleBecause(row: OutboxRow, incident: Incident | null): string | null {
  if (incident === null || row.kind === 'self') return null;
  if (row.opening !== incident.openings) return 'the incident was opened again since';
  if (row.kind === 'resolved') {
    return incident.state === 'resolved' ? null : 'the incident is not resolved any more';
  }
  if (incident.state === 'resolved') {
    return `${incident.resolvedBy ?? machine} resolved the incident before it could leave`;
  }
  return incident.state === 'acknowledged'
    ? `${incident.acknowledgedBy ?? 'somebody'} acknowledged the incident before it could leave`
    : null;
}

/** What follows from a row's being stale. */
export function droppedOutcome(row: OutboxRow, reason: string, now: number): RowOutcome {
  const { key, attempts } = row;
  return {
    change: { key, status: 'dropped', at: now, attempts, reason },
    timeline: entry(row, now, 'page-dropped', `The ${describe(row)} was not sent: ${reason}.`),
  };
}

/** A message that a provider answered to. */
export interface Attempt {
  /** The one that led it first. */
  readonly rows: readonly OutboxRow[];
  /** What may be kept of what it said. */
  readonly text: MessageText | null;
  readonly delivery: Delivery;
}

/** What follows from a provider's answer, for every row of the message. */
export function deliveryOutcomes(
  { rows, text, delivery }: Attempt,
  now: number,
  random: () => number,
): readonly RowOutcome[] {
  // One wait for all: what was tried together is tried again together.
  const attempts = Math.max(0, ...rows.map((row) => row.attempts));
  const waitMs =
    delivery.outcome === 'temporary' ? retryDelayMs(attempts, delivery.retryAfterMs, random) : 0;
  return rows.map((row, index) => ({
    change: changeOf(row, delivery, index === 0 ? text : null, now, waitMs),
    timeline: timelineOf(row, delivery, now, waitMs),
  }));
}

function changeOf(
  row: OutboxRow,
  delivery: Delivery,
  text: MessageText | null,
  now: number,
  waitMs: number,
): RowChange {
  const { key } = row;
  if (delivery.outcome === 'sent') {
    const reason = delivery.providerId ?? '';
    return { key, status: 'sent', at: now, attempts: row.attempts, reason, text };
  }
  const attempts = row.attempts + 1;
  const { reason } = delivery;
  if (delivery.outcome === 'permanent') return { key, status: 'failed', at: now, attempts, reason };
  return isGivenUp(row, now)
    ? { key, status: 'gave-up', at: now, attempts, reason }
    : { key, status: 'waiting', attempts, nextAttemptAt: now + waitMs, reason };
}

function timelineOf(row: OutboxRow, delivery: Delivery, now: number, waitMs: number) {
  const what = `The ${describe(row)}`;
  if (delivery.outcome === 'sent') {
    const answer = delivery.providerId === null ? '' : ` (${delivery.providerId})`;
    return entry(row, now, 'sent', `${what} was sent${answer}.`);
  }
  const { reason } = delivery;
  if (delivery.outcome === 'permanent') {
    return entry(row, now, 'delivery-failed', `${what} failed for good: ${reason}.`);
  }
  if (isGivenUp(row, now)) {
    const age = formatDuration(now - row.createdAt);
    return entry(row, now, 'gave-up', `${what} was given up after ${age}: ${reason}.`);
  }
  // The first failure, and then only what is new: not a line a minute through the night.
  if (row.lastReason === reason) return [];
  const wait = formatDuration(waitMs);
  return entry(
    row,
    now,
    'delivery-failed',
    `${what} failed for now: ${reason}. Next try in ${wait}.`,
  );
}

function isGivenUp(row: OutboxRow, now: number): boolean {
  return givesUp(row.attempts + 1, now - row.createdAt);
}

function describe({ kind, person, channel }: OutboxRow): string {
  const name = kind === 'resolved' ? 'all-clear' : kind === 'self' ? 'notice' : kind;
  return `${name} to ${person} by ${channel}`;
}

function entry(row: OutboxRow, at: number, kind: TimelineKind, reason: string) {
  return row.incident === null ? [] : [{ incident: row.incident, at, kind, by: machine, reason }];
}
