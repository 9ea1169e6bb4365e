import type { FigureName } from './figures.ts';

/** How a figure stands against the vendor’s thresholds. */
export type Rating = 'good' | 'needs-improvement' | 'poor';

/** Up to `good` is good, above `poor` is poor, between the two there is room. */
export interface Thresholds {
  readonly good: number;
  readonly poor: number;
  readonly source: string;
}

/**
 * The thresholds of web.dev. Core Web Vitals are loading, stability and response; in the laboratory
 * nobody clicks, so that the blocking time stands for the response.
 */
export const thresholds: Readonly<
  Record<Exclude<FigureName, 'score' | 'bytes'> | 'inpMs', Thresholds>
> = {
  lcpMs: { good: 2500, poor: 4000, source: 'https://web.dev/articles/lcp' },
  cls: { good: 0.1, poor: 0.25, source: 'https://web.dev/articles/cls' },
  inpMs: { good: 200, poor: 500, source: 'https://web.dev/articles/inp' },
  tbtMs: {
    good: 200,
    poor: 600,
    source:
      'https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time',
  },
  fcpMs: { good: 1800, poor: 3000, source: 'https://web.dev/articles/fcp' },
  speedIndexMs: {
    good: 3400,
    poor: 5800,
    source: 'https://developer.chrome.com/docs/lighthouse/performance/speed-index',
  },
};

/** How a figure stands. */
export function rate(figure: keyof typeof thresholds, value: number): Rating {
  const { good, poor } = thresholds[figure];
  if (value <= good) return 'good';
  return value <= poor ? 'needs-improvement' : 'poor';
}
