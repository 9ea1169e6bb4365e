import type {
  Culprits,
  MeasuredRun,
  Opportunity,
  ThirdParty,
} from '../../core/artifacts/lighthouse-report.ts';
import { oneLine } from '../../core/text.ts';
import { type AuditResult, amountOf, itemsOf, recordOf, textOf } from './items.ts';

/** A result of Lighthouse, as far as it is read here. */
export interface LighthouseResult {
  readonly lighthouseVersion: string;
  readonly finalDisplayedUrl: string;
  readonly environment: { readonly benchmarkIndex: number };
  readonly runWarnings: readonly string[];
  readonly audits: Readonly<Record<string, AuditResult>>;
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
}

const mostThirdParties = 20;
const mostOpportunities = 12;
const mostCulprits = 5;

/** The figures of a run, bounded; null where one that makes up the score is missing. */
export function figuresOf(result: LighthouseResult, html: string | null): MeasuredRun | null {
  const { audits, categories } = result;
  const values = {
    fcpMs: audits['first-contentful-paint']?.numericValue,
    lcpMs: audits['largest-contentful-paint']?.numericValue,
    tbtMs: audits['total-blocking-time']?.numericValue,
    cls: audits['cumulative-layout-shift']?.numericValue,
    speedIndexMs: audits['speed-index']?.numericValue,
  };
  const score = categories.performance?.score ?? null;
  if (score === null || !isComplete(values)) return null;
  const requests = itemsOf(audits['network-requests']);
  return {
    loaded: true,
    version: result.lighthouseVersion,
    finalUrl: result.finalDisplayedUrl,
    benchmarkIndex: result.environment.benchmarkIndex,
    score: Math.round(score * 100),
    fcpMs: Math.round(values.fcpMs),
    lcpMs: Math.round(values.lcpMs),
    tbtMs: Math.round(values.tbtMs),
    cls: Math.round(values.cls * 1000) / 1000,
    speedIndexMs: Math.round(values.speedIndexMs),
    bytes: Math.round(sum(requests.map(({ transferSize }) => amountOf(transferSize)))),
    requests: requests.length,
    thirdParties: thirdPartiesOf(audits),
    opportunities: opportunitiesOf(audits),
    culprits: culpritsOf(audits),
    warnings: result.runWarnings.slice(0, mostCulprits).map((text) => oneLine(text, 300)),
    html,
  };
}

type Values = Record<'fcpMs' | 'lcpMs' | 'tbtMs' | 'cls' | 'speedIndexMs', number>;

function isComplete(values: { [Key in keyof Values]: number | undefined }): values is Values {
  return Object.values(values).every((value) => Number.isFinite(value));
}

function thirdPartiesOf(audits: LighthouseResult['audits']): readonly ThirdParty[] {
  const requests = itemsOf(audits['network-requests']);
  return itemsOf(audits['third-parties-insight'])
    .map(({ entity, transferSize, mainThreadTime }) => ({
      name: textOf(entity),
      bytes: Math.round(amountOf(transferSize)),
      requests: requests.filter((one) => one.entity === entity).length,
      mainThreadMs: Math.round(amountOf(mainThreadTime)),
    }))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, mostThirdParties);
}

/** What an audit saves on the next visit says nothing about this one. */
const savesLater: ReadonlySet<string> = new Set(['cache-insight']);

function opportunitiesOf(audits: LighthouseResult['audits']): readonly Opportunity[] {
  return Object.entries(audits)
    .flatMap(([audit, result]) => {
      const { score, metricSavings } = result;
      if (score === null || score >= 0.9 || metricSavings === undefined) return [];
      const opportunity: Opportunity = {
        audit,
        title: textOf(result.title),
        savingsMs: savesLater.has(audit) ? 0 : savedMs(metricSavings),
        savingsBytes: savedBytes(result.details),
        items: itemsOf(result)
          .flatMap(({ url }) => textOf(url) || [])
          .slice(0, mostCulprits),
      };
      return opportunity.savingsMs + opportunity.savingsBytes > 0 ? opportunity : [];
    })
    .toSorted((a, b) => b.savingsMs - a.savingsMs || b.savingsBytes - a.savingsBytes)
    .slice(0, mostOpportunities);
}

/** Of the largest paint where that gains, else of whatever gains most; a shift has no time. */
function savedMs({ LCP, FCP, TBT, INP }: NonNullable<AuditResult['metricSavings']>): number {
  const largest = Math.round(amountOf(LCP));
  return largest > 0 ? largest : Math.round(Math.max(...[FCP, TBT, INP].map(amountOf)));
}

function savedBytes(details: unknown): number {
  const { overallSavingsBytes, debugData } = recordOf(details);
  return Math.round(amountOf(overallSavingsBytes) || amountOf(recordOf(debugData).wastedBytes));
}

function culpritsOf(audits: LighthouseResult['audits']): Culprits {
  const largest = itemsOf(audits['lcp-breakdown-insight']).find(({ type }) => type === 'node');
  return {
    largestElement: textOf(largest?.snippet) || null,
    shifted: itemsOf(audits['layout-shifts'])
      .flatMap(({ node }) => textOf(recordOf(node).snippet) || [])
      .slice(0, mostCulprits),
    scripts: itemsOf(audits['bootup-time'])
      .map(({ url, total }) => ({ url: textOf(url), ms: Math.round(amountOf(total)) }))
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, mostCulprits),
    heaviest: itemsOf(audits['total-byte-weight'])
      .map(({ url, totalBytes }) => ({ url: textOf(url), bytes: Math.round(amountOf(totalBytes)) }))
      .slice(0, mostCulprits),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
