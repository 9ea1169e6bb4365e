import { nameOfFigure, spellFigure } from '../../src/analysis/performance/figures.ts';
import type { Regression } from '../../src/analysis/performance/regression.ts';
import { thresholds } from '../../src/analysis/performance/vitals.ts';

/** A value beside its thresholds: `4.8 s; good is up to 2.5 s, poor above 4.0 s`. */
export function ratedWords(figure: keyof typeof thresholds, value: number): string {
  const { good, poor } = thresholds[figure];
  const spell = (one: number) => spellFigure(figure, one);
  return `${spell(value)}; good is up to ${spell(good)}, poor above ${spell(poor)}`;
}

/** A regression with its numbers: `score 42, was 71 (median of the last 9 runs, usual spread 3)`. */
export function regressionWords({ figure, value, usual, spread, runs }: Regression): string {
  const spell = (one: number) => spellFigure(figure, one);
  const basis =
    runs === 0
      ? 'its usual value'
      : `median of the last ${runs} runs, usual spread ${spell(spread)}`;
  return `${nameOfFigure(figure)} ${spell(value)}, was ${spell(usual)} (${basis})`;
}

/** The last parts of addresses, for people: `app.js, site.css`. */
export function namesOf(urls: readonly string[]): string {
  return urls.map(nameOf).join(', ');
}

/** What an address ends in, or its host. */
export function nameOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, host, protocol } = new URL(url);
  if (protocol === 'data:') return 'inline data';
  return pathname.split('/').findLast((part) => part !== '') ?? host;
}
