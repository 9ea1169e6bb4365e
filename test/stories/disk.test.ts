import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { storeOn } from '../../src/store/store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { type FallibleStore, fallible } from '../support/fallible-store.ts';
import { hour, minute, type Practice, second, startPractice } from './support/practice.ts';

/** How a disk begins to refuse, and how it comes back. */
interface Disk {
  readonly store: (store: OpenStore, file: string) => OpenStore;
  refuse(): void;
  recover(): void;
}

function refusing(code: 'full' | 'readonly' | 'unavailable'): () => Disk {
  return () => {
    let disk: FallibleStore | null = null;
    const set = (refusal: StoreError | null) => {
      if (disk) disk.refusal = refusal;
    };
    return {
      store: (store) => {
        disk = fallible(store);
        return disk.store;
      },
      refuse: () => set(new StoreError(code, 'caretaker.db')),
      recover: () => set(null),
    };
  };
}

/** A real connection that is limited by SQLite itself. */
function limited(refuse: string, recover: string): () => Disk {
  return () => {
    let database: DatabaseSync | null = null;
    return {
      store: (opened, file) => {
        void opened.close();
        database = openDatabase(file);
        return { ...opened, ...storeOn(database, file, { now: () => Date.now() }) };
      },
      refuse: () => database?.exec(refuse),
      recover: () => database?.exec(recover),
    };
  };
}

const disks: readonly (readonly [string, () => Disk])[] = [
  ['is full', refusing('full')],
  ['is read-only', refusing('readonly')],
  ['does not answer', refusing('unavailable')],
  ['is full for SQLite', limited('PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000')],
  ['is read-only for SQLite', limited('PRAGMA query_only = 1', 'PRAGMA query_only = 0')],
];

async function practiceOn(disk: Disk): Promise<Practice> {
  const practice = await startPractice('2026-11-23T02:00:00Z', {
    store: disk.store,
    // Needs pages of its own: a disk that is full has no room for it.
    evidence: 'Fatal error '.repeat(1000),
  });
  await practice.clock.pass(5 * minute);
  return practice;
}

const aboutShop = ({ body }: { readonly body: string }) => body.includes('Site: shop');

describe.each(disks)('a disk that %s', (_name, diskOf) => {
  it('keeps no page from leaving; each says so, and so does the agent', async () => {
    const disk = diskOf();
    const practice = await practiceOn(disk);
    disk.refuse();
    practice.site('failed');
    await practice.clock.pass(5 * minute);
    const [page] = practice.pages().filter(aboutShop);
    expect(page).toMatchObject({ person: 'jo', urgent: true });
    expect(page?.body).toMatch(/^caretaker could not write this to its store: /);
    expect(practice.told().join()).toContain('The store takes no writes');
    expect(practice.status()?.storeFault).not.toBeNull();
    await practice.clock.pass(15 * minute);
    const people = practice
      .pages()
      .filter(aboutShop)
      .map(({ person }) => person);
    expect(people).toEqual(['jo', 'sam']);
  });

  it('keeps the page of an incident from before from nothing', async () => {
    const disk = diskOf();
    const practice = await practiceOn(disk);
    practice.site('failed');
    while ((await practice.incidents()).length === 0) await practice.clock.pass(second);
    disk.refuse();
    await practice.clock.pass(31 * second);
    expect(practice.pages().filter(aboutShop)).toMatchObject([{ person: 'jo' }]);
  });

  it('and takes writes again is told everything, and nobody hears it twice', async () => {
    const disk = diskOf();
    const practice = await practiceOn(disk);
    disk.refuse();
    practice.site('failed');
    await practice.clock.pass(10 * minute);
    const before = practice.messages.length;
    disk.recover();
    await practice.clock.pass(10 * second);
    expect(practice.status()?.storeFault).toBeNull();
    expect((await practice.timeline()).map(({ kind }) => kind)).toEqual([
      'opened',
      'page-planned',
      'paged',
      'sent',
    ]);
    await practice.clock.pass(2 * minute);
    const later = practice.messages.slice(before).map(({ kind }) => kind);
    expect(new Set(later)).toEqual(new Set(['resolved']));
    practice.site('passed');
    await practice.clock.pass(hour);
    const keys = practice.messages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const states = (await practice.incidents()).map(({ state }) => state);
    expect(states).toEqual(['resolved', 'resolved']);
    const hours = await practice.beside((store) =>
      store.results.runs('shop', 'uptime', { from: 0, until: practice.clock.now() }),
    );
    expect(hours).toHaveLength(practice.runs.length);
  });
});
