import type { Incident, TimelineEntry } from '../../src/core/incident.ts';
import type { OutboxDraft } from '../../src/core/notification.ts';
import type { OutboxPort, OutboxRow, RowChange, SentRow } from '../../src/core/outbox.ts';

/** An outbox in memory that keeps what the port promises, and fails when it is told to. */
export interface MemoryStore extends OutboxPort {
  readonly incidents: Map<string, Incident>;
  readonly rows: Map<string, OutboxRow>;
  readonly final: Map<string, Exclude<RowChange, { status: 'waiting' }>>;
  readonly timeline: TimelineEntry[];
  /** Why every write, or every method, fails; null if none does. */
  failing: { readonly what: 'writes' | 'everything'; readonly reason: string } | null;
  commit(drafts: readonly OutboxDraft[], incidents?: readonly Incident[]): void;
}

export function memoryStore(): MemoryStore {
  const sent: SentRow[] = [];
  const guard = (what: 'read' | 'write') => {
    const { failing } = store;
    if (failing && (what === 'write' || failing.what === 'everything')) {
      throw new Error(failing.reason);
    }
  };
  const items = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const row = store.rows.get(key);
      return row ? [{ row, incident: store.incidents.get(row.incident ?? '') ?? null }] : [];
    });
  const store: MemoryStore = {
    incidents: new Map(),
    rows: new Map(),
    final: new Map(),
    timeline: [],
    failing: null,
    commit(drafts, incidents = []) {
      for (const incident of incidents) store.incidents.set(incident.id, incident);
      for (const draft of drafts) {
        if (store.rows.has(draft.key) || store.final.has(draft.key)) continue;
        const fresh = { attempts: 0, bundle: null, leasedUntil: null, lastReason: null };
        store.rows.set(draft.key, { ...draft, ...fresh, nextAttemptAt: draft.createdAt });
      }
    },
    async pending() {
      guard('read');
      return [...store.rows.values()];
    },
    async read(keys) {
      guard('read');
      return items(keys);
    },
    async lease({ keys, bundle, now, leasedUntil }) {
      guard('write');
      const free = keys.filter((key) => (store.rows.get(key)?.leasedUntil ?? 0) <= now);
      for (const key of free) {
        const row = store.rows.get(key);
        if (row) store.rows.set(key, { ...row, bundle, leasedUntil });
      }
      return items(free);
    },
    async record(outcomes) {
      guard('write');
      for (const { change, timeline } of outcomes) {
        const row = store.rows.get(change.key);
        if (row === undefined) continue;
        store.timeline.push(...timeline);
        if (change.status === 'waiting') {
          const { attempts, nextAttemptAt, reason } = change;
          const next = { attempts, nextAttemptAt, lastReason: reason, leasedUntil: null };
          store.rows.set(change.key, { ...row, ...next });
          continue;
        }
        store.rows.delete(change.key);
        store.final.set(change.key, change);
        if (change.status === 'sent') {
          sent.push({ ...row, bundle: row.bundle ?? row.key, at: change.at });
        }
      }
    },
    async releaseLeases() {
      guard('write');
      for (const [key, row] of store.rows) store.rows.set(key, { ...row, leasedUntil: null });
    },
    async sentSince(at) {
      guard('read');
      return sent.filter((row) => row.at >= at);
    },
  };
  return store;
}
