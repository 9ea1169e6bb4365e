import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { draft, incident, record } from './support/values.ts';

const clock = clockAt(noon);
const large = incident('I-1', { evidence: 'x'.repeat(200_000) });

/** A store on a connection that the test can limit. */
async function limitedStore() {
  const file = storeFile();
  await agentStore(file).stop();
  const database = openDatabase(file);
  const store = storeOn(database, file, clock);
  onTestFinished(() => store.close());
  await store.commit({ outbox: [draft('k1')] }, 'durable');
  return { file, database, store };
}

describe('a disk that is full', () => {
  it('fails a commit as a whole, and is named', async () => {
    const { file, database, store } = await limitedStore();
    database.exec('PRAGMA max_page_count = 1');
    const commit = store.commit({ outbox: [draft('k2')], incidents: [large] }, 'durable');
    await expect(commit).rejects.toThrow(StoreError);
    await expect(
      store.commit({ outbox: [draft('k2')], incidents: [large] }, 'batched'),
    ).rejects.toThrow(`store ${file}: the disk is full; free some space`);
    expect((await store.outbox.pending()).map(({ key }) => key)).toEqual(['k1']);
  });

  it('hinders nothing once there is room again', async () => {
    const { database, store } = await limitedStore();
    database.exec('PRAGMA max_page_count = 1');
    await expect(store.incidents.put([large])).rejects.toMatchObject({ code: 'full' });
    database.exec('PRAGMA max_page_count = 1000000');
    await store.incidents.put([large]);
    expect((await store.incidents.get('I-1'))?.evidence).toHaveLength(200_000);
  });
});

describe('a store that cannot be written', () => {
  it('still answers, and says why it takes nothing', async () => {
    const { database, store } = await limitedStore();
    database.exec('PRAGMA query_only = 1');
    await expect(store.commit({ results: [record(noon)] }, 'batched')).rejects.toMatchObject({
      code: 'readonly',
    });
    expect(await store.outbox.pending()).toHaveLength(1);
    database.exec('PRAGMA query_only = 0');
    await store.commit({ results: [record(noon)] }, 'batched');
  });

  it('because another process holds it, waits, then says so', async () => {
    const { file, database, store } = await limitedStore();
    database.exec('PRAGMA busy_timeout = 50');
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.outbox.releaseLeases()).rejects.toMatchObject({ code: 'busy' });
    expect(await store.outbox.pending()).toHaveLength(1);
    other.exec('ROLLBACK');
    other.close();
    await store.outbox.releaseLeases();
  });

  it('because it was closed, says so', async () => {
    const { store } = agentStore();
    await store.close();
    await expect(store.commit({}, 'batched')).rejects.toMatchObject({ code: 'closed' });
    await expect(store.outbox.pending()).rejects.toMatchObject({ code: 'closed' });
    await store.close();
  });

  it('because its path is a folder, or leads through a file, is refused in one line', () => {
    const folder = storeFile();
    mkdirSync(folder, { recursive: true });
    expect(() => openStore(folder, { clock })).toThrow(StoreError);
    const file = storeFile();
    writeFileSync(dirname(file), 'a file');
    expect(() => openStore(file, { clock })).toThrow(StoreError);
    expect(() => openStore(file, { clock })).toThrow(`store ${file}`);
  });
});

describe('the file', () => {
  it('is for its owner alone, with its log and its folder, also where it was not', async () => {
    const file = storeFile();
    const first = agentStore(file);
    await first.store.commit({ results: [record(noon)] }, 'batched');
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect(mode(dirname(file))).toBe(0o700);
    for (const end of ['', '-wal', '-shm', '.agent']) expect(mode(`${file}${end}`)).toBe(0o600);
    await first.stop();
    chmodSync(file, 0o644);
    agentStore(file);
    expect(mode(file)).toBe(0o600);
  });
});
