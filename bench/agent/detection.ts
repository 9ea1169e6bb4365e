import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { phaseOf } from '../../src/core/schedule/spread.ts';
import type { Measurement, Measurements } from '../measurement.ts';
import { type Child, startAgent, startScript } from './child.ts';
import { freePort, writePractice, writeSites } from './config-folder.ts';

const everyMs = 60_000;
const sitesOfKind = 10;
/** A whole interval, a hang of 10 s, and time to spare. */
const mostMs = 85_000;

/** The kinds of outage; each is a metric. */
const kinds = ['refused', 'broken', 'hang', 'drip'] as const;

/**
 * How long an outage goes unnoticed at default settings. An outage begins anywhere in an interval,
 * so on average half of one passes until the next run is due (30 s, added and not measured); from
 * then on until the incident opens it is measured.
 */
export async function benchDetection(): Promise<Measurements> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-detection-'));
  const target = startScript(new URL('target.ts', import.meta.url));
  const port = await target.ask<number>('port', 'port');
  const nobody = await freePort();
  const sites = kinds.flatMap((kind) =>
    Array.from({ length: sitesOfKind }, (_, index) => {
      const origin = `http://127.0.0.1:${kind === 'refused' ? nobody : port}`;
      return { id: `${kind}-${index}`, url: `${origin}/${kind}/${index}` };
    }),
  );
  await writePractice(folder);
  writeSites(folder, sites, null);
  const agent = startAgent(folder, 'pipe');
  try {
    const openedAt = await incidents(agent, sites.length);
    return Object.fromEntries(kinds.map((kind) => [kind, delayOf(kind, openedAt)]));
  } finally {
    await Promise.all([agent.stop(), target.stop()]);
    rmSync(folder, { recursive: true });
  }
}

/** The mean over the sites of a kind, or null where an outage went unnoticed. */
function delayOf(kind: string, openedAt: ReadonlyMap<string, number>): Measurement {
  const delays = [...openedAt]
    .filter(([site]) => site.startsWith(`${kind}-`))
    .map(([site, at]) => (at - phaseOf(site, 'uptime', everyMs)) % everyMs);
  if (delays.length < sitesOfKind) return { ours: null };
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  return { ours: (everyMs / 2 + mean) / 1000 };
}

/** When the agent said of each site that an incident is open, epoch ms. */
async function incidents(agent: Child, expected: number): Promise<ReadonlyMap<string, number>> {
  const openedAt = new Map<string, number>();
  const { promise, resolve } = Promise.withResolvers<void>();
  const { stdout } = agent.process;
  if (!stdout) throw new Error('the log of the agent is not read');
  createInterface({ input: stdout }).on('line', (line) => {
    const { kind, site } = JSON.parse(line) as { readonly kind?: string; readonly site?: string };
    if (kind !== 'opened' || site === undefined) return;
    openedAt.set(site, Date.now());
    if (openedAt.size === expected) resolve();
  });
  await Promise.race([promise, sleep(mostMs, undefined, { ref: false })]);
  return openedAt;
}
