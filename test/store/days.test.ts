import { describe, expect, it } from 'vitest';
import { hourMs } from '../../src/core/availability.ts';
import { openStore } from '../../src/store/open.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { record } from './support/values.ts';

const minute = 60_000;
const day = 24 * hourMs;
const midnight = Math.floor(noon / day) * day;

describe('the days of a check', () => {
  it('come one for each day of UTC, the oldest first, today up to the present', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon));
    const results = [
      record(midnight - 2 * day, 'passed', { intervalMs: 2 * hourMs }),
      record(midnight - 2 * day + hourMs, 'failed', { intervalMs: 2 * hourMs }),
      record(midnight - 2 * day + 2 * hourMs, 'passed', { intervalMs: day }),
      record(midnight, 'passed', { intervalMs: day }),
    ];
    await store.commit({ results }, 'batched');
    const [acme] = await store.daysOf('uptime', ['acme'], 4);
    expect(acme?.days.map(({ range, up, down, unknown }) => [range, up, down, unknown])).toEqual([
      [{ from: midnight - 3 * day, until: midnight - 2 * day }, 0, 0, day],
      [{ from: midnight - 2 * day, until: midnight - day }, 23 * hourMs, hourMs, 0],
      [{ from: midnight - day, until: midnight }, day, 0, 0],
      [{ from: midnight, until: noon }, 12 * hourMs, 0, 0],
    ]);
  });

  it('hold the last result as long as it speaks, and no longer', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + 10 * minute));
    await store.commit({ results: [record(noon)] }, 'batched');
    const [acme] = await store.daysOf('uptime', ['acme'], 1);
    expect(acme?.total).toMatchObject({ up: 2 * minute, unknown: 12 * hourMs + 8 * minute });
  });

  it('come to the same as the availability of the whole stretch', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon));
    const times = Array.from({ length: 400 }, (_, index) => noon - 3 * day + index * 11 * minute);
    const results = times.map((at, index) => record(at, index % 17 === 3 ? 'failed' : 'passed'));
    await store.commit({ results }, 'batched');
    const range = { from: midnight - 3 * day, until: noon };
    const [acme] = await store.daysOf('uptime', ['acme'], 4);
    expect(acme?.total).toEqual(await store.availability('acme', 'uptime', range));
  });

  it('come for every site that was asked for, in that order, also for one never checked', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + minute));
    await store.commit({ results: [record(noon), { ...record(noon), site: 'other' }] }, 'batched');
    const days = await store.daysOf('uptime', ['new', 'acme'], 90);
    expect(days.map(({ site, total }) => [site, total.up, total.ratio])).toEqual([
      ['new', 0, null],
      ['acme', minute, 1],
    ]);
    expect(days.map(({ days: all }) => all.length)).toEqual([90, 90]);
    expect(await store.daysOf('uptime', [], 90)).toEqual([]);
  });
});

describe('the pulse', () => {
  it('changes with every write of this process, and stays the same without one', async () => {
    const { store } = agentStore();
    const before = await store.pulse();
    expect(await store.pulse()).toBe(before);
    await store.facts.put('something', 1);
    expect(await store.pulse()).not.toBe(before);
  });

  it('changes with the writes of another process', async () => {
    const file = storeFile();
    const { store } = agentStore(file);
    const before = await store.pulse();
    const visitor = openStore(file, { clock: clockAt(noon) });
    await visitor.facts.put('something', 1);
    await visitor.close();
    expect(await store.pulse()).not.toBe(before);
  });
});
