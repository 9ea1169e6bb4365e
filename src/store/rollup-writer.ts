import type { DatabaseSync } from 'node:sqlite';
import { type HourSpans, hourMs } from '../core/availability.ts';
import { decodeHistogram, encodeHistogram, withDuration } from '../core/histogram.ts';

/** What an hour gains. */
export interface Increment extends HourSpans {
  readonly runs: number;
  readonly failed: number;
  readonly errored: number;
  /** Of a passed run, ms. */
  readonly latencyMs: number | null;
}

/** Adds to the hourly and daily rows of a series, within a transaction. */
export function rollupWriter(
  database: DatabaseSync,
): (series: number, increments: readonly Increment[]) => void {
  const addToHours = periodWriter(database, 'hours', hourMs);
  const addToDays = periodWriter(database, 'days', 24 * hourMs);
  return (series, increments) => {
    for (const increment of increments) {
      addToHours(series, increment);
      addToDays(series, increment);
    }
  };
}

function periodWriter(database: DatabaseSync, table: 'hours' | 'days', periodMs: number) {
  const find = database.prepare(`SELECT latency FROM ${table} WHERE series = ? AND period = ?`);
  const add = database.prepare(
    `INSERT INTO ${table}
       (series, period, runs, failed, errored, upMs, downMs, unknownMs, maintenanceMs, latency)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       runs = runs + excluded.runs,
       failed = failed + excluded.failed,
       errored = errored + excluded.errored,
       upMs = upMs + excluded.upMs,
       downMs = downMs + excluded.downMs,
       unknownMs = unknownMs + excluded.unknownMs,
       maintenanceMs = maintenanceMs + excluded.maintenanceMs,
       latency = coalesce(excluded.latency, latency)`,
  );
  return (series: number, increment: Increment): void => {
    const { runs, failed, errored, upMs, downMs, unknownMs, maintenanceMs } = increment;
    const period = Math.floor(increment.hour / periodMs);
    const latency =
      increment.latencyMs === null
        ? null
        : withLatency(find.get(series, period)?.latency, increment.latencyMs);
    add.run(series, period, runs, failed, errored, upMs, downMs, unknownMs, maintenanceMs, latency);
  };
}

function withLatency(before: unknown, ms: number): Uint8Array {
  const histogram = decodeHistogram(before instanceof Uint8Array ? before : null);
  return encodeHistogram(withDuration(histogram, ms));
}
