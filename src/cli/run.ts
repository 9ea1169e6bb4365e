import { resolve } from 'node:path';
import type { Agent } from '../agent/agent.ts';
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
import { createLog } from './log.ts';
import type { CliProcess } from './process.ts';
import { runUntil } from './run-agent.ts';
import { logTeller, type RunTeller } from './run-teller.ts';
import { tellStory } from './story/story.ts';
import { terminalLook } from './terminal.ts';

/** What `run` needs beside the config. */
export interface RunOptions extends ConfigSource {
  /** Wait for a running agent to end, instead of refusing to start beside it. */
  readonly standby: boolean;
  /** Show sites of the agent's own until the config has one. */
  readonly demo: boolean;
}

/**
 * `caretaker run`: watches the sites of the config until SIGTERM or Ctrl-C, opens incidents, and
 * sends messages. A change of the config, or SIGHUP, is taken up while it runs; a config with
 * mistakes leaves the last good one in force.
 */
export async function run(options: RunOptions, io: CliProcess): Promise<number> {
  let config = await usableConfig(options, io);
  if (config === null) return exitUsage;
  // Heard once and for all: a listener cannot be taken back.
  let look = () => {};
  io.onHangup(() => look());
  const watching: OnWatching = (now) => {
    look = now;
  };
  const addresses: string[] = [];
  if (options.demo && config.sites.length === 0) {
    const { showDemo } = await import('./run-demo.ts');
    const end = await showDemo({ practice: config, source: options, onWatching: watching }, io);
    if (end === null) return 0;
    config = end.config;
    if (end.listen !== null) addresses.push(end.listen);
  }
  addresses.unshift(config.practice.web.listen);
  return runPractice(config, { ...options, addresses, onWatching: watching }, io);
}

type OnWatching = (lookNow: () => void) => void;

interface PracticeOptions extends RunOptions {
  /** Where the pages may be served; the first that is free. */
  readonly addresses: readonly string[];
  readonly onWatching: OnWatching;
}

async function runPractice(
  config: Config,
  options: PracticeOptions,
  io: CliProcess,
): Promise<number> {
  const teller = await tellerFor(config, io);
  teller.hide(config.secrets);
  const ended = await runUntil({
    config,
    source: options,
    cwd: io.cwd,
    standby: options.standby,
    listen: options.addresses,
    web: config.practice.web,
    until: io.interrupted,
    teller,
    readersAreHere: false,
    onServing: (pages) => {
      if (pages === null) return;
      const { url, signInUrl } = pages;
      teller.note('info', `pages, health and metrics at ${signInUrl}`, { url });
    },
    onRunning: (agent) => {
      const watching = watchConfig(resolve(io.cwd, options.config), () =>
        reload(agent, options, teller, io),
      );
      options.onWatching(watching.force);
      tellWatched(teller, '', config);
      return watching.stop;
    },
  });
  teller.end();
  if (ended === null) return 0;
  io.stderr(`caretaker: ${ended.refused}\n`);
  return exitUsage;
}

/** On a terminal the story that people read; else a log for machines. */
async function tellerFor({ sites }: Config, io: CliProcess): Promise<RunTeller> {
  if (!io.stdoutIsTty) return logTeller(await createLog(io));
  const { clock, timer } = createApp();
  return tellStory({
    write: io.stdout,
    look: terminalLook(io),
    now: clock.now,
    timezone: Temporal.Now.timeZoneId(),
    after: timer,
    everyMs: 60_000,
    showFirst: sites.length <= 10,
  });
}

async function reload(
  agent: Agent,
  options: RunOptions,
  teller: RunTeller,
  io: CliProcess,
): Promise<void> {
  const loaded = await readConfig(options, io);
  if (!loaded.ok) {
    tellProblems(teller, loaded.problems);
    agent.blameConfig(loaded.problems.map(renderProblem)[0] ?? 'it has problems');
    return;
  }
  teller.hide(loaded.config.secrets);
  agent.replaceConfig(loaded.config);
  agent.blameConfig(null);
  tellWatched(teller, 'config reloaded: ', loaded.config);
}

function tellWatched(teller: RunTeller, before: string, config: Config): void {
  const { sites } = config;
  const checks = sites.reduce((sum, site) => sum + site.checks.size, 0);
  const watching = `watching ${count(sites.length, 'site')} with ${count(checks, 'check')}`;
  const message = sites.length === 0 ? emptyRemedy(config) : watching;
  teller.note('info', `${before}${message}`, { sites: sites.length, checks });
}

function tellProblems(teller: RunTeller, problems: readonly Problem[]): void {
  for (const problem of problems) {
    const { file, line, column } = problem;
    teller.note('error', renderProblem(problem), { file, line, column });
  }
  const message = `config not reloaded: ${count(problems.length, 'problem')}; the last good one stays in force`;
  teller.note('error', message);
}
