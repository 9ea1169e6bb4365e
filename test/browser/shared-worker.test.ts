import { expect, it, onTestFinished } from 'vitest';
import { sharedWorker } from '../../src/browser/host/shared-worker.ts';
import { newTempRoot } from '../../src/browser/host/temp-root.ts';
import type { Chore, ChoreAnswer } from './support/chore.ts';

const entry = new URL('./support/chore.ts', import.meta.url);

function workerOfTest() {
  const worker = sharedWorker({ entry, tempRoot: newTempRoot(), memoryBytes: 1e9 }, 60_000);
  onTestFinished(() => worker.close());
  return async (chore: Chore = {}): Promise<number | null> => {
    const { signal } = new AbortController();
    const { answer } = await worker.run(chore, { signal, deadlineMs: 10_000 });
    return answer.ok ? (answer.value as ChoreAnswer).pid : null;
  };
}

it('a worker does fifty jobs before it is replaced', async () => {
  const work = workerOfTest();
  const pids: (number | null)[] = [];
  for (let count = 0; count < 101; count += 1) pids.push(await work());
  const [first, second, third, ...others] = new Set(pids);
  expect(others).toEqual([]);
  expect(pids.filter((pid) => pid === first)).toHaveLength(50);
  expect(pids.filter((pid) => pid === second)).toHaveLength(50);
  expect(pids.filter((pid) => pid === third)).toHaveLength(1);
});

it('a worn worker gets no other job, and neither does a broken one', async () => {
  const work = workerOfTest();
  const worn = await work({ does: 'wear' });
  const next = await work();
  expect(next).not.toBe(worn);
  expect(await work({ does: 'fail' })).toBeNull();
  expect(await work()).toBe(next);
  expect(await work({ does: 'throw' })).toBeNull();
  expect(await work()).not.toBe(next);
});
