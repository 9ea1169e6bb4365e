import { describe, expect, it } from 'vitest';
import { newsReader } from '../../src/agent/news.ts';
import { openStore } from '../../src/store/open.ts';
import { agentStore, noon, storeFile } from '../store/support/temp-store.ts';
import { draft, incident, record } from '../store/support/values.ts';

const silence = {
  id: 'S-1',
  site: null,
  check: null,
  from: 0,
  until: noon,
  by: 'jo',
  reason: 'move',
};

describe('the news of a store', () => {
  it('are everything at the first time, and nothing until something is written', async () => {
    const { store } = agentStore();
    const read = newsReader(store);
    expect(await read(0)).toEqual({
      wishes: { silences: [], acceptances: [] },
      open: [],
      oldestAt: null,
    });
    expect(await read(0)).toBeNull();
  });

  it('are not results, of which a thousand come a minute', async () => {
    const { store } = agentStore();
    const read = newsReader(store);
    await read(0);
    await store.commit({ results: [record(noon)] }, 'batched');
    expect(await read(0)).toBeNull();
  });

  it('are incidents and messages of this agent', async () => {
    const { store } = agentStore();
    const read = newsReader(store);
    await read(0);
    await store.commit({ incidents: [incident('I-1')], outbox: [draft('key', 'I-1')] }, 'durable');
    expect(await read(0)).toMatchObject({ open: [{ id: 'I-1' }], oldestAt: expect.any(Number) });
    expect(await read(0)).toBeNull();
  });

  it('are what another process writes', async () => {
    const file = storeFile();
    const { store } = agentStore(file);
    const read = newsReader(store);
    await read(0);
    const other = openStore(file, { clock: { now: () => noon } });
    await other.silences.put(silence);
    await other.close();
    expect(await read(0)).toMatchObject({ wishes: { silences: [silence] } });
    expect(await read(0)).toBeNull();
  });

  it('are read again where reading failed', async () => {
    const { store } = agentStore();
    let fails = true;
    const read = newsReader({
      ...store,
      newsMark: store.newsMark,
      outbox: {
        ...store.outbox,
        waiting: () => (fails ? Promise.reject(new Error('disk')) : store.outbox.waiting()),
      },
    });
    await expect(read(0)).rejects.toThrow('disk');
    fails = false;
    expect(await read(0)).not.toBeNull();
  });
});
