import type { Device } from './page-audit.ts';

/** One run of Lighthouse. */
export interface LighthouseRunParams {
  readonly url: string;
  readonly device: Device;
  /** Whether the HTML report is wanted beside the figures. */
  readonly html: boolean;
}

/** Several runs of one page on one device, to be judged by their median. */
export interface LighthouseReportParams {
  readonly url: string;
  readonly device: Device;
  readonly runs: number;
}

/** What one run came to: figures, or why the page shows nothing that could be measured. */
export type LighthouseRun = MeasuredRun | UnloadedPage;

/** The page did not load, or not as a page: the target's trouble, in one line. */
export interface UnloadedPage {
  readonly loaded: false;
  /** May hold text from the site. */
  readonly reason: string;
}

/** The figures of one run. Times are simulated for the device, in ms. Lists are bounded. */
export interface MeasuredRun {
  readonly loaded: true;
  /** Of Lighthouse. */
  readonly version: string;
  readonly finalUrl: string;
  /** How fast this machine was while it measured; see the vendor's `benchmarkIndex`. */
  readonly benchmarkIndex: number;
  /** 0 to 100. */
  readonly score: number;
  readonly fcpMs: number;
  readonly lcpMs: number;
  readonly tbtMs: number;
  /** Without a unit. */
  readonly cls: number;
  readonly speedIndexMs: number;
  /** On the wire, all requests together. */
  readonly bytes: number;
  readonly requests: number;
  /** The heaviest first. */
  readonly thirdParties: readonly ThirdParty[];
  /** The greatest saving first. */
  readonly opportunities: readonly Opportunity[];
  readonly culprits: Culprits;
  /** What Lighthouse says may have spoilt the run. */
  readonly warnings: readonly string[];
  /** The vendor's own report as one HTML page; null where it was not asked for, or is too large. */
  readonly html: string | null;
}

/** Somebody else's servers that the page asks. */
export interface ThirdParty {
  readonly name: string;
  readonly bytes: number;
  readonly requests: number;
  /** Time that its scripts take of the main thread, ms. */
  readonly mainThreadMs: number;
}

/** What would make the page faster, by the vendor's estimate. */
export interface Opportunity {
  /** The vendor's audit id. */
  readonly audit: string;
  readonly title: string;
  /** Of the largest contentful paint, or of the metric that gains most. */
  readonly savingsMs: number;
  readonly savingsBytes: number;
  /** The addresses that weigh most; five at most. */
  readonly items: readonly string[];
}

/** What on the page is behind a figure, the worst first; five each at most. */
export interface Culprits {
  /** Opening tag of the largest element; null where none was found. */
  readonly largestElement: string | null;
  /** Opening tags of what moved. */
  readonly shifted: readonly string[];
  readonly scripts: readonly { readonly url: string; readonly ms: number }[];
  readonly heaviest: readonly { readonly url: string; readonly bytes: number }[];
}

/** What came of measuring a page on a device. */
export type LighthouseReport = MeasuredPage | UnloadedPage;

/** All runs that count; the one whose score is the median is what is shown. */
export interface MeasuredPage {
  readonly loaded: true;
  /** Only the median run keeps its HTML report. */
  readonly runs: readonly MeasuredRun[];
  /** Index of the run whose score is the median. */
  readonly median: number;
  /** Runs that were thrown away because the machine was busy. */
  readonly repeated: number;
  /** True where the machine stayed busy, so that the figures are worse than the page. */
  readonly noisy: boolean;
}
