import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HeldStore, type HoldOptions, holdStore } from '../../src/agent/held-store.ts';
import { storeFile } from '../store/support/temp-store.ts';
import { systemClock } from '../support/gather-context.ts';

const options: HoldOptions = {
  clock: systemClock,
  standby: false,
  signal: new AbortController().signal,
  onWait: () => {},
};

/** An agent's store, let go when the test is over. */
async function held(file: string, more: Partial<HoldOptions> = {}): Promise<HeldStore> {
  const taken = await holdStore(file, { ...options, ...more });
  if (taken === null || 'refused' in taken) throw new Error(taken?.refused ?? 'not waited');
  onTestFinished(async () => {
    await taken.store.close();
    taken.release();
  });
  return taken;
}

describe('a store that another agent holds', () => {
  it('is refused in one line that names who has it', async () => {
    const file = storeFile();
    await held(file);
    const refused = await holdStore(file, options);
    expect(refused).toEqual({ refused: expect.stringContaining('another agent is running on it') });
    expect(refused).toEqual({ refused: expect.stringContaining(`/${process.pid}/`) });
  });

  it('is taken over by one that stands by, as soon as it is let go', async () => {
    const file = storeFile();
    const first = await held(file);
    const waits: string[] = [];
    const second = held(file, { standby: true, onWait: (why) => waits.push(why) });
    await first.store.close();
    first.release();
    expect(await (await second).store.incidents.list()).toEqual([]);
    expect(waits).toHaveLength(1);
  });

  it('is waited for no longer than somebody wants', async () => {
    const file = storeFile();
    await held(file);
    const stop = new AbortController();
    const waiting = holdStore(file, { ...options, standby: true, signal: stop.signal });
    stop.abort();
    expect(await waiting).toBeNull();
  });
});

describe('a store that cannot be opened', () => {
  it('is refused in one line', async () => {
    const file = storeFile();
    writeFileSync(dirname(file), 'a file where a folder should be');
    expect(await holdStore(file, options)).toEqual({ refused: expect.stringContaining(file) });
  });
});
