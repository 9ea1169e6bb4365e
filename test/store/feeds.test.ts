import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedCache, FeedStamp } from '../../src/core/feed-cache.ts';
import type { Json } from '../../src/core/json.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import { openStore } from '../../src/store/open.ts';
import { startChild } from './support/child.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';

const dayMs = 86_400_000;

function stamp(more: Partial<FeedStamp> = {}): FeedStamp {
  return { asOf: noon, etag: '"1"', lastModified: null, failure: null, triedAt: noon, ...more };
}

async function* each(
  entries: readonly (readonly [string, Json])[],
  end?: Error,
): AsyncIterable<readonly [string, Json]> {
  yield* entries;
  if (end) throw end;
}

const many = Array.from(
  { length: 1203 },
  (_, number) => [`plugins/p${number % 400}`, number] as const,
);

/** Rows of a table, as another program sees them. */
function count(file: string, table: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare(`SELECT count(*) AS count FROM ${table}`).get();
  database.close();
  return Number(row?.count);
}

describe.each<readonly [string, () => FeedCache]>([
  ['in a store', () => agentStore().store.feeds],
  ['in memory', memoryFeedCache],
])('what feeds brought back, kept %s', (_where, open) => {
  it('is a document by its feed and name', async () => {
    const cache = open();
    expect(await cache.document('toys', 'bear.json')).toBeNull();
    await cache.keep('toys', 'bear.json', { stamp: stamp(), value: { latest: '1.0' } });
    const failure = { since: noon, reason: 'answered 500' };
    await cache.keep('toys', 'bear.json', { stamp: stamp({ failure }), value: { latest: '1.1' } });
    expect(await cache.document('toys', 'bear.json')).toEqual({
      stamp: stamp({ failure }),
      value: { latest: '1.1' },
    });
    expect(await cache.document('others', 'bear.json')).toBeNull();
  });

  it('is everything under a key, in the order in which it came', async () => {
    const cache = open();
    const entries = [
      ['a', { n: 1 }],
      ['b', { n: 2 }],
      ['a', { n: 3 }],
    ] as const;
    await cache.keepEntries('toys', 'all.json', stamp(), each(entries));
    expect(await cache.entries('toys', 'all.json', ['a', 'c', '__proto__'])).toEqual(
      new Map([['a', [{ n: 1 }, { n: 3 }]]]),
    );
    expect(await cache.entries('toys', 'other.json', ['a'])).toEqual(new Map());
    expect(await cache.document('toys', 'all.json')).toEqual({ stamp: stamp(), value: null });
  });

  it('holds more entries than fit into one transaction or one question', async () => {
    const cache = open();
    await cache.keepEntries('toys', 'all.json', stamp(), each(many));
    const keys = Array.from({ length: 900 }, (_, number) => `plugins/p${number}`);
    const found = await cache.entries('toys', 'all.json', keys);
    expect(found.size).toBe(400);
    expect(found.get('plugins/p2')).toEqual([2, 402, 802, 1202]);
  });

  it('has new entries in the place of all those before', async () => {
    const cache = open();
    await cache.keepEntries('toys', 'all.json', stamp(), each(many));
    await cache.keepEntries('toys', 'all.json', stamp({ etag: '"2"' }), each([['a', 'new']]));
    expect(await cache.entries('toys', 'all.json', ['a', 'plugins/p1'])).toEqual(
      new Map([['a', ['new']]]),
    );
  });

  it('stays as it was where the entries break off', async () => {
    const cache = open();
    await cache.keepEntries('toys', 'all.json', stamp(), each([['a', 'old']]));
    const broken = each([...many, ['a', 'new']], new Error('cut off'));
    const keeping = cache.keepEntries('toys', 'all.json', stamp({ etag: '"2"' }), broken);
    await expect(keeping).rejects.toThrow('cut off');
    expect(await cache.entries('toys', 'all.json', ['a', 'plugins/p1'])).toEqual(
      new Map([['a', ['old']]]),
    );
    expect((await cache.document('toys', 'all.json'))?.stamp.etag).toBe('"1"');
  });

  it('keeps entries while only the stamp changes', async () => {
    const cache = open();
    await cache.keepEntries('toys', 'all.json', stamp(), each([['a', 'old']]));
    await cache.keep('toys', 'all.json', { stamp: stamp({ asOf: noon + 1 }), value: null });
    expect(await cache.entries('toys', 'all.json', ['a'])).toEqual(new Map([['a', ['old']]]));
    expect((await cache.document('toys', 'all.json'))?.stamp.asOf).toBe(noon + 1);
  });
});

describe('what feeds brought back', () => {
  it('comes out as it went in, whatever it is and however long', async () => {
    const { store } = agentStore();
    const value = fc.oneof(fc.jsonValue({ noUnicodeString: false }), fc.constant('x'.repeat(5000)));
    await fc.assert(
      fc.asyncProperty(value, async (sample) => {
        const sent = JSON.parse(JSON.stringify(sample)) as Json;
        await store.feeds.keep('toys', 'any', { stamp: stamp(), value: sent });
        expect((await store.feeds.document('toys', 'any'))?.value).toEqual(sent);
      }),
    );
  });

  it('is there for the next process', async () => {
    const file = storeFile();
    const first = agentStore(file);
    await first.store.feeds.keep('toys', 'bear.json', { stamp: stamp(), value: 'x'.repeat(9000) });
    await first.stop();
    const { store } = agentStore(file);
    expect((await store.feeds.document('toys', 'bear.json'))?.value).toBe('x'.repeat(9000));
  });

  it('can be read by others while a new set is written', async () => {
    const file = storeFile();
    const { store } = agentStore(file);
    await store.feeds.keepEntries('toys', 'all.json', stamp(), each([['a', 'old']]));
    const visitor = openStore(file, { clock: clockAt(noon) });
    const seen: unknown[] = [];
    const look = async (by: FeedCache) =>
      seen.push((await by.entries('toys', 'all.json', ['a'])).get('a'));
    async function* watched() {
      yield* each(many);
      await look(visitor.feeds);
      await look(store.feeds);
      // Whoever else writes does not wait for the network either.
      await store.facts.put('meanwhile', true);
      yield ['a', 'new'] as const;
    }
    await store.feeds.keepEntries('toys', 'all.json', stamp({ etag: '"2"' }), watched());
    await look(visitor.feeds);
    await visitor.close();
    expect(seen).toEqual([['old'], ['old'], ['new']]);
  });

  it('is whole after a kill in the middle of a new set, whose rest is deleted later', async () => {
    const file = storeFile();
    const clock = clockAt(Date.now());
    const first = agentStore(file, clock);
    const old = { stamp: stamp({ etag: 'first' }), entries: each([['plugins/akismet', 'old']]) };
    await first.store.feeds.keepEntries('toys', 'all.json', old.stamp, old.entries);
    await first.stop();
    const child = startChild('importing.ts', file);
    while (count(file, 'feedEntries') < 1000) {
      await child.line();
      await sleep(1);
    }
    await child.kill();
    const { store } = agentStore(file, clock);
    const found = await store.feeds.entries('toys', 'all.json', ['plugins/akismet']);
    expect(found).toEqual(new Map([['plugins/akismet', ['old']]]));
    expect((await store.feeds.document('toys', 'all.json'))?.stamp.etag).toBe('first');

    await store.prune(clock.now());
    expect(count(file, 'feedEntries')).toBeGreaterThan(1000);
    clock.set(clock.now() + 2 * dayMs);
    await store.prune(clock.now());
    expect(count(file, 'feedSets')).toBe(1);
    expect(count(file, 'feedEntries')).toBe(1);
  });

  it('is forgotten when nobody has asked for it in 90 days', async () => {
    const file = storeFile();
    const clock = clockAt(noon);
    const { store } = agentStore(file, clock);
    await store.feeds.keep('toys', 'old.json', { stamp: stamp(), value: 1 });
    await store.feeds.keepEntries('toys', 'all.json', stamp(), each(many));
    const later = noon + 91 * dayMs;
    await store.feeds.keep('toys', 'new.json', { stamp: stamp({ triedAt: later }), value: 1 });
    clock.set(later);
    await store.prune(later);
    expect(await store.feeds.document('toys', 'old.json')).toBeNull();
    expect(await store.feeds.document('toys', 'new.json')).not.toBeNull();
    expect(count(file, 'feedEntries')).toBe(0);
  });
});
