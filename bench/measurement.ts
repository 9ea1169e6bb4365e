import type { Metric, MetricId } from './metrics.ts';

/** One figure, in the unit of its metric. */
export interface Measurement {
  /** Null where it could not be measured, which keeps no goal. */
  readonly ours: number | null;
  /** What the reference took in the same run. */
  readonly reference?: number;
}

/** What a bench, or several, have measured. */
export type Measurements = Readonly<Partial<Record<MetricId, Measurement>>>;

/** How many times the reference ours is; null where there is nothing to compare. */
export function ratioOf({ ours, reference }: Measurement): number | null {
  return ours === null || reference === undefined ? null : ours / reference;
}

/** Whether a measurement keeps the goal of its metric. */
export function keepsGoal({ goal, enough, reference }: Metric, measurement: Measurement): boolean {
  const { ours } = measurement;
  if (ours === null) return false;
  if (enough !== undefined && ours <= enough) return true;
  const counts = reference === undefined ? ours : ratioOf(measurement);
  return counts !== null && counts <= goal;
}

/** The same to four digits: more would be noise. */
export function rounded(measurements: Measurements): Measurements {
  return JSON.parse(JSON.stringify(measurements), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  );
}

/** The middle of several values; one slow start says nothing. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
