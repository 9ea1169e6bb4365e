import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { phaseOf } from '../../src/core/schedule/spread.ts';
import type { Measurements } from '../measurement.ts';
import type { BareMonitor } from './bare-loop.ts';
import { startAgent, startScript } from './child.ts';
import { writePractice, writeSites } from './config-folder.ts';
import { durations } from './durations.ts';
import { measureIdle } from './idle.ts';
import { measureLoad } from './load.ts';
import { firstInterval, measureRestart } from './restart.ts';

const monitors = 1000;
const idleMonitors = 100;
const warmUpMs = 10_000;
const loadMs = 20_000;

/**
 * The life of an agent, beside a bare loop that requests the same pages in the same seconds: a
 * restart, a warm-up for both, the load, and then, alone, hardly any work at all. What is sensitive
 * to the rest of the machine is measured only once `others` are done.
 */
export async function benchAgent(others: Promise<unknown>): Promise<Measurements> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-agent-'));
  const target = startScript(new URL('target.ts', import.meta.url));
  const bare = startScript(new URL('bare-loop.ts', import.meta.url));
  const port = await target.ask<number>('port', 'port');
  const ids = Array.from({ length: monitors }, (_, index) => `site-${index}`);
  const urlOf = (who: string, id: string) => `http://127.0.0.1:${port}/page/${who}/${id}`;
  const sites = ids.map((id) => ({ id, url: urlOf('agent', id) }));
  const bareMonitors = (everyMs: number) =>
    ids.map((id): BareMonitor => {
      return { url: urlOf('bare', id), everyMs, phaseMs: phaseOf(id, 'uptime', everyMs) };
    });
  await writePractice(folder);
  writeSites(folder, sites, schedule(loadMs));
  let agent = startAgent(folder, 'ignore');
  const pace = async (everyMs: number) => {
    await bare.ask(bareMonitors(everyMs), 'started');
    writeSites(folder, sites, schedule(everyMs));
    agent.process.kill('SIGHUP');
  };
  try {
    await firstInterval(target, loadMs);
    await agent.stop();
    agent = startAgent(folder, 'ignore');
    const restart = await measureRestart(target, ids, loadMs);

    await pace(warmUpMs);
    await sleep(durations.warmUp);
    await pace(loadMs);
    await sleep(durations.beforeLoad);
    await others;
    const load = await measureLoad({ agent, bare, target }, loadMs);

    await bare.stop();
    writeSites(folder, sites.slice(0, idleMonitors), null);
    agent.process.kill('SIGHUP');
    await sleep(durations.beforeIdle);
    return { ...restart, ...load, ...(await measureIdle(agent)) };
  } finally {
    await Promise.all([agent, bare, target].map((child) => child.stop()));
    rmSync(folder, { recursive: true });
  }
}

function schedule(everyMs: number): string {
  return `${everyMs / 1000}s`;
}
