import type { DatabaseSync } from 'node:sqlite';
import { type HourSpans, hourMs, spans } from '../core/availability.ts';
import type { ResultRecord } from '../core/commit.ts';
import { type CheckResult, isJudged } from '../core/result.ts';
import { metricsWriter } from './metrics-writer.ts';
import { codeOfOutcome, outcomeOfCode } from './outcome-codes.ts';
import { type Increment, rollupWriter } from './rollup-writer.ts';

/** A clock that was wrong by more than this is not waited for: counting begins again at its new time. */
const longestWaitMs = 24 * hourMs;

/**
 * Writes results within a transaction, on prepared statements: the row, the whole result as the
 * latest, the roll-ups. No moment is counted twice, also when the clock goes back by up to a day.
 */
export function resultWriter(database: DatabaseSync): (record: ResultRecord) => void {
  const findSeries = database.prepare(
    'SELECT id, at, outcome, intervalMs, countedUntil FROM series WHERE site = ? AND "check" = ?',
  );
  const addSeries = database.prepare(
    `INSERT INTO series (site, "check", at, outcome, intervalMs, countedUntil)
     VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const moveSeries = database.prepare(
    'UPDATE series SET at = ?, outcome = ?, intervalMs = ?, countedUntil = ? WHERE id = ?',
  );
  const addResult = database.prepare(
    `INSERT INTO results (series, at, outcome, latency) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET outcome = excluded.outcome, latency = excluded.latency`,
  );
  const putLatest = database.prepare(
    `INSERT INTO latest (series, resultJson) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET resultJson = excluded.resultJson, judgedJson = NULL`,
  );
  // What the last run that judged has found outlives runs that could not.
  const putUnjudged = database.prepare(
    `INSERT INTO latest (series, resultJson) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET
       judgedJson = CASE WHEN ? THEN resultJson ELSE judgedJson END,
       resultJson = excluded.resultJson`,
  );
  const writeMetrics = metricsWriter(database);
  const putState = database.prepare(
    `INSERT INTO states (site, "check", stateJson) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET stateJson = excluded.stateJson`,
  );
  const writeRollups = rollupWriter(database);

  return ({ site, result, intervalMs, maintenance = [], state }) => {
    const at = Date.parse(result.startedAt);
    const outcome = codeOfOutcome(result.outcome);
    const row = findSeries.get(site, result.check);
    const before = row ? seriesOf(row) : null;
    const countedUntil = countingUntil(before?.countedUntil ?? at, at);
    const id =
      before?.id ??
      Number(addSeries.get(site, result.check, at, outcome, intervalMs, countedUntil)?.id);
    if (before) moveSeries.run(at, outcome, intervalMs, countedUntil, id);

    const latency = latencyOf(result);
    addResult.run(id, Math.floor(at / 1000), outcome, latency);
    const heard = before ? { ...before, outcome: outcomeOfCode(before.outcome) } : null;
    const resultJson = JSON.stringify(result);
    if (isJudged(result)) putLatest.run(id, resultJson);
    else putUnjudged.run(id, resultJson, heard && isJudged(heard) ? 1 : 0);
    if (intervalMs >= hourMs) writeMetrics(id, result);
    if (state !== undefined) putState.run(site, result.check, JSON.stringify(state));

    const range = { from: before?.countedUntil ?? at, until: at };
    const counted = heard ? spans(heard, range, maintenance) : [];
    writeRollups(id, withRun(counted, at, result, latency));
  };
}

interface Series {
  readonly id: number;
  readonly at: number;
  readonly outcome: number;
  readonly intervalMs: number;
  readonly countedUntil: number;
}

function seriesOf(row: Record<string, unknown>): Series {
  return row as unknown as Series;
}

/** What was counted stays counted while the clock is behind it, unless it is far behind. */
function countingUntil(before: number, at: number): number {
  return at < before && before - at <= longestWaitMs ? before : at;
}

/** How long the answer took, as the check measured it, else the whole run; ms. */
function latencyOf({ metrics, durationMs }: CheckResult): number {
  return Math.max(0, Math.round(metrics.totalMs ?? durationMs));
}

/** The run itself belongs to the hour in which it started. */
function withRun(
  counted: readonly HourSpans[],
  at: number,
  { outcome }: CheckResult,
  latency: number,
): readonly Increment[] {
  const hour = Math.floor(at / hourMs) * hourMs;
  const nothing = { hour, upMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };
  const run = {
    runs: 1,
    failed: outcome === 'failed' ? 1 : 0,
    errored: outcome === 'errored' ? 1 : 0,
    // A refused connection is quick: only answers say how fast a site is.
    latencyMs: outcome === 'passed' ? latency : null,
  };
  const none = { runs: 0, failed: 0, errored: 0, latencyMs: null };
  const spread = counted.map((part) => ({ ...part, ...(part.hour === hour ? run : none) }));
  return counted.some((part) => part.hour === hour) ? spread : [...spread, { ...nothing, ...run }];
}
