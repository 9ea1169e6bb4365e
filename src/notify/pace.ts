import { createHash } from 'node:crypto';
import type { Priority } from '../core/incident.ts';
import type { OutboxDraft } from '../core/notification.ts';
import type { OutboxRow, SentMessage } from '../core/outbox.ts';
import { longestDelayMs } from './retry.ts';

/** How long a sender holds what it sends; longer than any attempt may take. */
export const leaseMs = 180_000;
const minuteMs = 60_000;
/** Messages a person gets in a minute by all channels together, after the first page. */
const perMinute = 3;
/** One slow provider holds up no more than this many messages at once. */
const perChannelAtOnce = 4;

/** Rows that leave as one message to one person by one channel; the most urgent leads. */
export interface Bundle {
  /** The message's key: the row's own, or one made of all. */
  readonly key: string;
  readonly rows: readonly [OutboxRow, ...OutboxRow[]];
}

/** What may be sent now, and when to look again. */
export interface Plan {
  /** To send now, the most urgent and oldest first. */
  readonly bundles: readonly Bundle[];
  /** When the next may become due if nothing else happens, epoch milliseconds; null for never. */
  readonly wakeAt: number | null;
}

/** Pages of one step go out on all channels at once: they are one wave. */
export function waveOf(
  row: Pick<OutboxDraft, 'incident' | 'opening' | 'kind' | 'step' | 'key'>,
): string {
  const { incident, opening, kind, step, key } = row;
  return incident === null ? key : `${incident}/${opening}/${kind}/${step}`;
}

/**
 * What to send now. Everything due for one person by one channel becomes one message, except that
 * a message once tried stays as it is. At most one message a person, channel and minute, and three
 * a minute in all, except the first page on several channels. `recent` holds what was sent in the
 * last minute, `inFlight` what is being sent.
 */
export function planSending(
  rows: readonly OutboxRow[],
  recent: readonly SentMessage[],
  inFlight: readonly Bundle[],
  now: number,
): Plan {
  const busy = new Set(inFlight.flatMap((bundle) => bundle.rows.map((row) => row.key)));
  const free = rows.filter((row) => !busy.has(row.key) && !isHeld(row, now));
  const due = free.filter((row) => attemptAt(row, now) <= now);
  const later = free.filter((row) => attemptAt(row, now) > now);
  const wakes = later.map((row) => attemptAt(row, now));
  for (const row of rows) {
    if (row.leasedUntil !== null && isHeld(row, now)) wakes.push(row.leasedUntil);
  }

  const flying = [...inFlight];
  const sent = [...recent, ...inFlight.map((bundle) => messageOf(bundle, now))];
  const bundles: Bundle[] = [];
  for (const bundle of bundlesOf(due)) {
    // What is in flight wakes us when it has landed.
    if (!hasLane(bundle, flying)) continue;
    const freeAt = allowedAt(bundle, sent, now);
    if (freeAt > now) {
      wakes.push(freeAt);
      continue;
    }
    bundles.push(bundle);
    flying.push(bundle);
    sent.push(messageOf(bundle, now));
  }
  return { bundles, wakeAt: wakes.length === 0 ? null : Math.min(...wakes) };
}

/** The message that a bundle is, for the limits. */
export function messageOf({ rows: [lead] }: Bundle, at: number): SentMessage {
  return { person: lead.person, channel: lead.channel, at, wave: waveOf(lead) };
}

/** Whether another sender holds it. A lease longer than any we give is a clock that jumped back. */
function isHeld({ leasedUntil }: OutboxRow, now: number): boolean {
  return leasedUntil !== null && leasedUntil > now && leasedUntil <= now + leaseMs;
}

/** Likewise, a wait longer than the longest is over. */
function attemptAt({ nextAttemptAt }: OutboxRow, now: number): number {
  return nextAttemptAt > now + longestDelayMs ? now : nextAttemptAt;
}

function bundlesOf(due: readonly OutboxRow[]): readonly Bundle[] {
  const groups = Map.groupBy(due, (row) =>
    row.bundle === null
      ? JSON.stringify([row.person, row.channel, row.address])
      : `bundle ${row.bundle}`,
  );
  return [...groups.values()]
    .map(bundleOf)
    .filter((bundle) => bundle !== null)
    .sort((a, b) => byUrgency(a.rows[0], b.rows[0]));
}

function bundleOf(group: readonly OutboxRow[]): Bundle | null {
  const [lead, ...others] = group.toSorted(byUrgency);
  if (lead === undefined) return null;
  return { key: lead.bundle ?? bundleKey([lead, ...others]), rows: [lead, ...others] };
}

function bundleKey(rows: readonly [OutboxRow, ...OutboxRow[]]): string {
  if (rows.length === 1) return rows[0].key;
  const keys = rows.map((row) => row.key).sort();
  return createHash('sha256').update(keys.join()).digest('hex').slice(0, 32);
}

/** Urgent ones first, then by priority, then the oldest. */
export function byUrgency(a: OutboxRow, b: OutboxRow): number {
  return rank(a) - rank(b) || a.createdAt - b.createdAt || (a.key < b.key ? -1 : 1);
}

const ranks: Readonly<Record<Priority, number>> = { P1: 0, P2: 1, P3: 2, P4: 3 };

function rank({ urgent, priority }: OutboxRow): number {
  return urgent ? 0 : ranks[priority ?? 'P2'];
}

function hasLane({ rows: [lead] }: Bundle, flying: readonly Bundle[]): boolean {
  const sameChannel = flying.filter(({ rows: [other] }) => other.channel === lead.channel);
  return (
    sameChannel.length < perChannelAtOnce &&
    sameChannel.every(({ rows: [other] }) => other.person !== lead.person)
  );
}

/** When the limits let a message go, judged by what was sent so far. */
function allowedAt(bundle: Bundle, sent: readonly SentMessage[], now: number): number {
  const { person, channel, wave } = messageOf(bundle, now);
  // Times in the future were written before the clock jumped back.
  const last = sent.filter(
    (message) => message.person === person && message.at > now - minuteMs && message.at <= now,
  );
  const onChannel = last.filter((message) => message.channel === channel);
  const firstPage = last.every((message) => message.wave === wave);
  const overall = firstPage ? [] : last.toSorted((a, b) => b.at - a.at).slice(perMinute - 1);
  const blocking = [...onChannel, ...overall].map((message) => message.at + minuteMs);
  return Math.max(now, ...blocking);
}
