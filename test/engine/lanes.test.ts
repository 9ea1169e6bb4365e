import { describe, expect, it } from 'vitest';
import { createLanes } from '../../src/engine/lanes.ts';

/** Work that waits until it is released, and counts how much of it runs at once. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let running = 0;
  return {
    release: resolve,
    running: () => running,
    task: async () => {
      running += 1;
      await promise;
    },
  };
}

describe('a lane', () => {
  it('carries one Lighthouse audit at a time, for it measures time', async () => {
    const lanes = createLanes();
    const { task, running, release } = held();
    const all = Array.from({ length: 3 }, () => lanes.run('lighthouse', task));
    await Promise.resolve();
    expect(running()).toBe(1);
    release();
    await Promise.all(all);
    expect(running()).toBe(3);
  });

  it('never keeps another lane waiting', async () => {
    const lanes = createLanes();
    const audit = held();
    const audits = Array.from({ length: 3 }, () => lanes.run('lighthouse', audit.task));
    expect(await lanes.run('http', async () => 'quick')).toBe('quick');
    audit.release();
    await Promise.all(audits);
  });

  it('goes on after a task that failed', async () => {
    const lanes = createLanes();
    const failing = lanes.run('lighthouse', () => Promise.reject(new Error('no browser')));
    const next = lanes.run('lighthouse', async () => 'next');
    await expect(failing).rejects.toThrow('no browser');
    expect(await next).toBe('next');
  });
});
