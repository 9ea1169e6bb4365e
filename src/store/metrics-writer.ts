import type { DatabaseSync } from 'node:sqlite';
import { type RecentMetrics, withMetrics } from '../core/check-memory.ts';
import { type CheckResult, isJudged } from '../core/result.ts';
import { parsed } from './access.ts';

/** Adds a run's metrics to the last values of its series, within a transaction. */
export function metricsWriter(
  database: DatabaseSync,
): (series: number, result: CheckResult) => void {
  const find = database.prepare('SELECT valuesJson FROM recentMetrics WHERE series = ?');
  const put = database.prepare(
    `INSERT INTO recentMetrics (series, valuesJson) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET valuesJson = excluded.valuesJson`,
  );
  return (series, result) => {
    if (!isJudged(result) || Object.keys(result.metrics).length === 0) return;
    const kept = find.get(series)?.valuesJson;
    const recent = typeof kept === 'string' ? parsed<RecentMetrics>(kept) : {};
    put.run(series, JSON.stringify(withMetrics(recent, result.metrics)));
  };
}
