import { describe, expect, it } from 'vitest';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { draft, entry, incident, record } from './support/values.ts';

const day = 86_400_000;
const all = { from: 0, until: noon + day };
const daysAgo = [800, 700, 400, 300, 40, 20];

async function aged() {
  const { store } = agentStore(storeFile(), clockAt(noon));
  const results = daysAgo.map((days) => record(noon - days * day));
  await store.commit({ results }, 'batched');
  return store;
}

describe('retention', () => {
  it('keeps runs 30 days, hours 13 months, days 25 months', async () => {
    const store = await aged();
    await store.prune(noon);
    const ages = async (period: 'hours' | 'days') =>
      (await store.results.rollups(period, 'acme', 'uptime', all))
        .filter(({ runs }) => runs > 0)
        .map(({ from }) => Math.floor((noon - from) / day));
    expect(await store.results.runs('acme', 'uptime', all)).toHaveLength(1);
    expect(await ages('hours')).toEqual([300, 40, 20]);
    expect(await ages('days')).toEqual([700, 400, 300, 40, 20]);
  });

  it('answers for days whose hours are gone from the daily rows', async () => {
    const store = await aged();
    await store.prune(noon);
    const from = noon - 700 * day;
    const figure = await store.availability('acme', 'uptime', { from, until: from + day });
    expect(figure).toMatchObject({ up: 120_000, ratio: 1 });
    expect(figure.range.from % day).toBe(0);
  });

  it('loses two days at most to a clock that jumps ahead', async () => {
    const store = await aged();
    await store.prune(noon);
    await store.prune(noon + 3650 * day);
    expect(await store.results.runs('acme', 'uptime', all)).toHaveLength(1);
    await store.prune(noon);
    for (let days = 0; days < 14; days += 2) await store.prune(noon + 3650 * day);
    expect(await store.results.runs('acme', 'uptime', all)).toHaveLength(0);
  });

  it('keeps open incidents and waiting messages however old they are', async () => {
    const { store } = agentStore();
    const old = noon - 900 * day;
    const over = { openedAt: old, state: 'resolved', resolvedAt: old } as const;
    const settled = { status: 'sent', at: old, attempts: 0, reason: '', text: null } as const;
    const change = { key: 'sent', ...settled };
    await store.commit(
      {
        incidents: [incident('I-1', { openedAt: old }), incident('I-2', over)],
        timeline: [entry('I-1'), entry('I-2')],
        outbox: [draft('sent'), { ...draft('waiting'), createdAt: old }],
      },
      'durable',
    );
    await store.outbox.record([{ change, timeline: [] }]);
    await store.prune(noon);
    expect((await store.incidents.list()).map(({ id }) => id)).toEqual(['I-1']);
    expect(await store.timeline.of('I-1')).toHaveLength(1);
    expect(await store.timeline.of('I-2')).toHaveLength(0);
    expect((await store.outbox.pending()).map(({ key }) => key)).toEqual(['waiting']);
    expect(await store.outbox.sentSince(0)).toEqual([]);
  });
});
