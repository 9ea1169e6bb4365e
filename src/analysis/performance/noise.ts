/** Below this share of its quiet value the machine was busy with something else. */
const quietShare = 0.7;

/** A machine's speed while it measured: the vendor's `benchmarkIndex`. */
interface Measured {
  readonly benchmarkIndex: number;
}

/** Whether the machine was so much slower than it can be that the figures are worse than the page. */
export function isBusy({ benchmarkIndex }: Measured, quiet: number): boolean {
  return benchmarkIndex < quiet * quietShare;
}

/** The fastest that the machine was seen: in these runs, or before them. */
export function quietValue(runs: readonly Measured[], known: number): number {
  return Math.max(known, ...runs.map(({ benchmarkIndex }) => benchmarkIndex));
}

/** The runs to judge by: the quiet ones first, and of the busy ones the least busy. Keeps their order. */
export function quietest<Run extends Measured>(
  runs: readonly Run[],
  count: number,
): readonly Run[] {
  const chosen = new Set(
    runs.toSorted((a, b) => b.benchmarkIndex - a.benchmarkIndex).slice(0, count),
  );
  return runs.filter((run) => chosen.has(run));
}
