import type { CheckRun } from '../../core/result.ts';

/** What the process says about a run: 1 where any check failed, else 3 where any could not be done, else 0. */
export function exitCodeOf(run: CheckRun): 0 | 1 | 3 {
  if (run.summary.failed > 0) return 1;
  return run.summary.errored > 0 ? 3 : 0;
}

/**
 * The same by Nagios' meaning (Monitoring Plugins Development Guidelines, plugin return codes):
 * 2 critical where any check failed, 3 unknown where any could not be done, 1 warning where
 * something wants a look, 0 otherwise.
 */
export function nagiosExitCode(run: CheckRun): 0 | 1 | 2 | 3 {
  if (run.summary.failed > 0) return 2;
  if (run.summary.errored > 0) return 3;
  const found = run.results.some((result) => result.findings.length > 0);
  return found || run.summary.incomplete > 0 ? 1 : 0;
}
