import { type Gathered, gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { PageAudit } from '../../src/core/artifacts/page-audit.ts';
import type {
  BrowserJob,
  BrowserJobs,
  BrowserService,
  JobLimits,
  PageAuditJob,
} from '../../src/core/browser-service.ts';
import { pageAudit } from './page-audits.ts';

/** What somebody asked a browser for. */
interface AskedJob {
  readonly kind: BrowserJob;
  readonly params: BrowserJobs[BrowserJob]['params'];
  readonly limits: JobLimits;
}

/** A browser that says what a test wants of each page, and remembers what it was asked for. */
export function fakeBrowser(
  look: (job: PageAuditJob) => Gathered<PageAudit> | Promise<Gathered<PageAudit>> = ({
    url,
    device,
  }) => gathered(pageAudit({ url, device })),
) {
  const jobs: AskedJob[] = [];
  const browser: BrowserService = {
    async run<Kind extends BrowserJob>(
      kind: Kind,
      params: BrowserJobs[Kind]['params'],
      limits: JobLimits,
    ) {
      jobs.push({ kind, params, limits });
      const answer =
        kind === 'page-audit'
          ? await look(params as PageAuditJob)
          : notGathered<never>({ code: 'browser-missing', message: 'no such job here' });
      // The kind says which value belongs to it.
      return answer as Gathered<BrowserJobs[Kind]['value']>;
    },
    close: async () => {},
  };
  return { browser, jobs };
}
