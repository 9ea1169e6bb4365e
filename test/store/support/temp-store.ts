import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AgentLock, takeAgentLock } from '../../../src/store/agent-lock.ts';
import { type OpenStore, openStore } from '../../../src/store/open.ts';

/** A Monday at noon. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A clock that stands where it is put. */
export function clockAt(now: number): { now(): number; set(now: number): void } {
  let time = now;
  return {
    now: () => time,
    set: (to) => {
      time = to;
    },
  };
}

/** The path of a store in a folder that goes when the test is over. */
export function storeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'caretaker.db');
}

/** An agent's open store; lock and file are let go when the test is over. */
export function agentStore(
  file: string = storeFile(),
  clock: { now(): number } = clockAt(noon),
): { readonly store: OpenStore; readonly lock: AgentLock; stop(): Promise<void> } {
  const lock = takeAgentLock(file, clock);
  let store: OpenStore;
  try {
    store = openStore(file, { clock, lock });
  } catch (error) {
    lock.release();
    throw error;
  }
  const stop = async () => {
    await store.close();
    lock.release();
  };
  onTestFinished(stop);
  return { store, lock, stop };
}
