import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { openStore } from '../../src/store/open.ts';
import { salvage } from '../../src/store/salvage.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { draft, entry, incident, record } from './support/values.ts';

/** A store with 300 incidents, their pages and some days of runs, closed. */
async function storedFile(): Promise<string> {
  const file = storeFile();
  const { store, stop } = agentStore(file);
  const ids = Array.from({ length: 300 }, (_, index) => `I-${index}`);
  await store.commit(
    {
      incidents: ids.map((id) => incident(id)),
      timeline: ids.map((id) => entry(id)),
      outbox: ids.map((id) => draft(`key-${id}`, id)),
      results: Array.from({ length: 3000 }, (_, minute) => record(noon + minute * 60_000)),
    },
    'durable',
  );
  await stop();
  return file;
}

/** Overwrites one page of the tree that holds a table. */
function damage(file: string, table: string, which: 'first leaf' | 'root'): void {
  const database = new DatabaseSync(file);
  const root = Number(
    database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.rootpage,
  );
  database.close();
  const bytes = readFileSync(file);
  const size = bytes.readUInt16BE(16);
  // The first cell of an inner page begins with the number of its left child.
  const cell = bytes.readUInt16BE((root - 1) * size + 12);
  const page = which === 'root' ? root : bytes.readUInt32BE((root - 1) * size + cell);
  bytes.fill(0xa5, (page - 1) * size, page * size);
  writeFileSync(file, bytes);
}

const named = (file: string, part: string) =>
  readdirSync(dirname(file)).filter((name) => name.includes(part));

describe('a damaged store', () => {
  it('is moved aside, and what can be read of it is carried over', async () => {
    const file = await storedFile();
    damage(file, 'results', 'first leaf');
    const before = readFileSync(file);
    const { store } = agentStore(file, clockAt(noon));
    const { recovery } = store.opened;
    expect(recovery).toMatchObject({
      at: noon,
      movedTo: `${file}.damaged-20261123T120000Z`,
      saved: { incidents: 300, outbox: 300, timeline: 300, series: 1, days: 3 },
      incomplete: [],
    });
    expect(readFileSync(String(recovery?.movedTo)).equals(before)).toBe(true);
    expect(await store.incidents.list()).toHaveLength(300);
    expect(await store.outbox.pending()).toHaveLength(300);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('gives its messages away from both ends, where their own table is damaged', async () => {
    const file = await storedFile();
    damage(file, 'outbox', 'first leaf');
    const { store } = agentStore(file);
    expect(store.opened.recovery?.incomplete).toEqual(['outbox']);
    const pending = await store.outbox.pending();
    expect(pending.length).toBeGreaterThan(200);
    expect(pending.length).toBeLessThan(300);
    expect(await store.incidents.list()).toHaveLength(300);
  });

  it('is told of at every start until somebody was told', async () => {
    const file = await storedFile();
    damage(file, 'timeline', 'root');
    const first = agentStore(file);
    expect(first.store.opened.recovery).not.toBeNull();
    await first.stop();
    const second = agentStore(file);
    expect(second.store.opened.recovery).toEqual(first.store.opened.recovery);
    await second.store.recoveryTold();
    await second.stop();
    expect(agentStore(file).store.opened.recovery).toBeNull();
  });

  it.each([
    [
      'is no database at all',
      (file: string) => writeFileSync(file, 'not a database. '.repeat(600)),
    ],
    ['ends in the middle', (file: string) => truncateSync(file, 5000)],
  ])('that %s is moved aside too', async (_what, spoil) => {
    const file = await storedFile();
    spoil(file);
    const { store } = agentStore(file);
    expect(store.opened.recovery?.reason).toBeTruthy();
    expect(named(file, '.damaged-')).toHaveLength(1);
    await store.commit({ outbox: [draft('k1')] }, 'durable');
    expect(await store.outbox.pending()).toHaveLength(1);
  });

  it('that is empty beside its log is not taken for a new one', async () => {
    const file = await storedFile();
    const log = readFileSync(file);
    writeFileSync(file, '');
    writeFileSync(`${file}-wal`, log);
    const { store } = agentStore(file);
    expect(store.opened.recovery?.reason).toBe('the file is empty, its log is not');
    expect(readFileSync(`${store.opened.recovery?.movedTo}-wal`).equals(log)).toBe(true);
  });

  it('is refused by a visitor, and left where it is', async () => {
    const file = await storedFile();
    writeFileSync(file, 'not a database. '.repeat(600));
    const visit = () => openStore(file, { clock: clockAt(noon) });
    expect(visit).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(visit).toThrow('restart the agent, which moves it aside and saves what it can');
    expect(named(file, '.damaged-')).toEqual([]);
  });

  it('is replaced twice in the same second without losing either', async () => {
    const file = await storedFile();
    for (const _round of [1, 2]) {
      writeFileSync(file, 'not a database. '.repeat(600));
      await agentStore(file).stop();
    }
    expect(named(file, '.damaged-')).toHaveLength(2);
  });
});

describe('a damaged store of an earlier version', () => {
  it('lacks nothing that it never had', () => {
    const file = storeFile();
    const old = openDatabase(file);
    migrate(old, file, migrations.slice(0, 1));
    old.exec(`INSERT INTO latest VALUES (1, '{}')`);
    old.close();
    const into = openDatabase(`${file}.new`);
    migrate(into, `${file}.new`, migrations);
    const { saved, incomplete } = salvage(file, into);
    into.close();
    expect(saved).toMatchObject({ latest: 1, recentMetrics: 0 });
    expect(incomplete).toEqual([]);
  });
});

describe('a replacement that was interrupted', () => {
  it('before the damaged file was moved begins again', async () => {
    const file = await storedFile();
    damage(file, 'results', 'first leaf');
    writeFileSync(`${file}.rebuilding`, 'half a file');
    writeFileSync(`${file}.rebuilt`, 'of the time before');
    const { store } = agentStore(file);
    expect(await store.outbox.pending()).toHaveLength(300);
    expect(existsSync(`${file}.rebuilt`)).toBe(false);
  });

  it('after the damaged file was moved is finished, also by a visitor', async () => {
    const file = await storedFile();
    damage(file, 'results', 'first leaf');
    await agentStore(file).stop();
    renameSync(file, `${file}.rebuilt`);
    writeFileSync(`${file}-wal`, 'the log of the damaged one');
    const store = openStore(file, { clock: clockAt(noon) });
    expect(await store.outbox.pending()).toHaveLength(300);
    expect(store.opened.recovery).not.toBeNull();
    await store.close();
    expect(existsSync(`${file}.rebuilt`)).toBe(false);
  });
});
