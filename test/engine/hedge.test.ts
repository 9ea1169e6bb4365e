import { expect, test } from 'vitest';
import type { CheckResult, Outcome } from '../../src/core/result.ts';
import { hedged } from '../../src/engine/hedge.ts';
import type { WorkerPorts } from '../../src/engine/worker.ts';
import { result } from '../support/check-runs.ts';
import { FastClock } from '../support/fast-clock.ts';
import { watched } from '../support/watched.ts';

const second = 1000;

interface Run {
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

/** A visit whose runs take so long and end so, one after the other; the last one speaks for the rest. */
function slowSite(endings: readonly (readonly [seconds: number, outcome: Outcome])[], confirm = 2) {
  const clock = new FastClock('2026-11-23T12:00:00Z');
  const begin = clock.now();
  const runs: Run[] = [];
  const heard: { readonly at: number; readonly run: string }[] = [];
  const visit: WorkerPorts['visit'] = (_site, _planned, { signal, onResult }) => {
    const [seconds, outcome] = endings[runs.length] ?? endings.at(-1) ?? [0, 'passed'];
    const run = String(runs.length + 1);
    runs.push({ startedAt: clock.now() - begin, signal });
    return new Promise((resolve) => {
      clock.timer(seconds * second, () => {
        onResult(result({ check: 'ping', outcome, labels: { run } }));
        resolve(null);
      });
    });
  };
  const [site] = [watched('shop', { ping: '60s' })];
  const plans = site.checks.map((plan) => ({
    ...plan,
    check: { ...plan.check, meta: { ...plan.check.meta, confirm } },
  }));
  const onResult = (one: CheckResult) =>
    heard.push({ at: (clock.now() - begin) / second, run: one.labels.run ?? '' });
  const ended = hedged(visit, clock.timer)(site.site, plans, {
    signal: new AbortController().signal,
    onResult,
  });
  return { clock, runs, heard, ended };
}

test('a run that ends in time has no company', async () => {
  const { clock, runs, heard } = slowSite([[2.9, 'failed']]);
  await clock.pass(60 * second);
  expect(runs).toHaveLength(1);
  expect(heard).toEqual([{ at: 2.9, run: '1' }]);
});

test('a hang is confirmed twice 6 s after the first run has ended', async () => {
  const { clock, runs, heard, ended } = slowSite([[10, 'failed']]);
  await clock.pass(60 * second);
  await ended;
  expect(runs.map(({ startedAt }) => startedAt)).toEqual([0, 3000, 6000]);
  expect(heard).toEqual([
    { at: 10, run: '1' },
    { at: 13, run: '2' },
    { at: 16, run: '3' },
  ]);
});

test('a late run that passes makes its company forgotten', async () => {
  const { clock, runs, heard } = slowSite([
    [8, 'passed'],
    [10, 'failed'],
  ]);
  await clock.pass(60 * second);
  expect(runs).toHaveLength(3);
  expect(runs.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
  expect(heard).toEqual([{ at: 8, run: '1' }]);
});

test('what was started later is heard later, though it ended sooner', async () => {
  const { clock, heard } = slowSite([
    [10, 'failed'],
    [10, 'failed'],
    [0.1, 'passed'],
  ]);
  await clock.pass(60 * second);
  expect(heard.map(({ run }) => run)).toEqual(['1', '2', '3']);
});

test('a check that one failure convinces has no company', async () => {
  const { clock, runs } = slowSite([[10, 'failed']], 0);
  await clock.pass(60 * second);
  expect(runs).toHaveLength(1);
});
