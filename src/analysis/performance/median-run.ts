/**
 * Index of the run whose score is the median; of two in the middle the worse one, so that a page is
 * not praised for the luck of one run. Throws without runs.
 */
export function medianRun(runs: readonly { readonly score: number }[]): number {
  const order = runs.map(({ score }, index) => ({ score, index }));
  const middle = order.toSorted((a, b) => a.score - b.score)[Math.floor((runs.length - 1) / 2)];
  if (middle === undefined) throw new Error('no run, so no median');
  return middle.index;
}

/** Points between the best and the worst score. */
export function spreadOf(runs: readonly { readonly score: number }[]): number {
  const scores = runs.map(({ score }) => score);
  return scores.length === 0 ? 0 : Math.max(...scores) - Math.min(...scores);
}
