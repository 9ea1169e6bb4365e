import type { FigureName } from './figures.ts';

/** What counts as worse, and what is never called so however steady the figure was. */
interface Watch {
  readonly worse: 'higher' | 'lower';
  /** In the figure’s unit. */
  readonly floor: number;
  /** Of the usual value. */
  readonly share: number;
}

/** Five points are what repeated medians of one page may differ by on a busy day. */
const watches: Readonly<Record<FigureName, Watch>> = {
  score: { worse: 'lower', floor: 5, share: 0 },
  lcpMs: { worse: 'higher', floor: 300, share: 0.2 },
  cls: { worse: 'higher', floor: 0.05, share: 0.2 },
  tbtMs: { worse: 'higher', floor: 150, share: 0.2 },
  fcpMs: { worse: 'higher', floor: 300, share: 0.2 },
  speedIndexMs: { worse: 'higher', floor: 500, share: 0.2 },
  bytes: { worse: 'higher', floor: 200_000, share: 0.2 },
};

/** Fewer runs have no usual value. */
const fewestRuns = 5;
/** Standard deviations that are still noise. */
const noiseSigmas = 3;
/** Makes the median absolute deviation of normal noise its standard deviation. */
const sigmaOfMad = 1.4826;

/** A figure that is worse than it usually was, by more than its noise. */
export interface Regression {
  readonly figure: FigureName;
  readonly value: number;
  /** The median of the runs before. */
  readonly usual: number;
  /** How far runs usually are from it (one standard deviation). */
  readonly spread: number;
  /** How many runs that was; 0 where only the usual value is known. */
  readonly runs: number;
}

/**
 * Compares a figure with its earlier values or, where there are too few, with a base line. Null where
 * it is no worse than noise explains, or where nothing is known.
 */
export function regressionOf(
  figure: FigureName,
  value: number,
  earlier: readonly number[],
  baseline: number | null,
): Regression | null {
  const usual = usualOf(earlier, baseline);
  if (usual === null) return null;
  const { worse, floor, share } = watches[figure];
  const worseBy = worse === 'higher' ? value - usual.median : usual.median - value;
  const noise = Math.max(noiseSigmas * usual.spread, floor, share * usual.median);
  if (!(worseBy > noise)) return null;
  return { figure, value, usual: usual.median, spread: usual.spread, runs: usual.runs };
}

function usualOf(earlier: readonly number[], baseline: number | null) {
  if (earlier.length < fewestRuns) {
    return baseline === null ? null : { median: baseline, spread: 0, runs: 0 };
  }
  const median = medianOf(earlier);
  const deviation = medianOf(earlier.map((value) => Math.abs(value - median)));
  return { median, spread: sigmaOfMad * deviation, runs: earlier.length };
}

/** The middle value, or the mean of the two in the middle; NaN without any. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(Math.floor(half));
}
