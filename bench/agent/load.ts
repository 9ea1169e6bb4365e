import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { phaseOf } from '../../src/core/schedule/spread.ts';
import type { Measurement } from '../measurement.ts';
import type { BareMonitor } from './bare-loop.ts';
import { type Child, startAgent, startScript } from './child.ts';
import { writeConfig } from './config-folder.ts';
import { latenesses, percentile } from './lateness.ts';
import type { Arrival } from './target.ts';

const monitors = 1000;
const everyMs = 20_000;
/** Every monitor has run once, and what is hot is compiled. */
const warmUpMs = 25_000;
const measuredMs = 40_000;

/**
 * A thousand monitors every 20 s, beside a bare loop that asks the same server as often in the same
 * seconds; then a restart.
 */
export async function benchLoad(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
  const target = startScript(new URL('target.ts', import.meta.url));
  const bare = startScript(new URL('bare-loop.ts', import.meta.url));
  const port = await target.ask<number>('port', 'port');
  const ids = Array.from({ length: monitors }, (_, index) => `site-${index}`);
  const urlOf = (who: string, id: string) => `http://127.0.0.1:${port}/page/${who}/${id}`;
  await writeConfig(
    folder,
    ids.map((id) => ({ id, url: urlOf('agent', id) })),
    '20s',
  );
  let agent = startAgent(folder, 'ignore');
  try {
    const monitored = ids.map((id): BareMonitor => {
      return { url: urlOf('bare', id), everyMs, phaseMs: phaseOf(id, 'uptime', everyMs) };
    });
    await bare.ask(monitored, 'started');
    const rows = await measureLoad(agent, bare, target);
    await agent.stop();
    await bare.stop();
    await target.ask('arrivals', 'arrivals');
    agent = startAgent(folder, 'ignore');
    return [...rows, ...(await measureRestart(target))];
  } finally {
    await Promise.all([agent, bare, target].map((child) => child.stop()));
    rmSync(folder, { recursive: true });
  }
}

async function measureLoad(
  agent: Child,
  bare: Child,
  target: Child,
): Promise<readonly Measurement[]> {
  await sleep(warmUpMs);
  const usages = () => Promise.all([agent.usage(), bare.usage()]);
  const before = await usages();
  await target.ask('arrivals', 'arrivals');
  await sleep(measuredMs);
  const arrivals = await target.ask<readonly Arrival[]>('arrivals', 'arrivals');
  const after = await usages();
  const [ours, reference] = (['agent', 'bare'] as const).map((who, index) => {
    const own = arrivals.filter(({ path }) => path.startsWith(`/page/${who}/`));
    const cpuMs = (after[index]?.cpuMs ?? 0) - (before[index]?.cpuMs ?? 0);
    return {
      cpuMs: cpuMs / own.length,
      latenessMs: percentile(latenesses(own, everyMs), 0.99),
    };
  });
  if (!ours || !reference) return [];
  return [
    {
      metric: 'CPU per uptime check, 1,000 monitors every 20 s',
      reference: { name: 'bare got loop', value: reference.cpuMs },
      ours: ours.cpuMs,
      unit: 'ms',
      goal: 1.5,
    },
    {
      metric: 'start lateness p99, 1,000 monitors every 20 s',
      reference: { name: 'bare got loop', value: reference.latenessMs },
      ours: ours.latenessMs,
      unit: 'ms',
      goal: 1.3,
      enough: 20,
    },
    {
      metric: 'RSS, 1,000 monitors',
      reference: null,
      ours: after[0]?.rssMb ?? Number.NaN,
      unit: 'MB',
      goal: 150,
    },
  ];
}

/** From the first request on, every monitor has its turn within one interval, when it always had it. */
async function measureRestart(target: Child): Promise<readonly Measurement[]> {
  const arrivals: Arrival[] = [];
  const take = async () => {
    arrivals.push(...(await target.ask<readonly Arrival[]>('arrivals', 'arrivals')));
  };
  for (let waits = 0; arrivals.length === 0 && waits < 100; waits += 1) {
    await sleep(100);
    await take();
  }
  await sleep(everyMs + 1000);
  await take();
  const end = (arrivals[0]?.at ?? Number.NaN) + everyMs;
  const inTime = arrivals.filter(({ at }) => at <= end);
  return [
    {
      metric: 'monitors not checked within an interval after a restart',
      reference: null,
      ours: monitors - new Set(inTime.map(({ path }) => path)).size,
      unit: 'monitors',
      goal: 0,
    },
    {
      metric: 'distance from the old phase after a restart, p99',
      reference: null,
      ours: percentile(latenesses(inTime, everyMs), 0.99),
      unit: 'ms',
      goal: 100,
    },
  ];
}
