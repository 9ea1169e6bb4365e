import { setTimeout as sleep } from 'node:timers/promises';
import { type Measurements, percentile } from '../measurement.ts';
import type { Child } from './child.ts';
import { durations } from './durations.ts';
import { latenesses } from './lateness.ts';
import type { Usage } from './probe.ts';
import type { Arrival } from './target.ts';

/** Who takes part in the load. */
interface Parties {
  readonly agent: Child;
  /** Requests the same pages as often. */
  readonly bare: Child;
  readonly target: Child;
}

/** What a check costs an agent and a bare loop under the same load, and how late each starts it. */
export async function measureLoad(parties: Parties, everyMs: number): Promise<Measurements> {
  const { agent, bare, target } = parties;
  const usages = () => Promise.all([agent.usage(), bare.usage()]);
  const [agentBefore, bareBefore] = await usages();
  await target.ask('arrivals', 'arrivals');
  await sleep(durations.load);
  const arrivals = await target.ask<readonly Arrival[]>('arrivals', 'arrivals');
  const [agentAfter, bareAfter] = await usages();
  const costs = (who: string, before: Usage, after: Usage) => {
    const own = arrivals.filter(({ path }) => path.startsWith(`/page/${who}/`));
    return {
      cpuMs: (after.cpuMs - before.cpuMs) / own.length,
      latenessMs: percentile(latenesses(own, everyMs), 0.99),
    };
  };
  const ours = costs('agent', agentBefore, agentAfter);
  const reference = costs('bare', bareBefore, bareAfter);
  return {
    'check-cpu': { ours: ours.cpuMs, reference: reference.cpuMs },
    lateness: { ours: ours.latenessMs, reference: reference.latenessMs },
    rss: { ours: agentAfter.rssMb },
  };
}
