import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import type { Incident } from '../../core/incident.ts';
import type { MessageText, OutboxDraft } from '../../core/notification.ts';
import type { OutboxItem, OutboxPort, OutboxRow, RowChange, SentRow } from '../../core/outbox.ts';
import { type Access, parsed } from '../access.ts';
import type { OutboxTable, Schema } from '../schema.ts';
import { addTimeline } from './timeline.ts';

/** A message, and how far it has come. */
export interface OutboxRecord extends OutboxRow {
  /** Everything but `waiting` is final. */
  readonly status: RowChange['status'];
  /** When it became final, epoch milliseconds. */
  readonly settledAt: number | null;
  /**
   * What was sent, as its reader got it but for links that let anyone who has them act. Null where
   * nothing was sent, or the store could not be written when it was.
   */
  readonly text: MessageText | null;
}

/** Messages that have to leave, and what became of those that did. */
export interface OutboxQueries extends OutboxPort {
  /** Every message about an incident, the oldest first. */
  of(incident: string): Promise<readonly OutboxRecord[]>;
  /** How many wait, and since when the oldest does; epoch milliseconds. */
  waiting(): Promise<{ readonly count: number; readonly oldestAt: number | null }>;
}

/** The queries of the outbox. */
export function outboxQueries({ read, write }: Access): OutboxQueries {
  // Asked for day and night, so it is put into words once; most transactions never ask.
  let waitingRows: CompiledQuery<Selectable<OutboxTable>> | null = null;
  return {
    pending: async () => {
      waitingRows ??= read
        .selectFrom('outbox')
        .selectAll()
        .where('status', '=', 'waiting')
        .orderBy('nextAttemptAt')
        .compile();
      return (await read.executeQuery(waitingRows)).rows.map(rowOf);
    },
    of: async (incident) => {
      const rows = await read
        .selectFrom('outbox')
        .selectAll()
        .where('incident', '=', incident)
        .orderBy('createdAt')
        .orderBy('key')
        .execute();
      const texts = await textsOf(
        read,
        rows.flatMap(({ bundle }) => bundle ?? []),
      );
      return rows.map((row) => {
        const { status, settledAt } = row;
        const textJson = row.textJson ?? texts.get(row.bundle ?? '') ?? null;
        const text = status === 'sent' && textJson ? parsed<MessageText>(textJson) : null;
        return { ...rowOf(row), status, settledAt, text };
      });
    },
    read: (keys) => itemsOf(read, keys),
    lease: ({ keys, bundle, now, leasedUntil }) =>
      write(async (database) => {
        if (keys.length === 0) return [];
        const leased = await database
          .updateTable('outbox')
          .set({ bundle, leasedUntil })
          .where('key', 'in', keys)
          .where('status', '=', 'waiting')
          .where((is) => is.or([is('leasedUntil', 'is', null), is('leasedUntil', '<=', now)]))
          .returning('key')
          .execute();
        return itemsOf(
          database,
          leased.map(({ key }) => key),
        );
      }),
    record: (outcomes) =>
      write(async (database) => {
        for (const { change, timeline } of outcomes) {
          if (await applied(database, change)) await addTimeline(database, timeline);
        }
      }),
    releaseLeases: () =>
      write(async (database) => {
        await database
          .updateTable('outbox')
          .set({ leasedUntil: null })
          .where('leasedUntil', 'is not', null)
          .execute();
      }),
    sentSince: async (at) => {
      const rows = await read
        .selectFrom('outbox')
        .select(['draftJson', 'bundle', 'settledAt'])
        .where('settledAt', '>=', at)
        .where('status', '=', 'sent')
        .orderBy('settledAt')
        .execute();
      return rows.map(sentOf);
    },
    waiting: async () => {
      const { count, oldestAt } = await read
        .selectFrom('outbox')
        .select((is) => [
          is.fn.countAll<number>().as('count'),
          is.fn.min('createdAt').as('oldestAt'),
        ])
        .where('status', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return { count, oldestAt };
    },
  };
}

/** Puts messages into the outbox. One whose key is known is the same message, and stays as it is. */
export async function addToOutbox(
  database: Kysely<Schema>,
  drafts: readonly OutboxDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => ({
    key: draft.key,
    incident: draft.incident,
    createdAt: draft.createdAt,
    draftJson: JSON.stringify(draft),
    status: 'waiting' as const,
    attempts: 0,
    nextAttemptAt: draft.createdAt,
    bundle: null,
    leasedUntil: null,
    settledAt: null,
    reason: null,
    textJson: null,
  }));
  for (const row of rows) {
    await database
      .insertInto('outbox')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** False where the row is unknown or final: then nothing happened that a timeline could tell. */
async function applied(database: Kysely<Schema>, change: RowChange): Promise<boolean> {
  const { key, status, attempts, reason } = change;
  const rest =
    change.status === 'waiting'
      ? { nextAttemptAt: change.nextAttemptAt }
      : { settledAt: change.at, textJson: textJsonOf(change) };
  const { numUpdatedRows } = await database
    .updateTable('outbox')
    .set({ status, attempts, reason, leasedUntil: null, ...rest })
    .where('key', '=', key)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function textJsonOf(change: RowChange): string | null {
  return change.status === 'sent' && change.text ? JSON.stringify(change.text) : null;
}

/** The texts of messages by their bundle; only the row that led one has it. */
async function textsOf(
  database: Kysely<Schema>,
  bundles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (bundles.length === 0) return new Map();
  const rows = await database
    .selectFrom('outbox')
    .select(['bundle', 'textJson'])
    .where('bundle', 'in', bundles)
    .where('textJson', 'is not', null)
    .execute();
  return new Map(
    rows.flatMap(({ bundle, textJson }) => (bundle && textJson ? [[bundle, textJson]] : [])),
  );
}

async function itemsOf(
  database: Kysely<Schema>,
  keys: readonly string[],
): Promise<readonly OutboxItem[]> {
  if (keys.length === 0) return [];
  const rows = await database
    .selectFrom('outbox')
    .leftJoin('incidents', 'incidents.id', 'outbox.incident')
    .selectAll('outbox')
    .select('incidents.incidentJson')
    .where('outbox.key', 'in', keys)
    .where('outbox.status', '=', 'waiting')
    .execute();
  return rows.map(({ incidentJson, ...row }) => ({
    row: rowOf(row),
    incident: incidentJson === null ? null : parsed<Incident>(incidentJson),
  }));
}

function rowOf(row: Selectable<OutboxTable>): OutboxRow {
  const { draftJson, attempts, nextAttemptAt, bundle, leasedUntil, reason: lastReason } = row;
  const draft = parsed<OutboxDraft>(draftJson);
  return { ...draft, attempts, nextAttemptAt, bundle, leasedUntil, lastReason };
}

function sentOf(row: Pick<OutboxTable, 'draftJson' | 'bundle' | 'settledAt'>): SentRow {
  const { key, person, channel, incident, opening, kind, step } = parsed<OutboxDraft>(
    row.draftJson,
  );
  const at = row.settledAt ?? 0;
  return { key, person, channel, incident, opening, kind, step, bundle: row.bundle ?? key, at };
}
