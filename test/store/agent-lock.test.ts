import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { takeAgentLock, waitForAgentLock } from '../../src/store/agent-lock.ts';
import { startChild } from './support/child.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';

const clock = clockAt(noon);

describe('the agent lock', () => {
  it('is refused while another agent has it, and the refusal names that one', async () => {
    const file = storeFile();
    const child = startChild('holder.ts', file);
    expect(await child.line()).toBe('held');
    const refusal = `another agent is running on it; stop that one, or start this one with --standby`;
    expect(() => takeAgentLock(file, clock)).toThrow(refusal);
    expect(() => takeAgentLock(file, clock)).toThrow(`/${child.process.pid}/`);
    expect(() => takeAgentLock(file, clock)).toThrow(expect.objectContaining({ code: 'held' }));
  });

  it('ends with its process, however that ends and whatever the clock says', async () => {
    const file = storeFile();
    const child = startChild('holder.ts', file);
    await child.line();
    await child.kill();
    const lock = takeAgentLock(file, clockAt(0));
    expect(lock.owner).toContain(`/${process.pid}/`);
    lock.release();
    lock.release();
  });

  it('goes to a stand-by when the agent is killed', async () => {
    const file = storeFile();
    const child = startChild('holder.ts', file);
    await child.line();
    const waiting = waitForAgentLock(file, clock, new AbortController().signal);
    const first = await Promise.race([waiting, sleep(300, 'still waiting')]);
    expect(first).toBe('still waiting');
    await child.kill();
    const lock = await waiting;
    expect(() => takeAgentLock(file, clock)).toThrow('another agent');
    lock.release();
  });

  it('is waited for no longer than the stand-by is wanted', async () => {
    const { lock } = agentStore();
    expect(lock.owner).toBeTruthy();
    const file = storeFile();
    const held = takeAgentLock(file, clock);
    const stop = new AbortController();
    const waiting = waitForAgentLock(file, clock, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/);
    held.release();
  });

  it('says what is wrong with its file', () => {
    const file = storeFile();
    takeAgentLock(file, clock).release();
    writeFileSync(
      `${file}.agent`,
      'no database at all, but longer than the header of one is: '.repeat(3),
    );
    expect(() => takeAgentLock(file, clock)).toThrow(`${file}.agent`);
  });
});
