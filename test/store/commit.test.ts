import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../../src/core/commit.ts';
import type { Store } from '../../src/store/store.ts';
import { agentStore, noon, storeFile } from './support/temp-store.ts';
import { draft, entry, incident, record, tracker, trouble } from './support/values.ts';

const page: Commit = {
  results: [record(noon, 'failed', { state: { seen: 1 } })],
  cursors: [{ site: 'acme', name: 'access-log', cursor: { offset: 4096 } }],
  due: [{ site: 'acme', check: 'uptime', schedule: '60s', nextAt: noon + 60_000 }],
  trackers: [tracker({ incident: 'I-1', open: true })],
  incidents: [incident('I-1')],
  timeline: [entry('I-1')],
  steps: [{ incident: 'I-1', dueAt: noon + 30_000 }],
  outbox: [draft('k1', 'I-1')],
};

/** Everything that a commit may have written. */
async function contentOf(store: Store) {
  return {
    latest: await store.results.latest('acme', 'uptime'),
    state: await store.memory.state('acme', 'uptime'),
    cursor: await store.memory.cursor('acme', 'access-log'),
    due: await store.memory.due(),
    trackers: await store.memory.trackersOf('acme', 'uptime'),
    incident: await store.incidents.get('I-1'),
    timeline: await store.timeline.of('I-1'),
    step: await store.incidents.stepOf('I-1'),
    outbox: (await store.outbox.pending()).map(({ key }) => key),
  };
}

const empty = {
  latest: null,
  state: null,
  cursor: null,
  due: [],
  trackers: [],
  incident: null,
  timeline: [],
  step: null,
  outbox: [],
};
const full = {
  latest: page.results?.[0]?.result,
  state: { seen: 1 },
  cursor: { offset: 4096 },
  due: page.due,
  trackers: page.trackers,
  incident: incident('I-1'),
  timeline: page.timeline,
  step: page.steps?.[0],
  outbox: ['k1'],
};

describe('a commit', () => {
  it.each(['batched', 'durable'] as const)(
    '%s is there when the store is opened again',
    async (durability) => {
      const file = storeFile();
      const first = agentStore(file);
      await first.store.commit(page, durability);
      await first.stop();
      const { store } = agentStore(file);
      expect(await contentOf(store)).toEqual(full);
    },
  );

  it('is kept as a whole or not at all', async () => {
    const { store } = agentStore();
    const broken = { ...entry('I-1'), reason: null as unknown as string };
    await expect(store.commit({ ...page, timeline: [broken] }, 'durable')).rejects.toThrow();
    expect(await contentOf(store)).toEqual(empty);
    await store.commit(page, 'durable');
    expect(await contentOf(store)).toEqual(full);
  });

  it('forgets what is settled, and drops a step', async () => {
    const { store } = agentStore();
    await store.commit(page, 'durable');
    await store.commit(
      { settled: [trouble], steps: [{ incident: 'I-1', dueAt: null }] },
      'batched',
    );
    expect(await store.memory.trackers()).toEqual([]);
    expect(await store.incidents.nextStepAt()).toBeNull();
  });
});

describe('a transaction', () => {
  it('reads what nobody changes until it has written', async () => {
    const { store } = agentStore();
    await store.commit({ incidents: [incident('I-1')] }, 'durable');
    const raise = () =>
      store.transact('durable', async ({ incidents, commit }) => {
        const before = await incidents.get('I-1');
        await commit({ incidents: [incident('I-1', { openings: (before?.openings ?? 0) + 1 })] });
      });
    await Promise.all(Array.from({ length: 20 }, raise));
    expect((await store.incidents.get('I-1'))?.openings).toBe(21);
  });

  it('leaves nothing behind when its body throws, and the store goes on', async () => {
    const { store } = agentStore();
    const failing = store.transact('durable', async ({ commit, silences }) => {
      await commit(page);
      await silences.put({ ...silence, id: 'S-1' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await contentOf(store)).toEqual(empty);
    expect(await store.silences.notExpired(0)).toEqual([]);
    await store.commit(page, 'batched');
    expect(await contentOf(store)).toEqual(full);
  });

  it('is flushed to the disk unless it is batched', async () => {
    const file = storeFile();
    const { store } = agentStore(file);
    const modes: unknown[] = [];
    const look = DatabaseSync.prototype.exec;
    // The setting can only be seen on the store's own connection.
    DatabaseSync.prototype.exec = function exec(sql) {
      if (sql.includes('synchronous')) modes.push(sql.replace('PRAGMA synchronous = ', ''));
      return look.call(this, sql);
    };
    try {
      await store.commit({}, 'durable');
      expect(modes).toEqual([]);
      await store.commit(page, 'batched');
      await store.commit({}, 'batched');
      expect(modes).toEqual(['NORMAL']);
      await store.commit({}, 'durable');
      expect(modes).toEqual(['NORMAL', 'FULL']);
      await store.silences.put({ ...silence, id: 'S-1' });
      expect(modes).toEqual(['NORMAL', 'FULL']);
    } finally {
      DatabaseSync.prototype.exec = look;
    }
  });
});

const silence = { site: null, check: null, from: 0, until: noon, by: 'jo', reason: 'move' };
