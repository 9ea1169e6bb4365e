import type { Incident } from '../core/incident.ts';
import type { OutboxDraft } from '../core/notification.ts';
import type { OutboxItem, OutboxPort, OutboxRow, RowOutcome, SentMessage } from '../core/outbox.ts';
import { oneLine } from '../core/text.ts';
import { type Bundle, byUrgency, leaseMs, waveOf } from './pace.ts';

/** How long the outcome of a row that the store never saw is remembered. */
const forgetMs = 48 * 3_600_000;

/** How long to leave a row alone that the store did not lease. */
const refusedMs = 5000;

/** What was taken to be sent. */
export interface Taken {
  readonly items: readonly OutboxItem[];
  /** Why the store does not know that it is being sent; null if it does. */
  readonly unrecorded: string | null;
}

/**
 * The store's outbox, and beside it what this process has to remember while the store cannot be
 * written: rows that never reached it, and outcomes that it has yet to hear of. No method rejects.
 */
export interface Ledger {
  /** Ends old leases; returns what was sent since a time. */
  open(since: number): Promise<readonly SentMessage[]>;
  /** Hears of rows that the store could not take. */
  add(drafts: readonly OutboxDraft[], incidents: readonly Incident[], because: string): void;
  /** Every row that still has to leave. */
  pending(now: number): Promise<readonly OutboxRow[]>;
  take(bundle: Bundle, now: number): Promise<Taken>;
  record(outcomes: readonly RowOutcome[]): Promise<void>;
  status(): LedgerStatus;
}

/** How the ledger stands with its store. */
export interface LedgerStatus {
  /** Why it cannot be written or read; null if the last attempt at each succeeded. */
  readonly storeTrouble: string | null;
  /** Outcomes that the store does not know yet. */
  readonly unrecorded: number;
}

interface DirectItem extends OutboxItem {
  readonly because: string;
}

/** A ledger over a store. */
export function openLedger(store: OutboxPort): Ledger {
  const direct = new Map<string, DirectItem>();
  const unrecorded = new Map<string, RowOutcome>();
  const bundleOf = new Map<string, string>();
  /** Rows that the store did not lease, and until when they are left alone. */
  const refused = new Map<string, number>();
  const trouble: { read: string | null; write: string | null } = { read: null, write: null };

  async function attempt<T>(what: 'read' | 'write', ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await ask();
      trouble[what] = null;
      return answer;
    } catch (error) {
      trouble[what] = oneLine(error instanceof Error ? error.message : String(error), 300);
      return null;
    }
  }

  function remember(outcome: RowOutcome): void {
    const { key } = outcome.change;
    const before = unrecorded.get(key)?.timeline ?? [];
    unrecorded.set(key, { ...outcome, timeline: [...before, ...outcome.timeline] });
  }

  /** Tells the store what it has not heard of these rows. */
  async function flush(keys: ReadonlySet<string>): Promise<void> {
    const outcomes = [...unrecorded.values()].filter(({ change }) => keys.has(change.key));
    if (outcomes.length === 0) return;
    const done = await attempt('write', async () => {
      await store.record(outcomes);
      return true;
    });
    if (done === null) return;
    for (const outcome of outcomes) {
      const { key } = outcome.change;
      if (unrecorded.get(key) === outcome) unrecorded.delete(key);
    }
  }

  /** The row as it is after outcomes that the store has not heard of; null if it is final. */
  function present(row: OutboxRow): OutboxRow | null {
    const bundle = row.bundle ?? bundleOf.get(row.key) ?? null;
    const change = unrecorded.get(row.key)?.change;
    const nextAttemptAt = Math.max(row.nextAttemptAt, refused.get(row.key) ?? 0);
    if (change === undefined) return { ...row, bundle, nextAttemptAt };
    if (change.status !== 'waiting') return null;
    const { attempts, reason: lastReason } = change;
    const next = Math.max(change.nextAttemptAt, nextAttemptAt);
    return { ...row, bundle, attempts, nextAttemptAt: next, lastReason, leasedUntil: null };
  }

  function forget(stored: ReadonlySet<string>, now: number): void {
    for (const [key, { change }] of unrecorded) {
      const old = change.status !== 'waiting' && now - change.at > forgetMs;
      if (old && !stored.has(key)) unrecorded.delete(key);
    }
    for (const map of [bundleOf, refused]) {
      for (const key of map.keys()) if (!stored.has(key) && !direct.has(key)) map.delete(key);
    }
  }

  return {
    async open(since) {
      await attempt('write', () => store.releaseLeases());
      const rows = (await attempt('read', () => store.sentSince(since))) ?? [];
      const leads = new Map(rows.map((row) => [row.bundle, row]));
      return [...leads.values()].map((row) => ({ ...row, wave: waveOf(row) }));
    },

    add(drafts, incidents, because) {
      for (const draft of drafts) {
        if (direct.has(draft.key) || unrecorded.has(draft.key)) continue;
        const incident = incidents.find(({ id }) => id === draft.incident) ?? null;
        direct.set(draft.key, { row: rowOf(draft), incident, because });
      }
    },

    async pending(now) {
      const rows = await attempt('read', () => store.pending());
      if (rows !== null) {
        const stored = new Set(rows.map((row) => row.key));
        for (const key of stored) direct.delete(key);
        forget(stored, now);
        await flush(stored);
      }
      const all = [...(rows ?? []), ...direct.values().map(({ row }) => row)];
      return all.map(present).filter((row) => row !== null);
    },

    async take({ key: bundle, rows }, now) {
      const remembered = rows.flatMap((row) => direct.get(row.key) ?? []);
      const others = rows.filter((row) => !direct.has(row.key));
      const keys = others.map((row) => row.key);
      for (const row of rows) bundleOf.set(row.key, bundle);
      const leased =
        keys.length === 0
          ? []
          : await attempt('write', () =>
              store.lease({ keys, bundle, now, leasedUntil: now + leaseMs }),
            );
      const why = leased === null ? trouble.write : null;
      // Without a lease the page leaves all the same, if need be without its incident's details.
      const stored =
        leased ??
        (await attempt('read', () => store.read(keys))) ??
        others.map((row) => ({ row, incident: null }));
      const got = new Set(stored.map(({ row }) => row.key));
      for (const key of keys) {
        if (got.has(key)) refused.delete(key);
        else refused.set(key, now + refusedMs);
      }
      const items = [...remembered, ...stored]
        .flatMap((item) => {
          const row = present(item.row);
          return row === null ? [] : [{ row, incident: item.incident }];
        })
        .sort((a, b) => byUrgency(a.row, b.row));
      return { items, unrecorded: why ?? remembered[0]?.because ?? null };
    },

    async record(outcomes) {
      const keys = outcomes.map(({ change }) => change.key);
      const known = new Set(keys.filter((key) => !direct.has(key)));
      for (const outcome of outcomes) {
        remember(outcome);
        if (outcome.change.status !== 'waiting') direct.delete(outcome.change.key);
      }
      await flush(known);
    },

    status: () => ({ storeTrouble: trouble.write ?? trouble.read, unrecorded: unrecorded.size }),
  };
}

function rowOf(draft: OutboxDraft): OutboxRow {
  return {
    ...draft,
    attempts: 0,
    nextAttemptAt: draft.createdAt,
    bundle: null,
    leasedUntil: null,
    lastReason: null,
  };
}
