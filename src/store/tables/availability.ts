import type { Kysely } from 'kysely';
import {
  type Availability,
  availabilityOf,
  hourMs,
  type Spans,
  spans,
  type TimeRange,
} from '../../core/availability.ts';
import type { Clock } from '../../core/clock.ts';
import type { Access } from '../access.ts';
import { outcomeOfCode } from '../outcome-codes.ts';
import { hoursKeptMs } from '../retention.ts';
import type { Schema } from '../schema.ts';

const dayMs = 24 * hourMs;

/** The availability of one check of one site. */
export interface SiteAvailability extends Availability {
  readonly site: string;
  readonly check: string;
}

/** Figures from roll-ups: a stretch is taken in whole hours of UTC (whole days where hours are no longer kept), and ends at the present. */
export interface AvailabilityQueries {
  availability(site: string, check: string, range: TimeRange): Promise<Availability>;
  /** Of a check at every site that has it. */
  availabilities(check: string, range: TimeRange): Promise<readonly SiteAvailability[]>;
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
