import type { Clock } from '../core/clock.ts';
import type { Incident } from '../core/incident.ts';
import type { MessageLinks, Notification, OutboxDraft } from '../core/notification.ts';
import type { OutboxItem, OutboxPort, RowOutcome, SentMessage } from '../core/outbox.ts';
import { type After, type BoundChannel, type Cancel, sendBounded } from './bound-channel.ts';
import { type LedgerStatus, openLedger } from './ledger.ts';
import { type Attempt, deliveryOutcomes, droppedOutcome, staleBecause } from './outcome.ts';
import { type Bundle, messageOf, planSending } from './pace.ts';
import { composeText, impersonal } from './templates.ts';

const minuteMs = 60_000;
/** How often to look for rows of which nobody has told us. */
const lookEveryMs = 15_000;
/** A channel answers within this, or it failed for now. Shorter than a lease. */
const deadlineMs = 60_000;

/** What a sender is made of. */
export interface OutboxPorts {
  readonly store: OutboxPort;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly after: After;
  /** The channels of the config in force, by id. */
  readonly channels: () => ReadonlyMap<string, BoundChannel>;
  /** IANA zone of a person of config. */
  readonly timezoneOf: (person: string) => string;
  /** Where messages send their readers. */
  readonly links: MessageLinks;
  /** Hears of everything that happened, for logs, metrics and incidents about the agent itself. */
  readonly onEvent: (event: OutboxEvent) => void;
}

/** What became of one row. */
export interface OutboxEvent {
  readonly status: RowOutcome['change']['status'];
  readonly key: string;
  readonly incident: string | null;
  readonly person: string;
  readonly channel: string;
  readonly reason: string;
  /** Since the row was made. */
  readonly ageMs: number;
}

/** How much there is to send, and whether the store takes note of it. */
export interface OutboxStatus extends LedgerStatus {
  /** Rows that still had to leave when it looked last. */
  readonly waiting: number;
  readonly inFlight: number;
}

/** The sender: sends what is in the outbox as soon as it may, until it is stopped. */
export interface Outbox {
  /** Looks at once; to be called after each commit that put rows in. */
  wake(): void;
  /** Sends what the store could not take, and says so in each message. The store may take it later. */
  sendDirect(drafts: readonly OutboxDraft[], incidents: readonly Incident[], because: string): void;
  /** Resolves when everything that is due has been tried. */
  settled(): Promise<void>;
  /** Starts nothing more, and cancels what is still being sent after so many milliseconds. */
  stop(graceMs: number): Promise<void>;
  status(): OutboxStatus;
}

/** Starts the one sender of a store. Rows that an earlier one had leased are sent again at once, with the same keys. */
export function startOutbox(ports: OutboxPorts): Outbox {
  const { clock, after } = ports;
  const ledger = openLedger(ports.store);
  const flights = new Map<Bundle, Promise<void>>();
  const cancelled = new AbortController();
  let recent: readonly SentMessage[] = [];
  let waiting = 0;
  let passing: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let disarm: Cancel = () => {};

  async function pass(): Promise<void> {
    const rows = await ledger.pending(clock.now());
    if (stopped) return;
    const now = clock.now();
    waiting = rows.length;
    recent = recent.filter(({ at }) => at > now - minuteMs);
    const plan = planSending(rows, recent, [...flights.keys()], now);
    for (const bundle of plan.bundles) launch(bundle);
    const wait = plan.wakeAt === null ? lookEveryMs : plan.wakeAt - now;
    disarm();
    disarm = after(Math.min(Math.max(wait, 1), lookEveryMs), wake);
  }

  function launch(bundle: Bundle): void {
    const flight = deliver(bundle).finally(() => {
      flights.delete(bundle);
      wake();
    });
    flights.set(bundle, flight);
  }

  async function deliver(bundle: Bundle): Promise<void> {
    const { items, unrecorded } = await ledger.take(bundle, clock.now());
    const fresh: OutboxItem[] = [];
    const dropped: RowOutcome[] = [];
    for (const item of items) {
      const stale = staleBecause(item.row, item.incident);
      if (stale === null) fresh.push(item);
      else dropped.push(droppedOutcome(item.row, stale, clock.now()));
    }
    await settle(items, dropped);
    const [lead, ...others] = fresh;
    if (lead === undefined) return;
    const attempt = await send(bundle.key, [lead, ...others], unrecorded);
    const now = clock.now();
    if (attempt.delivery.outcome === 'sent') recent = [...recent, messageOf(bundle, now)];
    await settle(fresh, deliveryOutcomes(attempt, now, ports.random));
  }

  async function send(
    key: string,
    items: readonly [OutboxItem, ...OutboxItem[]],
    unrecorded: string | null,
  ): Promise<Attempt> {
    const [{ row }] = items;
    const rows = items.map((item) => item.row);
    const channel = ports.channels().get(row.channel);
    if (channel === undefined) {
      const reason = `config has no channel ${row.channel}`;
      return { rows, text: null, delivery: { outcome: 'permanent', reason } };
    }
    const context = {
      now: clock.now(),
      timezone: ports.timezoneOf(row.person),
      maxBodyLength: channel.maxBodyLength,
      notice: unrecorded && `caretaker could not write this to its store: ${unrecorded}`,
      links: ports.links,
    };
    const text = composeText(items, { ...context, links: impersonal(ports.links) });
    const { incident, kind, person, address, urgent, createdAt } = row;
    const about = { key, incident, kind, person, address, urgent, createdAt };
    const said = composeText(items, context);
    const notification: Notification = { ...about, channel: row.channel, ...said };
    const sending = { signal: cancelled.signal, clock };
    const delivery = await sendBounded(channel, notification, sending, deadlineMs, after);
    return { rows, text, delivery };
  }

  async function settle(items: readonly OutboxItem[], outcomes: readonly RowOutcome[]) {
    if (outcomes.length === 0) return;
    await ledger.record(outcomes);
    for (const { change } of outcomes) {
      const row = items.find((item) => item.row.key === change.key)?.row;
      if (row === undefined) continue;
      const { key, incident, person, channel } = row;
      const ageMs = clock.now() - row.createdAt;
      const { status, reason } = change;
      ports.onEvent({ status, key, incident, person, channel, reason, ageMs });
    }
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    passing ??= passes().finally(rest);
  }

  function rest(): void {
    passing = null;
    // Somebody may have called between the last look and this.
    if (again) wake();
  }

  async function passes(): Promise<void> {
    while (again && !stopped) {
      again = false;
      await pass();
    }
  }

  async function settled(): Promise<void> {
    while (passing !== null || flights.size > 0) {
      await Promise.all([passing, ...flights.values()]);
    }
  }

  passing = ledger
    .open(clock.now() - minuteMs)
    .then((sent) => {
      recent = sent;
      again = true;
      return passes();
    })
    .finally(rest);

  return {
    wake,
    sendDirect(drafts, incidents, because) {
      ledger.add(drafts, incidents, because);
      wake();
    },
    settled,
    async stop(graceMs) {
      stopped = true;
      disarm();
      const cancel = after(graceMs, () => cancelled.abort());
      await settled();
      cancel();
    },
    status: () => ({ ...ledger.status(), waiting, inFlight: flights.size }),
  };
}
