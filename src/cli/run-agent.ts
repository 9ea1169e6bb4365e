import { resolve } from 'node:path';
import { type Agent, startAgent } from '../agent/agent.ts';
import { holdStore } from '../agent/held-store.ts';
import { serveWeb, type WebService } from '../agent/serve-web.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config/load.ts';
import { type ConfigSource, count } from './config-source.ts';
import { version } from './package-root.ts';
import type { RunTeller } from './run-teller.ts';

/** An agent on one config, from its start until a signal. */
export interface AgentRun {
  readonly config: Config;
  readonly source: Pick<ConfigSource, 'checks' | 'channels'>;
  /** Folder from which the store's file starts where it is relative. */
  readonly cwd: string;
  /** Wait for a running agent to end, instead of refusing to start beside it. */
  readonly standby: boolean;
  /** Where the pages are served, `host:port`: the first of these that is free. */
  readonly listen: readonly string[];
  /** Who may read them: also of a demo, the practice's own. */
  readonly web: Config['practice']['web'];
  readonly until: AbortSignal;
  readonly teller: RunTeller;
  /** Whether those who get messages sit at this machine, and can open what it serves. */
  readonly readersAreHere: boolean;
  /** Called before the first check runs; with null where no address was free. */
  readonly onServing: (pages: Pages | null) => void;
  /** Called when it runs; what it returns is called when it is to stop. */
  readonly onRunning: (agent: Agent) => () => void;
}

/** Where the pages of an agent are. */
export interface Pages {
  readonly url: string;
  /** The same, with what signs in whoever opens it; the token is made here unless config has one. */
  readonly signInUrl: string;
}

/** Runs an agent until its signal. Resolves with null, or with why it did not start, in one line. */
export async function runUntil(run: AgentRun): Promise<{ readonly refused: string } | null> {
  const { source, teller, until } = run;
  let { config } = run;
  const app = createApp();
  const held = await holdStore(resolve(run.cwd, config.practice.store.file), {
    clock: app.clock,
    standby: run.standby,
    signal: until,
    onWait: (why) => teller.note('info', `standing by: ${why}`),
  });
  if (held === null || 'refused' in held) return held;

  let started: Agent | null = null;
  const { store } = held;
  const web = await serveFirstFree(run.listen, {
    clock: app.clock,
    store,
    checks: source.checks,
    after: app.timer,
    config: () => config,
    status: () => started?.status() ?? null,
    web: run.web,
    readersAreHere: run.readersAreHere,
    onFault: teller.fault,
  });
  if ('refused' in web) {
    teller.note('error', `no pages: ${web.refused}; set web.listen in caretaker.yaml`);
  }
  run.onServing('refused' in web ? null : web);

  const agent = await startAgent(config, {
    app,
    checks: source.checks,
    channels: source.channels,
    store,
    version: version(),
    after: app.timer,
    random: app.random,
    links: web.links,
    onResult: teller.result,
    onChange: teller.change,
    onMessage: teller.message,
    onFault: teller.fault,
  });
  started = agent;
  const atEnd = run.onRunning({
    ...agent,
    replaceConfig(next) {
      config = next;
      agent.replaceConfig(next);
    },
  });

  await aborted(until);
  atEnd();
  teller.note('info', 'stopping: what runs may end, nothing new is begun');
  // The pages read the store, which the agent closes.
  if (!('refused' in web)) await web.close();
  const cutOff = await agent.stop();
  held.release();
  teller.note('info', cutOff === 0 ? 'stopped' : `stopped; ${count(cutOff, 'run')} cut off`);
  return null;
}

/** Serves the pages at the first of these addresses that is free; else says why the last one is not. */
async function serveFirstFree(
  [first = '127.0.0.1:0', ...others]: readonly string[],
  service: WebService,
): ReturnType<typeof serveWeb> {
  const web = await serveWeb(first, service);
  return 'refused' in web && others.length > 0 ? serveFirstFree(others, service) : web;
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve: done } = Promise.withResolvers<void>();
  if (signal.aborted) done();
  signal.addEventListener('abort', () => done(), { once: true });
  return promise;
}
