import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Access } from './access.ts';
import type { Schema } from './schema.ts';
import { factQueries } from './tables/facts.ts';
import { pruneFeeds } from './tables/feeds.ts';

const dayMs = 86_400_000;

/** How long hourly rows are kept: 13 months. */
export const hoursKeptMs = 396 * dayMs;
const resultsKeptMs = 30 * dayMs;
/** 25 months: daily rows, and incidents that are over. */
const daysKeptMs = 761 * dayMs;
const sentKeptMs = 90 * dayMs;

/** How far the cut may move at a time: a clock that jumps ahead for an hour must not cost the history. */
const longestStepMs = 2 * dayMs;
/** Series in one transaction: others get their turn between two. */
const chunk = 20;

const fact = 'pruned-until';

/**
 * Deletes what is older than it has to be kept. To be called about once an hour. It moves on by two
 * days at most each time.
 */
export async function prune(access: Access, now: number): Promise<void> {
  const facts = factQueries(access);
  const before = await facts.get(fact);
  const time = typeof before === 'number' ? Math.min(now, before + longestStepMs) : now;
  const series = await access.read.selectFrom('series').select('id').execute();
  for (let start = 0; start < series.length; start += chunk) {
    const ids = series.slice(start, start + chunk).map(({ id }) => id);
    await access.write((database) => pruneSeries(database, ids, time));
    await turn();
  }
  await access.write((database) => pruneRecords(database, time));
  await pruneFeeds(access, now);
  await facts.put(fact, time);
}

/** One series at a time: its rows lie together, in the order of time. */
async function pruneSeries(
  database: Kysely<Schema>,
  ids: readonly number[],
  time: number,
): Promise<void> {
  const hours = Math.floor((time - hoursKeptMs) / dayMs) * 24;
  const days = Math.floor((time - daysKeptMs) / dayMs);
  const seconds = Math.floor((time - resultsKeptMs) / 1000);
  for (const id of ids) {
    const inResults = database.deleteFrom('results').where('series', '=', id);
    await inResults.where('at', '<', seconds).execute();
    const inHours = database.deleteFrom('hours').where('series', '=', id);
    await inHours.where('period', '<', hours).execute();
    const inDays = database.deleteFrom('days').where('series', '=', id);
    await inDays.where('period', '<', days).execute();
  }
}

async function pruneRecords(database: Kysely<Schema>, time: number): Promise<void> {
  const old = time - daysKeptMs;
  const over = database.selectFrom('incidents').select('id').where('open', '=', 0);
  await database
    .deleteFrom('timeline')
    .where('incident', 'in', over.where('openedAt', '<', old))
    .execute();
  await database
    .deleteFrom('incidents')
    .where('open', '=', 0)
    .where('openedAt', '<', old)
    .execute();
  await database
    .deleteFrom('outbox')
    .where('settledAt', '<', time - sentKeptMs)
    .execute();
  const gone = database.selectFrom('series').select('id').where('at', '<', old);
  await database.deleteFrom('latest').where('series', 'in', gone).execute();
  await database.deleteFrom('recentMetrics').where('series', 'in', gone).execute();
  await database.deleteFrom('series').where('at', '<', old).execute();
}
