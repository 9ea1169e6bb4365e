import type { EvaluateContext } from './check.ts';
import { median } from './median.ts';
import type { CheckResult } from './result.ts';

/** What is known from earlier runs of a check at a site. */
export type CheckMemory = Pick<EvaluateContext, 'previous' | 'baseline' | 'state'>;

/** Of a check that never ran, or of which nothing is kept. */
export const noMemory: CheckMemory = { previous: null, baseline: () => null, state: null };

/** The last values of each metric, the oldest first. */
export type RecentMetrics = Readonly<Record<string, readonly number[]>>;

/** So many values of a metric are kept: two months of daily runs. */
const mostRecentMetrics = 60;

/** Fewer values than this say nothing about what is usual. */
const fewestForBaseline = 3;

/** The values with those of one more run. What was not measured stays as it was. */
export function withMetrics(recent: RecentMetrics, metrics: CheckResult['metrics']): RecentMetrics {
  const added = Object.entries(metrics)
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => [name, [...ownValues(recent, name), value].slice(-mostRecentMetrics)]);
  return { ...recent, ...Object.fromEntries(added) };
}

/** The usual value of a metric: the median of its last values; null where they are too few. */
export function baselineOf(recent: RecentMetrics): CheckMemory['baseline'] {
  return (metric) => {
    const values = ownValues(recent, metric);
    return values.length < fewestForBaseline ? null : median(values);
  };
}

function ownValues(recent: RecentMetrics, name: string): readonly number[] {
  return Object.hasOwn(recent, name) ? (recent[name] ?? []) : [];
}
