import type { Gathered } from './artifacts/failure.ts';
import type { LighthouseRun, LighthouseRunParams } from './artifacts/lighthouse-report.ts';
import type { PageAudit, PageAuditParams } from './artifacts/page-audit.ts';

/** What a page audit is asked to look at beside the page itself. */
export interface PageAuditJob extends PageAuditParams {
  readonly accessibility: boolean;
}

/** What browsers do for us, by name: what is asked, and what is brought back. */
export interface BrowserJobs {
  'page-audit': { params: PageAuditJob; value: PageAudit };
  lighthouse: { params: LighthouseRunParams; value: LighthouseRun };
}
export type BrowserJob = keyof BrowserJobs;

/** The limits of one job. */
export interface JobLimits {
  readonly signal: AbortSignal;
  /** From the start of the job, not of its waiting; then the browser is killed. */
  readonly deadlineMs: number;
  /** As in `network.allowPrivate`: nothing else that is not public is let through. */
  readonly allowPrivate: readonly string[];
  /** Called with a short word for each step, such as `axe`. */
  readonly onStep?: (step: string) => void;
}

/**
 * Browsers in processes of their own. Whatever a page does costs its own job a failure: a job that
 * breaks its browser is tried once more on a fresh one. Never rejects.
 */
export interface BrowserService {
  run<Kind extends BrowserJob>(
    kind: Kind,
    params: BrowserJobs[Kind]['params'],
    limits: JobLimits,
  ): Promise<Gathered<BrowserJobs[Kind]['value']>>;
  /** Ends every process and removes every temporary folder. */
  close(): Promise<void>;
}
