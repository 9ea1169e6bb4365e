/** One line of the bench: ours beside a reference that ran in the same seconds. */
export interface Measurement {
  readonly metric: string;
  readonly reference: { readonly name: string; readonly value: number } | null;
  readonly ours: number;
  readonly unit: 'ms' | 'MB' | '% of a core' | 'monitors';
  /** Most that is allowed: a multiple of the reference, or a value where there is none. */
  readonly goal: number;
  /** A value that is good enough, however small the reference is. */
  readonly enough?: number;
}

/** Whether a measurement keeps its goal. */
export function keepsGoal({ reference, ours, goal, enough }: Measurement): boolean {
  if (enough !== undefined && ours <= enough) return true;
  return reference ? ours / reference.value <= goal : ours <= goal;
}

/** The middle of several values; one slow start says nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
