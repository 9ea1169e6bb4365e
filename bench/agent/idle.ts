import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurements } from '../measurement.ts';
import type { Child } from './child.ts';
import { durations } from './durations.ts';

/** The share of a core that an agent takes with hardly anything to do. */
export async function measureIdle(agent: Child): Promise<Measurements> {
  const before = await agent.usage();
  const start = performance.now();
  await sleep(durations.idle);
  const after = await agent.usage();
  const share = (after.cpuMs - before.cpuMs) / (performance.now() - start);
  return { idle: { ours: share * 100 } };
}
