import { describe, expect, it } from 'vitest';
import type { ResultRecord } from '../../src/core/commit.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { finding } from '../support/check-runs.ts';
import { agentStore, noon } from './support/temp-store.ts';
import { result } from './support/values.ts';

const hour = 3_600_000;

function record(rest: Partial<CheckResult> = {}, more: Partial<ResultRecord> = {}): ResultRecord {
  return { site: 'acme', result: { ...result(noon), ...rest }, intervalMs: 24 * hour, ...more };
}

/** What is remembered after these results. */
async function memoryAfter(...records: readonly ResultRecord[]) {
  const { store } = agentStore();
  for (const each of records) await store.commit({ results: [each] }, 'batched');
  return store.memory.ofCheck('acme', 'uptime');
}

describe('what a check may know of earlier runs', () => {
  it('is nothing before the first', async () => {
    const { previous, baseline, state } = await memoryAfter();
    expect([previous, baseline('totalMs'), state]).toEqual([null, null, null]);
  });

  it('is its last result, and what it kept', async () => {
    const memory = await memoryAfter(record({}, { state: { seen: ['/a'] } }), record());
    expect(memory.previous).toEqual(result(noon));
    expect(memory.state).toEqual({ seen: ['/a'] });
  });

  it('is that of this check at this site alone', async () => {
    const { store } = agentStore();
    const others = [record({ check: 'dns' }), record({}, { site: 'club', state: 1 })];
    await store.commit({ results: others }, 'batched');
    const { previous, state } = await store.memory.ofCheck('acme', 'uptime');
    expect([previous, state]).toEqual([null, null]);
  });

  it('outlives runs that could not judge', async () => {
    const judged = record({ outcome: 'failed', findings: [finding()] });
    const errored = record({ outcome: 'errored', reason: 'no network' });
    const inapplicable = record({ outcome: 'inapplicable', reason: 'nothing there' });
    const memory = await memoryAfter(judged, errored, inapplicable, errored);
    expect(memory.previous).toEqual(judged.result);
    expect((await memoryAfter(judged, errored, record())).previous).toEqual(record().result);
    expect((await memoryAfter(errored, inapplicable)).previous).toBeNull();
  });

  it('is the usual value of each metric', async () => {
    const runs = [90, 70, 91].map((score) => record({ metrics: { score } }));
    const errored = record({ outcome: 'errored', reason: 'no network', metrics: { score: 1 } });
    const { baseline } = await memoryAfter(...runs, errored);
    expect([baseline('score'), baseline('totalMs')]).toEqual([90, null]);
  });

  it('is no usual value where a check runs more often than hourly', async () => {
    const often = [1, 2, 3].map((score) => record({ metrics: { score } }, { intervalMs: 60_000 }));
    expect((await memoryAfter(...often)).baseline('score')).toBeNull();
    const hourly = often.map((each) => ({ ...each, intervalMs: hour }));
    expect((await memoryAfter(...hourly)).baseline('score')).toBe(2);
  });

  it('goes with the series that nobody has looked at for 25 months', async () => {
    const { store } = agentStore();
    const old = new Date(noon - 800 * 24 * hour).toISOString();
    const runs = [1, 2, 3].map((score) => record({ startedAt: old, metrics: { score } }));
    await store.commit({ results: runs }, 'batched');
    await store.prune(noon);
    const { previous, baseline } = await store.memory.ofCheck('acme', 'uptime');
    expect([previous, baseline('score')]).toEqual([null, null]);
  });
});
