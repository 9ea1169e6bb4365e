import { keepsGoal, type Measurements, ratioOf } from './measurement.ts';
import { groups, type Metric, type MetricId, metricIds, metrics } from './metrics.ts';

/** The columns of the table, on a terminal and on a page. */
export const columns = ['metric', 'reference', 'ours', 'ratio', 'goal', 'kept'] as const;

/** The table of a run: a row for each metric that was measured, a cell for each column. */
export function rowsOf(measurements: Measurements): readonly (readonly string[])[] {
  return measuredIds(measurements).map((id) => {
    const metric: Metric = metrics[id];
    const { unit, group, title, reference } = metric;
    const measurement = measurements[id] ?? { ours: null };
    const ratio = ratioOf(measurement);
    return [
      `${groups[group]}: ${title}`,
      reference ? `${reference} ${amount(measurement.reference, unit)}` : '-',
      amount(measurement.ours, unit),
      ratio === null ? '-' : `${ratio.toFixed(2)} ×`,
      goalOf(metric),
      keepsGoal(metric, measurement) ? 'yes' : 'MISSED',
    ];
  });
}

/** The metrics whose goal was missed. */
export function missedGoals(measurements: Measurements): readonly MetricId[] {
  return measuredIds(measurements).filter(
    (id) => !keepsGoal(metrics[id], measurements[id] ?? { ours: null }),
  );
}

/** The table for a terminal. */
export function terminalTable(measurements: Measurements): string {
  const rows = [columns, ...rowsOf(measurements)].map((row) => row.map(withoutMarkup));
  const widths = columns.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function measuredIds(measurements: Measurements): readonly MetricId[] {
  return metricIds.filter((id) => id in measurements);
}

function goalOf({ goal, enough, reference, unit }: Metric): string {
  const most = `≤ ${goal} ${reference ? '×' : unit}`;
  return enough === undefined ? most : `${most} or ≤ ${enough} ${unit}`;
}

/** Three digits say enough. */
function amount(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return 'not measured';
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

function withoutMarkup(cell: string): string {
  return cell.replaceAll('`', '');
}
