import type { TimeRange } from '../../core/availability.ts';
import { decodeHistogram, type Histogram } from '../../core/histogram.ts';
import type { CheckResult, Outcome } from '../../core/result.ts';
import { type Access, parsed } from '../access.ts';
import { outcomeOfCode } from '../outcome-codes.ts';

/** A result together with the site it is of. */
export interface SiteResult {
  readonly site: string;
  readonly result: CheckResult;
}

/** One run in short. */
export interface RunRow {
  /** Epoch milliseconds, in whole seconds. */
  readonly at: number;
  readonly outcome: Outcome;
  readonly latencyMs: number;
}

/** One hour or day of a series. */
export interface RollupRow {
  /** Its first moment, epoch milliseconds. */
  readonly from: number;
  readonly runs: number;
  readonly failed: number;
  readonly errored: number;
  readonly upMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly maintenanceMs: number;
  /** Durations of the runs that passed. */
  readonly latency: Histogram;
}

/** Milliseconds of each period. */
const rollups = { hours: 3_600_000, days: 86_400_000 } as const;

/** What came of runs. */
export interface ResultQueries {
  latest(site: string, check: string): Promise<CheckResult | null>;
  /** The latest of every check of a site. */
  latestOf(site: string): Promise<readonly CheckResult[]>;
  /** The latest of every check of every site. */
  allLatest(): Promise<readonly SiteResult[]>;
  /** Single runs, as far back as they are kept; the oldest first. */
  runs(site: string, check: string, range: TimeRange): Promise<readonly RunRow[]>;
  /** Hours or days that touch the range, of UTC; those of which nothing is known are missing. */
  rollups(
    period: keyof typeof rollups,
    site: string,
    check: string,
    range: TimeRange,
  ): Promise<readonly RollupRow[]>;
}

/** The queries of results. */
export function resultQueries({ read }: Access): ResultQueries {
  const ofSeries = (site: string, check: string) =>
    read.selectFrom('series').where('series.site', '=', site).where('series.check', '=', check);
  return {
    latest: async (site, check) => {
      const row = await ofSeries(site, check)
        .innerJoin('latest', 'latest.series', 'series.id')
        .select('resultJson')
        .executeTakeFirst();
      return row ? parsed<CheckResult>(row.resultJson) : null;
    },
    latestOf: async (site) => {
      const rows = await read
        .selectFrom('series')
        .innerJoin('latest', 'latest.series', 'series.id')
        .where('series.site', '=', site)
        .select('resultJson')
        .execute();
      return rows.map(({ resultJson }) => parsed(resultJson));
    },
    allLatest: async () => {
      const rows = await read
        .selectFrom('series')
        .innerJoin('latest', 'latest.series', 'series.id')
        .select(['site', 'resultJson'])
        .execute();
      return rows.map(({ site, resultJson }) => ({ site, result: parsed(resultJson) }));
    },
    runs: async (site, check, { from, until }) => {
      const rows = await ofSeries(site, check)
        .innerJoin('results', 'results.series', 'series.id')
        .select(['results.at', 'results.outcome', 'results.latency'])
        .where('results.at', '>=', Math.floor(from / 1000))
        .where('results.at', '<', Math.ceil(until / 1000))
        .orderBy('results.at')
        .execute();
      return rows.map(({ at, outcome, latency }) => ({
        at: at * 1000,
        outcome: outcomeOfCode(outcome),
        latencyMs: latency,
      }));
    },
    rollups: async (period, site, check, { from, until }) => {
      const ms = rollups[period];
      const rows = await ofSeries(site, check)
        .innerJoin(`${period} as rollup`, 'rollup.series', 'series.id')
        .selectAll('rollup')
        .where('rollup.period', '>=', Math.floor(from / ms))
        .where('rollup.period', '<', Math.ceil(until / ms))
        .orderBy('rollup.period')
        .execute();
      return rows.map(({ series: _series, period: number, latency, ...counts }) => ({
        ...counts,
        from: number * ms,
        latency: decodeHistogram(latency),
      }));
    },
  };
}
