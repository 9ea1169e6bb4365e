import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { startChild } from './child.ts';
import { agentStore, storeFile } from './temp-store.ts';

/**
 * Kills a committing agent at so many random moments, and looks each time whether everything that it
 * had acknowledged is there, and nothing half done.
 */
export async function surviveKills(rounds: number): Promise<void> {
  const file = storeFile();
  let next = 1;
  for (let round = 0; round < rounds; round++) {
    const child = startChild('busy-agent.ts', file, String(next));
    await child.line();
    await sleep(Math.random() * 60);
    await child.kill();
    const acknowledged = Number((await child.rest()).at(-1) ?? next);

    const { store, stop } = agentStore(file);
    expect(store.opened.recovery).toBeNull();
    const keys = (await store.outbox.pending()).map(({ key }) => Number(key.slice(4)));
    const last = Math.max(...keys);
    expect(last).toBeGreaterThanOrEqual(acknowledged);
    expect(keys.toSorted((a, b) => a - b)).toEqual(numbersTo(last));

    const incidents = await store.incidents.list({ limit: last + 10 });
    expect(incidents).toHaveLength(last);
    expect(await store.incidents.dueSteps(last + 10)).toHaveLength(last);
    expect(await store.timeline.of(`I-${last}`)).toHaveLength(1);
    expect((await store.memory.trackers()).map((tracker) => tracker.incident)).toEqual([
      `I-${last}`,
    ]);
    const [day] = await store.results.rollups('days', 'acme', 'uptime', {
      from: 0,
      until: Date.UTC(2026, 0, 2),
    });
    expect(day?.runs).toBe(last);
    await stop();
    const database = new DatabaseSync(file);
    const check = database.prepare('PRAGMA integrity_check').get();
    expect(check).toMatchObject({ integrity_check: 'ok' });
    database.close();
    next = last + 1;
  }
}

function numbersTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
