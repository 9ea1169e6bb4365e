import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { FeedCache, FeedStamp } from '../../core/feed-cache.ts';
import type { Json } from '../../core/json.ts';
import { type Access, parsed } from '../access.ts';
import { packed, unpacked } from '../packed.ts';

type Entry = readonly [key: string, value: Json];

/** Rows that are written or deleted in one transaction: others get their turn between two. */
const chunk = 500;
/** Most keys that one query asks for. */
const keysAtOnce = 500;

const dayMs = 86_400_000;
/** What nobody has asked for in so long belongs to packages that are gone. */
const documentsKeptMs = 90 * dayMs;
/** Longer than any document takes to be read. */
const setsWrittenWithinMs = dayMs;

/** Documents and entries of feeds, kept for every process that uses the store. */
export function feedCache(access: Access, clock: Pick<Clock, 'now'>): FeedCache {
  const { read, write } = access;
  return {
    document: async (feed, name) => {
      const query = read.selectFrom('feedDocuments').select(['stampJson', 'value']);
      const row = await query.where('feed', '=', feed).where('name', '=', name).executeTakeFirst();
      if (row === undefined) return null;
      const value = row.value === null ? null : unpacked(row.value);
      return { stamp: parsed<FeedStamp>(row.stampJson), value };
    },
    keep: (feed, name, { stamp, value }) =>
      write(async (database) => {
        const kept = { ...stampColumns(stamp), value: value === null ? null : packed(value) };
        await database
          .insertInto('feedDocuments')
          .values({ feed, name, ...kept, entrySet: null })
          .onConflict((conflict) => conflict.columns(['feed', 'name']).doUpdateSet(kept))
          .execute();
      }),
    keepEntries: async (feed, name, stamp, entries) => {
      const entrySet = await beginSet(access, clock.now());
      await writeEntries(access, entrySet, entries).catch(async (error: unknown) => {
        // What cannot be tidied up now is left over for `pruneFeeds`.
        await dropSet(access, entrySet).catch(() => {});
        throw error;
      });
      const before = await write(async (database) => {
        const query = database.selectFrom('feedDocuments').select('entrySet');
        const of = query.where('feed', '=', feed).where('name', '=', name);
        const row = await of.executeTakeFirst();
        const kept = { ...stampColumns(stamp), value: null, entrySet };
        await database
          .insertInto('feedDocuments')
          .values({ feed, name, ...kept })
          .onConflict((conflict) => conflict.columns(['feed', 'name']).doUpdateSet(kept))
          .execute();
        return row?.entrySet ?? null;
      });
      if (before !== null) await dropSet(access, before).catch(() => {});
    },
    entries: async (feed, name, keys) => {
      const found = new Map<string, Json[]>();
      for (let start = 0; start < keys.length; start += keysAtOnce) {
        // The set is looked up in the same query: it may be replaced between two.
        const set = read
          .selectFrom('feedDocuments')
          .select('entrySet')
          .where('feed', '=', feed)
          .where('name', '=', name);
        const rows = await read
          .selectFrom('feedEntries')
          .select(['key', 'value'])
          .where('entrySet', '=', set)
          .where('key', 'in', keys.slice(start, start + keysAtOnce))
          .orderBy('position')
          .execute();
        for (const { key, value } of rows) {
          const values = found.get(key) ?? [];
          values.push(unpacked(value));
          found.set(key, values);
        }
      }
      return found;
    },
  };
}

/** Deletes documents that nobody has asked for in a long time, and sets that belong to none. */
export async function pruneFeeds(access: Access, now: number): Promise<void> {
  await access.write(async (database) => {
    const old = database.deleteFrom('feedDocuments').where('triedAt', '<', now - documentsKeptMs);
    await old.execute();
  });
  const inUse = access.read
    .selectFrom('feedDocuments')
    .select('entrySet')
    .where('entrySet', 'is not', null);
  const left = await access.read
    .selectFrom('feedSets')
    .select('id')
    .where('id', 'not in', inUse)
    .where('begunAt', '<', now - setsWrittenWithinMs)
    .execute();
  for (const { id } of left) await dropSet(access, id);
}

function stampColumns(stamp: FeedStamp): { stampJson: string; triedAt: number } {
  return { stampJson: JSON.stringify(stamp), triedAt: stamp.triedAt };
}

function beginSet({ write }: Access, begunAt: number): Promise<number> {
  return write(async (database) => {
    const insert = database.insertInto('feedSets').values({ begunAt }).returning('id');
    return (await insert.executeTakeFirstOrThrow()).id;
  });
}

/** Writes entries as they come, some in each transaction; nobody sees them before the set is a document's. */
async function writeEntries(
  { write }: Access,
  entrySet: number,
  entries: AsyncIterable<Entry>,
): Promise<void> {
  let position = 0;
  let rows: { entrySet: number; key: string; position: number; value: string | Uint8Array }[] = [];
  const flush = async () => {
    const full = rows;
    rows = [];
    if (full.length === 0) return;
    await write(async (database) => {
      await database.insertInto('feedEntries').values(full).execute();
    });
  };
  for await (const [key, value] of entries) {
    rows.push({ entrySet, key, position, value: packed(value) });
    position += 1;
    if (rows.length >= chunk) await flush();
  }
  await flush();
}

async function dropSet({ write }: Access, entrySet: number): Promise<void> {
  for (;;) {
    const deleted = await write(async (database) => {
      const some = database
        .selectFrom('feedEntries')
        .select(['key', 'position'])
        .where('entrySet', '=', entrySet)
        .limit(chunk);
      const { numDeletedRows } = await database
        .deleteFrom('feedEntries')
        .where('entrySet', '=', entrySet)
        .where(({ eb, refTuple }) =>
          eb(refTuple('key', 'position'), 'in', some.$asTuple('key', 'position')),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
    if (deleted < chunk) break;
    await turn();
  }
  await write(async (database) => {
    await database.deleteFrom('feedSets').where('id', '=', entrySet).execute();
  });
}
