import { medianRun } from '../analysis/performance/median-run.ts';
import { isBusy, quietest, quietValue } from '../analysis/performance/noise.ts';
import { gathered, notGathered } from '../core/artifacts/failure.ts';
import type {
  LighthouseReport,
  LighthouseReportParams,
  MeasuredRun,
} from '../core/artifacts/lighthouse-report.ts';
import type { BrowserService } from '../core/browser-service.ts';
import { failureMeaning } from '../core/failure-codes.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';

/** A run takes 6 to 10 s; Lighthouse itself waits 45 s for a page that never loads. */
const deadlineMs = 120_000;
/** Runs beyond those that were asked for: on a busy machine, and after a browser that broke. */
const mostRepeats = 2;
const mostFailures = 1;

/** How fast the machine can be, as far as was seen: by what runs on it. */
const quietValues = new WeakMap<BrowserService, number>();

/**
 * Measures a page on a device several times. A run that fell into a busy moment of this machine is
 * repeated, at most twice in all; then the result is marked as noisy.
 */
export default {
  artifact: 'lighthouse-report',
  async gather(params, context) {
    const { browser } = context;
    const runs: MeasuredRun[] = [];
    let failures = 0;
    let quiet = quietValues.get(browser) ?? 0;
    const quietRuns = () => runs.filter((run) => !isBusy(run, quiet)).length;

    while (quietRuns() < params.runs && runs.length < params.runs + mostRepeats) {
      const run = await runOnce(params, runs.length, context);
      if (!run.ok) {
        failures += 1;
        const { code, message } = run.failure;
        if (failures <= mostFailures && isWorthRepeating(code, context)) continue;
        return notGathered({ code, message });
      }
      if (!run.value.loaded) return gathered<LighthouseReport>(run.value);
      runs.push(run.value);
      quiet = quietValue(runs, quiet);
      quietValues.set(browser, quiet);
    }
    const noisy = quietRuns() < params.runs;
    const kept = quietest(runs, params.runs);
    const median = medianRun(kept);
    return gathered<LighthouseReport>({
      loaded: true,
      runs: kept.map((run, index) => (index === median ? run : { ...run, html: null })),
      median,
      repeated: runs.length - kept.length,
      noisy,
    });
  },
} satisfies Gatherer<'lighthouse-report'>;

function runOnce(
  { url, device, runs }: LighthouseReportParams,
  done: number,
  { browser, site, signal, progress }: GatherContext,
) {
  const again = done < runs ? '' : ' (again: this machine was busy)';
  progress(`lighthouse ${device} ${Math.min(done + 1, runs)} of ${runs}${again}`);
  // Which run is the median is known at the end, and a report is drawn in milliseconds.
  const job = { url, device, html: true };
  const { allowPrivate } = site.network;
  return browser.run('lighthouse', job, { signal, deadlineMs, allowPrivate });
}

/** Only what was our own trouble, and may be over: a target's failure is told at once. */
function isWorthRepeating(
  code: Parameters<typeof failureMeaning>[0],
  { signal }: GatherContext,
): boolean {
  const { fault, retryable } = failureMeaning(code);
  return fault === 'agent' && retryable && !signal.aborted;
}
