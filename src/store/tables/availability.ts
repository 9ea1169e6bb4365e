import { type Kysely, sql } from 'kysely';
import {
  type Availability,
  availabilityOf,
  hourMs,
  type Spans,
  spans,
  type TimeRange,
} from '../../core/availability.ts';
import type { Clock } from '../../core/clock.ts';
import { type Access, parsed } from '../access.ts';
import { outcomeOfCode } from '../outcome-codes.ts';
import { hoursKeptMs } from '../retention.ts';
import type { Schema } from '../schema.ts';

const dayMs = 24 * hourMs;

/** The availability of one check of one site. */
export interface SiteAvailability extends Availability {
  readonly site: string;
  readonly check: string;
}

/** The days of one check of one site. */
export interface SiteDays {
  readonly site: string;
  /** One for each day of UTC, the oldest first; the last is today, up to the present. */
  readonly days: readonly Availability[];
  /** Of all these days together. */
  readonly total: Availability;
}

/** Figures from roll-ups: a stretch is taken in whole hours of UTC (whole days where hours are no longer kept), and ends at the present. */
export interface AvailabilityQueries {
  availability(site: string, check: string, range: TimeRange): Promise<Availability>;
  /** Of a check at every site that has it. */
  availabilities(check: string, range: TimeRange): Promise<readonly SiteAvailability[]>;
  /** The last so many days of a check, today among them, at these sites: in their order, also those never checked. */
  daysOf(check: string, sites: readonly string[], count: number): Promise<readonly SiteDays[]>;
}

/** The queries of availability. */
export function availabilityQueries(
  { read }: Access,
  clock: Pick<Clock, 'now'>,
): AvailabilityQueries {
  const figures = async (check: string, asked: TimeRange, site: string | null) => {
    const range = wholePeriods(asked, clock.now());
    const parts = partsOf(range, clock.now());
    const sums = await Promise.all(parts.map((part) => sumsOf(read, check, site, part)));
    const bySeries = Map.groupBy(sums.flat(), ({ series }) => series);
    let query = read.selectFrom('series').selectAll().where('check', '=', check);
    if (site !== null) query = query.where('site', '=', site);
    const all = await query.orderBy('site').execute();
    return all.map((row): SiteAvailability => {
      const heard = { ...row, outcome: outcomeOfCode(row.outcome) };
      // What the last result says has not been counted yet: nobody knows when the next one comes.
      const tail = spans(heard, { ...range, from: Math.max(range.from, row.countedUntil) });
      const known = [...(bySeries.get(row.id) ?? []), ...tail];
      return { site: row.site, check, ...availabilityOf(range, known) };
    });
  };
  return {
    availabilities: (check, range) => figures(check, range, null),
    availability: async (site, check, range) => {
      const [figure] = await figures(check, range, site);
      if (!figure) return availabilityOf(wholePeriods(range, clock.now()), []);
      const { site: _site, check: _check, ...availability } = figure;
      return availability;
    },
    daysOf: async (check, sites, count) => {
      const ranges = lastDays(count, clock.now());
      const first = ranges[0]?.from ?? clock.now();
      const rows = await daysSince(read, check, sites, first);
      const bySite = new Map(rows.map((row) => [row.site, row]));
      return sites.map((site) => daysOfSite(site, bySite.get(site), ranges));
    },
  };
}

/** The last so many days of UTC, of which today ends now. */
function lastDays(count: number, now: number): readonly TimeRange[] {
  const today = Math.floor(now / dayMs);
  return Array.from({ length: count }, (_, index) => {
    const from = (today - count + 1 + index) * dayMs;
    return { from, until: Math.min(from + dayMs, now) };
  });
}

type DaySums = readonly [day: number, upMs: number, downMs: number, maintenanceMs: number];
type SeriesDays = Awaited<ReturnType<typeof daysSince>>[number];

/**
 * Sums of days, as the writer keeps them: today's row holds what there is of today. One row of JSON
 * a series: of 1,000 sites, 90,000 rows would cost ten times as much.
 */
async function daysSince(
  read: Kysely<Schema>,
  check: string,
  sites: readonly string[],
  from: number,
) {
  const rows = await read
    .selectFrom('series')
    .leftJoin('days', (join) =>
      join.onRef('days.series', '=', 'series.id').on('days.period', '>=', from / dayMs),
    )
    .where('series.check', '=', check)
    .where('series.site', 'in', sites)
    .groupBy('series.id')
    .select(['series.site', 'series.at', 'series.outcome', 'intervalMs', 'countedUntil'])
    .select(
      sql<string>`json_group_array(json_array(period, upMs, downMs, maintenanceMs))`.as('sums'),
    )
    .execute();
  return rows.map(({ sums, outcome, ...row }) => ({
    ...row,
    outcome: outcomeOfCode(outcome),
    sums: parsed<readonly DaySums[]>(sums),
  }));
}

function daysOfSite(
  site: string,
  series: SeriesDays | undefined,
  ranges: readonly TimeRange[],
): SiteDays {
  const counted = new Map(series?.sums.map((sums) => [sums[0] * dayMs, sums]));
  const known = ranges.map((range) => {
    const [, upMs = 0, downMs = 0, maintenanceMs = 0] = counted.get(range.from) ?? [];
    const sums = { upMs, downMs, maintenanceMs };
    if (!series || series.countedUntil >= range.until) return [sums];
    // What the last result says has not been counted yet.
    const tail = { ...range, from: Math.max(range.from, series.countedUntil) };
    return [sums, ...spans(series, tail)];
  });
  const whole = { from: ranges[0]?.from ?? 0, until: ranges.at(-1)?.until ?? 0 };
  return {
    site,
    days: ranges.map((range, index) => availabilityOf(range, known[index] ?? [])),
    total: availabilityOf(whole, known.flat()),
  };
}

/** Periods of a roll-up, from one up to and without another, to be added or taken away. */
interface Part {
  readonly table: 'hours' | 'days';
  readonly from: number;
  readonly until: number;
  readonly sign: 1 | -1;
}

/** Whole hours, cut at the present; whole days where hours are no longer kept. */
function wholePeriods({ from, until }: TimeRange, now: number): TimeRange {
  const periodMs = (time: number) => (time < now - hoursKeptMs ? dayMs : hourMs);
  const start = Math.floor(from / periodMs(from)) * periodMs(from);
  const end = Math.min(Math.ceil(until / periodMs(until)) * periodMs(until), now);
  return { from: start, until: Math.max(start, end) };
}

/**
 * The days from the midnight nearest to the beginning to that nearest to the end, and the hours by
 * which this is too little or too much. Today's row holds what there is of today.
 */
function partsOf({ from, until }: TimeRange, now: number): readonly Part[] {
  const first = from / hourMs;
  const end = until >= now ? (Math.floor(now / dayMs) + 1) * 24 : until / hourMs;
  const firstDay = Math.round(first / 24);
  const endDay = Math.round(end / 24);
  const parts: readonly Part[] = [
    { table: 'days', from: firstDay, until: endDay, sign: 1 },
    { table: 'hours', from: first, until: firstDay * 24, sign: 1 },
    { table: 'hours', from: firstDay * 24, until: first, sign: -1 },
    { table: 'hours', from: endDay * 24, until: end, sign: 1 },
    { table: 'hours', from: end, until: endDay * 24, sign: -1 },
  ];
  return parts.filter((part) => part.from < part.until);
}

async function sumsOf(
  database: Kysely<Schema>,
  check: string,
  site: string | null,
  { table, from, until, sign }: Part,
): Promise<readonly (Omit<Spans, 'unknownMs'> & { readonly series: number })[]> {
  let query = database
    .selectFrom('series')
    .innerJoin(`${table} as part`, 'part.series', 'series.id')
    .where('series.check', '=', check)
    .where('part.period', '>=', from)
    .where('part.period', '<', until);
  if (site !== null) query = query.where('series.site', '=', site);
  const sums = await query
    .groupBy('series.id')
    .select((is) => [
      'series.id as series',
      is.fn.sum<number>('part.upMs').as('upMs'),
      is.fn.sum<number>('part.downMs').as('downMs'),
      is.fn.sum<number>('part.maintenanceMs').as('maintenanceMs'),
    ])
    .execute();
  return sums.map(({ series, upMs, downMs, maintenanceMs }) => ({
    series,
    upMs: sign * upMs,
    downMs: sign * downMs,
    maintenanceMs: sign * maintenanceMs,
  }));
}
