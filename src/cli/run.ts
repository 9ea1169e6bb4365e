import { resolve } from 'node:path';
import { createApp, type NamedSite } from '../app.ts';
import type { Config } from '../config/load.ts';
import { type Problem, renderProblem } from '../config/problem.ts';
import { formatDuration } from '../core/duration.ts';
import type { CheckResult } from '../core/result.ts';
import {
  type ConfigSource,
  count,
  emptyRemedy,
  exitUsage,
  printProblems,
  readConfig,
} from './config-source.ts';
import { watchConfig } from './config-watch.ts';
import { createLog, type Log, type LogLevel } from './log.ts';
import type { CliProcess } from './process.ts';
import { watchedSites } from './watched-sites.ts';

/**
 * `caretaker run`: watches the sites of the config until SIGTERM or Ctrl-C, and logs every result.
 * A change of the config, or SIGHUP, is taken up while it runs; a config with mistakes leaves the
 * last good one in force.
 */
export async function run(source: ConfigSource, io: CliProcess): Promise<number> {
  const first = await readConfig(source, io);
  if (!first.ok) {
    printProblems(first.problems, io);
    return exitUsage;
  }
  const log = await createLog(io);
  log.hide(first.config.secrets);
  const worker = createApp().worker(watchedSites(first.config, source.checks), {
    onResult: (site, result) => logResult(log, site, result),
    onFault: (site, checks, error) => {
      const message = `${site.id} ${checks.join(', ')}: internal error: ${(error as Error).message}`;
      log('error', message, { site: site.id, checks });
    },
    onOverlap: (site, check) => {
      const message = `${site.id} ${check} still runs: the run that is due now is left out`;
      log('warn', message, { site: site.id, check });
    },
  });
  const reload = async () => {
    const loaded = await readConfig(source, io);
    if (!loaded.ok) {
      logProblems(log, loaded.problems);
      return;
    }
    log.hide(loaded.config.secrets);
    worker.replaceSites(watchedSites(loaded.config, source.checks));
    logWatched(log, 'config reloaded: ', loaded.config);
  };
  const watch = watchConfig(resolve(io.cwd, source.config), () =>
    reload().catch((error: Error) => {
      log('error', `config not reloaded: internal error: ${error.message}`);
    }),
  );
  io.onHangup(watch.force);
  worker.start();
  logWatched(log, '', first.config);

  await aborted(io.interrupted);
  watch.stop();
  log('info', 'stopping: what runs may end, nothing new is begun');
  const cutOff = await worker.stop();
  log('info', cutOff === 0 ? 'stopped' : `stopped; ${count(cutOff, 'run')} cut off`);
  return 0;
}

const levels: Readonly<Record<CheckResult['outcome'], LogLevel>> = {
  passed: 'info',
  inapplicable: 'info',
  failed: 'warn',
  incomplete: 'warn',
  errored: 'error',
};

function logResult(log: Log, { id }: NamedSite, result: CheckResult): void {
  const { check, outcome, durationMs, findings, reason } = result;
  const rules = findings.map(({ rule }) => rule);
  const details = reason ?? findings.map(({ title, rule }) => `${title} (${rule})`).join('; ');
  const message = `${id} ${check} ${outcome} in ${formatDuration(durationMs)}`;
  const fields = { site: id, check, outcome, durationMs, rules };
  log(
    levels[outcome],
    details === '' ? message : `${message}: ${details}`,
    reason === undefined ? fields : { ...fields, reason },
  );
}

function logWatched(log: Log, before: string, config: Config): void {
  const { sites } = config;
  const checks = sites.reduce((sum, site) => sum + site.checks.size, 0);
  const watching = `watching ${count(sites.length, 'site')} with ${count(checks, 'check')}`;
  const message = sites.length === 0 ? emptyRemedy(config) : watching;
  log('info', `${before}${message}`, { sites: sites.length, checks });
}

function logProblems(log: Log, problems: readonly Problem[]): void {
  for (const problem of problems) {
    const { file, line, column } = problem;
    log('error', renderProblem(problem), { file, line, column });
  }
  const message = `config not reloaded: ${count(problems.length, 'problem')}; the last good one stays in force`;
  log('error', message);
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve: done } = Promise.withResolvers<void>();
  if (signal.aborted) done();
  signal.addEventListener('abort', () => done(), { once: true });
  return promise;
}
