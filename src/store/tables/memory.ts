import {
  baselineOf,
  type CheckMemory,
  noMemory,
  type RecentMetrics,
} from '../../core/check-memory.ts';
import type { DueRow } from '../../core/commit.ts';
import type { Json } from '../../core/json.ts';
import { type CheckResult, isJudged } from '../../core/result.ts';
import type { Tracker } from '../../core/tracker.ts';
import { type Access, parsed } from '../access.ts';

/** What is remembered from run to run; written by `commit`, together with the results that it follows from. */
export interface MemoryQueries {
  due(): Promise<readonly DueRow[]>;
  /** Forgets when checks are due that config no longer has. */
  dropDue(rows: readonly Pick<DueRow, 'site' | 'check'>[]): Promise<void>;
  trackers(): Promise<readonly Tracker[]>;
  trackersOf(site: string, check: string): Promise<readonly Tracker[]>;
  /** What a check kept for its next run; null where it kept nothing. */
  state(site: string, check: string): Promise<Json | null>;
  /** Everything from earlier runs that a check may see, in one query. */
  ofCheck(site: string, check: string): Promise<CheckMemory>;
  /** How far a gatherer has read; null where it has not begun. */
  cursor(site: string, name: string): Promise<Json | null>;
}

/** The queries of what is remembered. */
export function memoryQueries({ read, write }: Access): MemoryQueries {
  return {
    due: () => read.selectFrom('due').selectAll().execute(),
    dropDue: (rows) =>
      write(async (database) => {
        for (const { site, check } of rows) {
          const query = database.deleteFrom('due').where('site', '=', site);
          await query.where('check', '=', check).execute();
        }
      }),
    trackers: async () => {
      const rows = await read.selectFrom('trackers').select('trackerJson').execute();
      return rows.map(({ trackerJson }) => parsed<Tracker>(trackerJson));
    },
    trackersOf: async (site, check) => {
      const query = read.selectFrom('trackers').select('trackerJson').where('site', '=', site);
      const rows = await query.where('check', '=', check).execute();
      return rows.map(({ trackerJson }) => parsed<Tracker>(trackerJson));
    },
    state: async (site, check) => {
      const query = read.selectFrom('states').select('stateJson').where('site', '=', site);
      const row = await query.where('check', '=', check).executeTakeFirst();
      return row ? parsed<Json>(row.stateJson) : null;
    },
    ofCheck: async (site, check) => {
      const row = await read
        .selectFrom('series')
        .leftJoin('latest', 'latest.series', 'series.id')
        .leftJoin('recentMetrics', 'recentMetrics.series', 'series.id')
        .leftJoin('states', (join) =>
          join.onRef('states.site', '=', 'series.site').onRef('states.check', '=', 'series.check'),
        )
        .where('series.site', '=', site)
        .where('series.check', '=', check)
        .select(['resultJson', 'judgedJson', 'valuesJson', 'stateJson'])
        .executeTakeFirst();
      return row ? memoryIn(row) : noMemory;
    },
    cursor: async (site, name) => {
      const query = read.selectFrom('cursors').select('cursorJson').where('site', '=', site);
      const row = await query.where('name', '=', name).executeTakeFirst();
      return row ? parsed<Json>(row.cursorJson) : null;
    },
  };
}

function memoryIn(row: {
  readonly resultJson: string | null;
  readonly judgedJson: string | null;
  readonly valuesJson: string | null;
  readonly stateJson: string | null;
}): CheckMemory {
  const { resultJson, judgedJson, valuesJson, stateJson } = row;
  const json = judgedJson ?? resultJson;
  const last = json === null ? null : parsed<CheckResult>(json);
  return {
    previous: last && isJudged(last) ? last : null,
    baseline: baselineOf(valuesJson === null ? {} : parsed<RecentMetrics>(valuesJson)),
    state: stateJson === null ? null : parsed<Json>(stateJson),
  };
}
