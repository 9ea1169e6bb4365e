import { resolve } from 'node:path';
import { startAgent } from '../agent/agent.ts';
import { serveHealth } from '../agent/health.ts';
import { holdStore } from '../agent/held-store.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config/load.ts';
import { type Problem, renderProblem } from '../config/problem.ts';
import {
  type ConfigSource,
  count,
  emptyRemedy,
  readConfig,
  usableConfig,
} from './config-source.ts';
import { watchConfig } from './config-watch.ts';
import { exitUsage } from './exit-codes.ts';
import { createLog, type Log } from './log.ts';
import { version } from './package-root.ts';
import type { CliProcess } from './process.ts';
import { logChange, logMessage, logResult } from './run-log.ts';

/** What `run` needs beside the config. */
export interface RunOptions extends ConfigSource {
  /** Wait for a running agent to end, instead of refusing to start beside it. */
  readonly standby: boolean;
}

/**
 * `caretaker run`: watches the sites of the config until SIGTERM or Ctrl-C, opens incidents, and
 * sends messages. A change of the config, or SIGHUP, is taken up while it runs; a config with
 * mistakes leaves the last good one in force.
 */
export async function run(options: RunOptions, io: CliProcess): Promise<number> {
  const config = await usableConfig(options, io);
  if (config === null) return exitUsage;
  const log = await createLog(io);
  log.hide(config.secrets);
  const app = createApp();
  const file = resolve(io.cwd, config.practice.store.file);
  const held = await holdStore(file, {
    clock: app.clock,
    standby: options.standby,
    signal: io.interrupted,
    onWait: (why) => log('info', `standing by: ${why}`),
  });
  if (held === null) return 0;
  if ('refused' in held) {
    io.stderr(`caretaker: ${held.refused}\n`);
    return exitUsage;
  }

  const agent = await startAgent(config, {
    app,
    checks: options.checks,
    channels: options.channels,
    store: held.store,
    version: version(),
    after: app.timer,
    random: app.random,
    onResult: (site, result) => logResult(log, site, result),
    onChange: (change) => logChange(log, change),
    onMessage: (event) => logMessage(log, event),
    onFault: (what, error) => log('error', `${what}: ${(error as Error).message}`, { what }),
  });
  const web = await serveHealth(config.practice.web.listen, app.clock, () => agent.status());
  if ('refused' in web) {
    log('error', `no health and metrics: ${web.refused}; set web.listen in caretaker.yaml`);
  } else log('info', `health and metrics at ${web.url}`, { url: web.url });
  const watch = watchConfig(resolve(io.cwd, options.config), async () => {
    const loaded = await readConfig(options, io);
    if (!loaded.ok) {
      logProblems(log, loaded.problems);
      agent.blameConfig(loaded.problems.map(renderProblem)[0] ?? 'it has problems');
      return;
    }
    log.hide(loaded.config.secrets);
    agent.replaceConfig(loaded.config);
    agent.blameConfig(null);
    logWatched(log, 'config reloaded: ', loaded.config);
  });
  io.onHangup(watch.force);
  logWatched(log, '', config);

  await aborted(io.interrupted);
  watch.stop();
  log('info', 'stopping: what runs may end, nothing new is begun');
  const cutOff = await agent.stop();
  if (!('refused' in web)) await web.close();
  held.release();
  log('info', cutOff === 0 ? 'stopped' : `stopped; ${count(cutOff, 'run')} cut off`);
  return 0;
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
