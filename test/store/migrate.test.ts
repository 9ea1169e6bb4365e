import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { openStore } from '../../src/store/open.ts';
import { startChild } from './support/child.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { incident } from './support/values.ts';

const clock = clockAt(noon);
const newest = migrations.length;
const next = { number: newest + 1, name: 'next', sql: 'CREATE TABLE next (n INTEGER) STRICT' };

/** A store with one incident in it, closed. */
async function storedFile(): Promise<string> {
  const file = storeFile();
  const { store, stop } = agentStore(file);
  await store.commit({ incidents: [incident('I-1')] }, 'durable');
  await stop();
  return file;
}

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('make a new store, without a backup of nothing', () => {
    const { store } = agentStore();
    expect(store.opened).toEqual({
      migrated: { from: 0, to: newest, backup: null },
      recovery: null,
    });
  });

  it('do nothing to a store of today', async () => {
    const { store } = agentStore(await storedFile());
    expect(store.opened.migrated).toEqual({ from: newest, to: newest, backup: null });
  });

  it('copy an older store before they change it', async () => {
    const file = await storedFile();
    const database = new DatabaseSync(file);
    const backup = `${file}.schema-${newest}`;
    const done = migrate(database, file, [...migrations, next]);
    expect(done).toEqual({ from: newest, to: newest + 1, backup });
    database.close();
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const copy = new DatabaseSync(backup, { readOnly: true });
    expect(schemaVersion(copy, backup)).toBe(newest);
    expect(copy.prepare('SELECT id FROM incidents').all()).toMatchObject([{ id: 'I-1' }]);
    copy.close();
  });

  it('leave the version before, where one fails', async () => {
    const file = await storedFile();
    const database = new DatabaseSync(file);
    const broken = { ...next, sql: `${next.sql}; CREATE TABLE next (n INTEGER)` };
    expect(() => migrate(database, file, [...migrations, broken])).toThrow('already exists');
    expect(schemaVersion(database, file)).toBe(newest);
    database.close();
    const { store } = agentStore(file);
    expect(await store.incidents.get('I-1')).not.toBeNull();
  });

  it('killed in the middle, go on where they were', async () => {
    const file = await storedFile();
    expect(await startChild('migrating.ts', file).rest()).toEqual([]);
    const database = new DatabaseSync(file);
    expect(schemaVersion(database, file)).toBe(newest + 1);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('one', 'two')");
    expect(tables.all()).toMatchObject([{ name: 'one' }]);
    expect(database.prepare('PRAGMA integrity_check').get()).toMatchObject({
      integrity_check: 'ok',
    });
    expect(database.prepare('SELECT id FROM incidents').all()).toMatchObject([{ id: 'I-1' }]);
    database.close();
    expect(existsSync(`${file}.schema-${newest}`)).toBe(true);
  });
});

describe('a store is refused', () => {
  it('that a newer caretaker wrote, and it is left as it is', async () => {
    const file = await storedFile();
    const database = new DatabaseSync(file);
    migrate(database, file, [...migrations, next]);
    database.close();
    const refusal = `it was written by a newer caretaker; run that one, or restore the backup beside it (schema ${newest + 1}, this one knows ${newest})`;
    expect(() => agentStore(file)).toThrow(refusal);
    expect(() => openStore(file, { clock })).toThrow(refusal);
    const after = new DatabaseSync(file);
    expect(schemaVersion(after, file)).toBe(newest + 1);
    after.close();
  });

  it('that belongs to another program', () => {
    const file = storeFile().replace('/data/', '/');
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE photos (name TEXT)');
    database.close();
    expect(() => agentStore(file)).toThrow(expect.objectContaining({ code: 'foreign' }));
    expect(() => agentStore(file)).toThrow('set store.file in caretaker.yaml');
  });
});

describe('a visitor', () => {
  it('makes a store where there is none', async () => {
    const file = storeFile();
    const store = openStore(file, { clock });
    await store.incidents.put([incident('I-1')]);
    await store.close();
    const { store: agents } = agentStore(file);
    expect(await agents.incidents.get('I-1')).not.toBeNull();
  });

  it('does not migrate under a running agent', async () => {
    const file = await storedFile();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 0');
    database.close();
    const child = startChild('holder.ts', file);
    await child.line();
    expect(() => openStore(file, { clock })).toThrow(expect.objectContaining({ code: 'older' }));
  });
});
