import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurement } from '../measurement.ts';
import { startAgent, startScript } from './child.ts';
import { writeConfig } from './config-folder.ts';

const monitors = 100;
/** What is measured is an agent that has run for hours: hundreds of checks first, then the defaults. */
const warmUpSchedule = '10s';
const warmUpMs = 40_000;
/** Until the agent has seen that its config was changed. */
const reloadMs = 6_000;
const measuredMs = 60_000;

/** The share of a core that an agent takes with a hundred monitors at default settings. */
export async function benchIdle(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-idle-'));
  const target = startScript(new URL('target.ts', import.meta.url));
  const port = await target.ask<number>('port', 'port');
  const sites = Array.from({ length: monitors }, (_, index) => {
    return { id: `site-${index}`, url: `http://127.0.0.1:${port}/page/site-${index}` };
  });
  await writeConfig(folder, sites, warmUpSchedule);
  const agent = startAgent(folder, 'ignore');
  try {
    await sleep(warmUpMs);
    await writeConfig(folder, sites, null);
    await sleep(reloadMs);
    const before = await agent.usage();
    const start = performance.now();
    await sleep(measuredMs);
    const after = await agent.usage();
    const share = (after.cpuMs - before.cpuMs) / (performance.now() - start);
    return [
      {
        metric: 'idle with 100 monitors every 60 s',
        reference: null,
        ours: share * 100,
        unit: '% of a core',
        goal: 0.3,
      },
    ];
  } finally {
    await Promise.all([agent.stop(), target.stop()]);
    rmSync(folder, { recursive: true });
  }
}
