import { type Gathered, gathered } from '../../src/core/artifacts/failure.ts';
import type { FieldData } from '../../src/core/artifacts/field-data.ts';
import type { LighthouseReport, MeasuredRun } from '../../src/core/artifacts/lighthouse-report.ts';
import type { LighthouseReports } from '../../src/core/artifacts/lighthouse-reports.ts';
import { siteUrl } from './artifacts.ts';

type Measured = LighthouseReports['measured'][number];

/** No field data, as where nobody has a key. */
export const noField: FieldData = { known: false, reason: 'no key' };

/** A run on a fast page; whatever a test does not say is good. */
export function measuredRun(overrides: Partial<MeasuredRun> = {}): MeasuredRun {
  return {
    loaded: true,
    version: '13.5.0',
    finalUrl: siteUrl,
    benchmarkIndex: 2600,
    score: 98,
    fcpMs: 900,
    lcpMs: 1400,
    tbtMs: 40,
    cls: 0.01,
    speedIndexMs: 1500,
    bytes: 600_000,
    requests: 21,
    thirdParties: [],
    opportunities: [],
    culprits: { largestElement: null, shifted: [], scripts: [], heaviest: [] },
    warnings: [],
    html: null,
    ...overrides,
  };
}

/** A page that was measured in quiet, in as many runs as are given. */
export function measuredPage(
  runs: readonly Partial<MeasuredRun>[] = [{}],
  overrides: {
    readonly median?: number;
    readonly noisy?: boolean;
    readonly repeated?: number;
  } = {},
): Gathered<LighthouseReport> {
  const page = { median: 0, noisy: false, repeated: 0, ...overrides };
  return gathered<LighthouseReport>({ loaded: true, runs: runs.map(measuredRun), ...page });
}

/** The artifact of the check `performance`; a fast home page on a telephone unless told otherwise. */
export function lighthouseReports(
  ...measured: readonly Partial<Measured>[]
): Gathered<LighthouseReports> {
  const usual: Measured = {
    url: siteUrl,
    device: 'mobile',
    report: measuredPage(),
    field: noField,
  };
  const all = measured.length === 0 ? [{}] : measured;
  return gathered<LighthouseReports>({ measured: all.map((one) => ({ ...usual, ...one })) });
}
