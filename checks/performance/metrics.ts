import { spreadOf } from '../../src/analysis/performance/median-run.ts';
import type { LighthouseReports } from '../../src/core/artifacts/lighthouse-reports.ts';
import { budgetValue, spokesman } from './lab.ts';
import { budgetNames } from './options.ts';

type Measured = LighthouseReports['measured'];

const meanings = {
  score: 'performance score of Lighthouse, 0 to 100',
  lcpMs: 'until the largest element is painted, ms',
  cls: 'how much content moves (cumulative layout shift), without a unit',
  tbtMs: 'time in which scripts block the page, ms',
  fcpMs: 'until something is painted, ms',
  speedIndexMs: 'how soon the first screen is filled, ms',
  bytes: 'all files together, bytes on the wire',
  requests: 'requests of the page',
  thirdPartyBytes: 'files of third parties, bytes on the wire',
  runs: 'runs whose median these figures are',
  spread: 'points between the best and the worst run',
  'field.lcpMs': 'largest contentful paint as visitors saw it, 75th percentile, ms',
  'field.inpMs': 'interaction to next paint as visitors saw it, 75th percentile, ms',
  'field.cls': 'layout shift as visitors saw it, 75th percentile, without a unit',
};

/** Every metric with its meaning: bare on the telephone, with a prefix on the desktop. */
export const metricMeanings: Readonly<Record<string, string>> = {
  ...meanings,
  ...Object.fromEntries(
    Object.entries(meanings).map(([name, meaning]) => [
      `desktop.${name}`,
      `${meaning}, on a desktop`,
    ]),
  ),
};

/** The figures of the first page. */
export function metricsOf(measured: Measured): Record<string, number> {
  const first = measured[0]?.url;
  const pairs = measured
    .filter(({ url }) => url === first)
    .flatMap(({ device, report, field }) => {
      const figures = { ...labFigures(report), ...fieldFigures(field) };
      return Object.entries(figures).map(
        ([name, value]) => [prefixed(device, name), value] as const,
      );
    });
  return Object.fromEntries(pairs);
}

/** A figure’s name among the metrics. */
export function prefixed(device: Measured[number]['device'], name: string): string {
  return device === 'desktop' ? `desktop.${name}` : name;
}

function labFigures(report: Measured[number]['report']): Record<string, number> {
  if (!report.ok || !report.value.loaded) return {};
  const { runs } = report.value;
  const run = spokesman(report.value);
  const values = budgetNames.map((name) => [name, budgetValue(name, run)] as const);
  return { ...Object.fromEntries(values), runs: runs.length, spread: spreadOf(runs) };
}

function fieldFigures(field: Measured[number]['field']): Record<string, number> {
  if (!field.known) return {};
  const { lcpMs, inpMs, cls } = field;
  const values = { 'field.lcpMs': lcpMs, 'field.inpMs': inpMs, 'field.cls': cls };
  const known = Object.entries(values).filter((pair): pair is [string, number] => pair[1] !== null);
  return Object.fromEntries(known);
}

/** What the figures rest on, of the first page. */
export function labelsOf(measured: Measured): Record<string, string> {
  const first = measured.filter(({ url }) => url === measured[0]?.url);
  const pages = first.flatMap(({ device, report }) =>
    report.ok && report.value.loaded ? [{ device, page: report.value }] : [],
  );
  const version = pages.map(({ page }) => spokesman(page).version)[0];
  const noisy = pages.filter(({ page }) => page.noisy).map(({ device }) => device);
  const field = first.map(({ field }) => (field.known ? field.scope : field.reason))[0];
  return {
    ...(version === undefined ? {} : { lighthouse: version }),
    ...(noisy.length === 0 ? {} : { noisy: noisy.join(', ') }),
    ...(field === undefined ? {} : { field }),
  };
}
