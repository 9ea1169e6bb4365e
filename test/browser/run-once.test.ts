import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processesNaming } from '../../src/browser/host/process-group.ts';
import { type RunLimits, runOnce } from '../../src/browser/host/run-once.ts';
import { newTempRoot } from '../../src/browser/host/temp-root.ts';
import type { Gathered } from '../../src/core/artifacts/failure.ts';
import type { Chore, ChoreAnswer } from './support/chore.ts';

const entry = new URL('./support/chore.ts', import.meta.url);

/** Does one chore in a process of its own; nothing of it may be left. */
async function doOnce(chore: Chore, limits: Partial<RunLimits> = {}) {
  const log: string[] = [];
  const steps: string[] = [];
  const tempRoot = newTempRoot();
  const answer: Gathered<ChoreAnswer> = await runOnce<Chore, ChoreAnswer>(entry, chore, {
    tempRoot,
    memoryBytes: 1e9,
    deadlineMs: 30_000,
    signal: new AbortController().signal,
    onStep: (step) => steps.push(step),
    log: (text) => log.push(text),
    ...limits,
  });
  expect(existsSync(tempRoot)).toBe(false);
  expect(await processesNaming(tempRoot)).toEqual([]);
  return { answer, log, steps };
}

describe('a process for one job', { timeout: 60_000 }, () => {
  it('answers, and is gone with its folder', async () => {
    const { answer, steps } = await doOnce({});
    expect(answer).toMatchObject({ ok: true, value: { pid: expect.any(Number) } });
    expect(answer.ok && existsSync(answer.value.folder)).toBe(false);
    expect(steps).toEqual(['answer']);
  });

  it('knows nothing of the environment, which may hold secrets', async () => {
    process.env.CARETAKER_TEST_SECRET = 'secret';
    const { answer } = await doOnce({});
    expect(answer.ok && answer.value.environment).toContain('PATH');
    expect(answer.ok && answer.value.environment).not.toContain('CARETAKER_TEST_SECRET');
  });

  it('takes with it what it has started, in its group or out of it', async () => {
    const { answer } = await doOnce({ does: 'litter' });
    expect(answer.ok && answer.value.left).toBeGreaterThan(0);
  });

  it.each([
    ['spin', { deadlineMs: 4_000 }, 'audit-too-long', 'busy for 4 s (step: spin)'],
    ['eat', { memoryBytes: 200e6 }, 'browser-lost', 'more than 0.2 GB of memory (step: eat)'],
    ['exit', {}, 'browser-lost', 'ended (7) (step: exit)'],
    ['throw', {}, 'browser-lost', 'the browser is gone'],
  ] as const)('that would %s is tried twice', async (does, limits, code, words) => {
    const { answer, steps, log } = await doOnce({ does, bytes: 300e6 }, limits);
    expect(answer).toMatchObject({ failure: { code, message: expect.stringContaining(words) } });
    expect(steps).toEqual([does, does]);
    expect(log).toHaveLength(1);
  });

  it('that knows why is tried once', async () => {
    const { answer, steps } = await doOnce({ does: 'fail' });
    expect(answer).toEqual({
      ok: false,
      failure: { code: 'host-not-resolved', message: 'no such host' },
    });
    expect(steps).toEqual(['fail']);
  });

  it('is not tried again when asked to stop', async () => {
    const stop = new AbortController();
    const onStep = () => stop.abort();
    const { answer, log } = await doOnce({ does: 'spin' }, { signal: stop.signal, onStep });
    expect(answer).toMatchObject({ failure: { code: 'cancelled' } });
    expect(log).toEqual([]);
  });

  it('that does not start says so', async () => {
    const limits = { tempRoot: '/dev/null/root', memoryBytes: 1e9, deadlineMs: 5_000 };
    const { signal } = new AbortController();
    expect(await runOnce(entry, {}, { ...limits, signal })).toMatchObject({
      failure: { code: 'out-of-resources' },
    });
    const missing = new URL('./support/missing.ts', import.meta.url);
    const tempRoot = newTempRoot();
    expect(await runOnce(missing, {}, { ...limits, tempRoot, signal })).toMatchObject({
      failure: { code: 'browser-lost' },
    });
    expect(existsSync(tempRoot)).toBe(false);
  });
});
