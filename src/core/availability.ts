import type { Outcome } from './result.ts';

/** One hour, in milliseconds. Hours and days of a roll-up are those of UTC. */
export const hourMs = 3_600_000;

/** How many intervals a result speaks for when no other follows it. */
const spokenIntervals = 2;

/** From `from` up to, and without, `until`; epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

/** A result as availability sees it. */
export interface Heard {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: Outcome;
  /** The schedule's interval when it ran: it speaks for two of them at most. */
  readonly intervalMs: number;
}

/** How long a site was what, in milliseconds. */
export interface Spans {
  readonly upMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly maintenanceMs: number;
}

/** The spans of one hour, of which `hour` is the first moment. */
export interface HourSpans extends Spans {
  readonly hour: number;
}

/** A stretch of time, what it was, and what that says of the site. */
export interface Availability {
  /** The stretch as it was counted: whole hours, cut at the present. Epoch milliseconds. */
  readonly range: TimeRange;
  readonly up: number;
  readonly down: number;
  readonly unknown: number;
  readonly maintenance: number;
  /** up / (up + down); null where neither is known. */
  readonly ratio: number | null;
  /** Share of the stretch, 0 to 1, of which nothing is known. Shown wherever the ratio is. */
  readonly unknownShare: number;
}

/**
 * What a result says about a stretch of time, hour by hour. It speaks for two intervals at most, the
 * rest is unknown; a maintenance window outweighs both. Hours of which nothing is known are left
 * out, but for the first and the last: a gap of ten years, from a clock that jumped, costs two rows.
 */
export function spans(
  heard: Heard,
  range: TimeRange,
  maintenance: readonly TimeRange[] = [],
): readonly HourSpans[] {
  if (range.until <= range.from) return [];
  const spoken = cut(
    { from: heard.at, until: heard.at + spokenIntervals * heard.intervalMs },
    range,
  );
  const windows = union(maintenance.map((window) => cut(window, range)));
  const says = saysOf(heard.outcome);
  return hoursOf(range, [spoken, ...windows]).map((hour) => {
    const whole = cut({ from: hour, until: hour + hourMs }, range);
    const heardHere = cut(spoken, whole);
    const spokenMs = length(heardHere) - total(windows, heardHere);
    const maintenanceMs = total(windows, whole);
    const upMs = says === 'up' ? spokenMs : 0;
    const downMs = says === 'down' ? spokenMs : 0;
    const unknownMs = length(whole) - maintenanceMs - upMs - downMs;
    return { hour, upMs, downMs, unknownMs, maintenanceMs };
  });
}

/** The figures of a stretch, from the parts of it that are known; the rest is unknown. */
export function availabilityOf(
  range: TimeRange,
  known: readonly Omit<Spans, 'unknownMs'>[],
): Availability {
  const window = length(range);
  const up = sum(known.map(({ upMs }) => upMs));
  const down = sum(known.map(({ downMs }) => downMs));
  const maintenance = sum(known.map(({ maintenanceMs }) => maintenanceMs));
  const unknown = Math.max(0, window - up - down - maintenance);
  return {
    range,
    up,
    down,
    unknown,
    maintenance,
    ratio: up + down > 0 ? up / (up + down) : null,
    unknownShare: window > 0 ? unknown / window : 1,
  };
}

/** `errored` is our own fault, and `incomplete` waits for a person: neither says up or down. */
function saysOf(outcome: Outcome): 'up' | 'down' | 'unknown' {
  if (outcome === 'passed') return 'up';
  return outcome === 'failed' ? 'down' : 'unknown';
}

/** The first moments of a range's first and last hour, and of all that some parts of it touch, in order. */
function hoursOf(range: TimeRange, parts: readonly TimeRange[]): readonly number[] {
  const first = hourOf(range.from);
  const last = hourOf(range.until - 1);
  if (first === last) return [first];
  const hours = new Set([first, last]);
  for (const { from, until } of parts.filter((part) => length(part) > 0)) {
    for (let hour = hourOf(from); hour < until; hour += hourMs) hours.add(hour);
  }
  return [...hours].sort((a, b) => a - b);
}

/** Overlapping ranges joined, so that no moment counts twice. */
function union(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const joined: TimeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    if (length(range) === 0) continue;
    const last = joined.at(-1);
    if (!last || range.from > last.until) joined.push(range);
    else joined[joined.length - 1] = { ...last, until: Math.max(last.until, range.until) };
  }
  return joined;
}

function cut(range: TimeRange, bounds: TimeRange): TimeRange {
  const from = Math.min(Math.max(range.from, bounds.from), bounds.until);
  return { from, until: Math.max(from, Math.min(range.until, bounds.until)) };
}

/** How much of some ranges lies within bounds, ms. */
function total(ranges: readonly TimeRange[], bounds: TimeRange): number {
  return sum(ranges.map((range) => length(cut(range, bounds))));
}

const hourOf = (time: number): number => Math.floor(time / hourMs) * hourMs;
const length = ({ from, until }: TimeRange): number => until - from;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
