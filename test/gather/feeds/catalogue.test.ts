import { describe, expect, it } from 'vitest';
import { gathered, notGathered } from '../../../src/core/artifacts/failure.ts';
import type { Component } from '../../../src/core/component.ts';
import type { Feed } from '../../../src/core/feed.ts';
import type { GatherContext } from '../../../src/core/gatherer.ts';
import { type FeedAccess, noAccess } from '../../../src/core/site-access.ts';
import catalogue from '../../../src/gather/catalogue.ts';
import { plugin } from '../../support/components.ts';
import { inventoryOf, noon } from '../../support/feed-tester.ts';
import { gatherContext } from '../../support/gather-context.ts';

const bear = plugin('bear', '1.0');

/** A feed that asks nobody. */
function feed(id: string, more: Partial<Feed> = {}): Feed {
  return {
    id,
    title: id.toUpperCase(),
    about: 'Nothing.',
    docs: 'https://feeds.example/',
    discloses: 'nothing',
    key: 'none',
    base: 'https://feeds.example/',
    maxAgeMs: 1000,
    covers: () => true,
    ask: () => Promise.resolve({}),
    ...more,
  };
}

interface Options {
  readonly components?: readonly Component[];
  readonly access?: Partial<FeedAccess>;
  readonly signal?: AbortSignal;
}

async function gather(feeds: readonly Feed[], options: Options = {}) {
  const { components = [bear], access = {}, signal } = options;
  const inventory = gathered(inventoryOf(components));
  return catalogue.gather(
    {},
    gatherContext({
      clock: { now: () => noon, monotonic: () => 0 },
      feeds: () => Promise.resolve(feeds),
      need: (() => Promise.resolve(inventory)) as GatherContext['need'],
      access: { ...noAccess, feeds: { disclose: false, settings: {}, ...access } },
      ...(signal ? { signal } : {}),
    }),
  );
}

async function brought(feeds: readonly Feed[], options?: Options) {
  const result = await gather(feeds, options);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('the catalogue', () => {
  it('asks each feed about what it covers, and joins what they say in the order of their ids', async () => {
    const asked: string[][] = [];
    const ask: Feed['ask'] = async (components) => {
      asked.push(components.map(({ slug }) => slug));
      return {
        exploited: ['CVE-2099-1'],
        unanswered: [{ component: 'plugin/bear', reason: 'no' }],
      };
    };
    const value = await brought(
      [
        feed('b', { ask }),
        feed('a', { ask, covers: ({ slug }) => slug === 'bear' }),
        feed('c', { ask, covers: () => false }),
      ],
      { components: [bear, plugin('top', '2.0')] },
    );
    expect(asked).toEqual([['bear'], ['bear', 'top']]);
    expect(value).toEqual({
      packages: [],
      advisories: [],
      lifecycles: [],
      exploited: ['CVE-2099-1'],
      feeds: [
        { feed: 'a', title: 'A', state: 'fresh', asOf: null, reason: null },
        { feed: 'b', title: 'B', state: 'fresh', asOf: null, reason: null },
      ],
      unanswered: { 'plugin/bear': ['no'] },
    });
  });

  it('cannot be had without an inventory, for the same reason', async () => {
    const failure = { code: 'timed-out', message: 'no answer' } as const;
    const result = await catalogue.gather(
      {},
      gatherContext({
        need: (() => Promise.resolve(notGathered(failure))) as GatherContext['need'],
      }),
    );
    expect(result).toEqual({ ok: false, failure });
  });

  it('stands where one feed has a bug', async () => {
    const broken = feed('broken', {
      ask: () => Promise.reject(new TypeError('undefined is no feed')),
    });
    const { feeds, unanswered } = await brought([broken, feed('sound')]);
    expect(feeds).toMatchObject([
      { feed: 'broken', state: 'unreadable', reason: 'undefined is no feed' },
      { feed: 'sound', state: 'fresh' },
    ]);
    expect(unanswered).toEqual({ 'plugin/bear': ['BROKEN cannot be read'] });
  });

  it('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const waiting = feed('waiting', {
      ask: () =>
        new Promise((_resolve, reject) => {
          stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
          stop.abort(new Error('stopped'));
        }),
    });
    const result = await gather([waiting], { signal: stop.signal });
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('a feed is not asked', () => {
  const never: Partial<Feed> = { ask: () => Promise.reject(new Error('asked')) };

  it.each<readonly [string, Partial<Feed>, Partial<FeedAccess>, string]>([
    [
      'where config switches it off',
      {},
      { settings: { toy: { off: true } } },
      'TOY is switched off: feeds.toy.off',
    ],
    ['without its key', { key: 'required' }, {}, 'TOY needs a key: feeds.toy.key'],
    [
      'with an empty key',
      { key: 'required' },
      { settings: { toy: { key: '' } } },
      'TOY needs a key: feeds.toy.key',
    ],
    [
      'for a list that may not leave',
      { discloses: 'list' },
      {},
      'TOY was not asked: feeds.disclose is off',
    ],
    [
      'for a list that may not leave, by a mirror on the web either',
      { discloses: 'list' },
      { settings: { toy: { mirror: 'https://mirror.example/' } } },
      'TOY was not asked: feeds.disclose is off',
    ],
  ])('%s', async (_when, more, access, reason) => {
    const value = await brought([feed('toy', { ...never, ...more })], { access });
    expect(value.feeds).toEqual([{ feed: 'toy', title: 'TOY', state: 'off', asOf: null, reason }]);
    expect(value.unanswered).toEqual({});
  });
});

describe('of two feeds that know the same', () => {
  const list = feed('list', { discloses: 'list', instead: 'whole' });
  const whole = feed('whole', {});
  it.each<[string, Partial<FeedAccess>, string[]]>([
    ['the one that takes no list is asked, where none may leave', {}, ['whole fresh']],
    ['the other is asked, where the site lets lists leave', { disclose: true }, ['list fresh']],
    [
      'it is said that neither was asked, where neither may be',
      { settings: { whole: { off: true } } },
      ['list off', 'whole off'],
    ],
  ])('%s', async (_when, access, states) => {
    const { feeds } = await brought([list, whole], { access });
    expect(feeds.map(({ feed, state }) => `${feed} ${state}`)).toEqual(states);
  });
});

describe('a feed is asked', () => {
  it.each<readonly [string, Partial<Feed>, Partial<FeedAccess>]>([
    ['with its key', { key: 'required' }, { settings: { toy: { key: 'k' } } }],
    [
      'without a key by its mirror',
      { key: 'required' },
      { settings: { toy: { mirror: '/srv/toys' } } },
    ],
    ['for a list that may leave', { discloses: 'list' }, { disclose: true }],
    [
      'for a list that stays on this machine',
      { discloses: 'list' },
      { settings: { toy: { mirror: '/srv/toys' } } },
    ],
    ['by name, whatever the site says of lists', { discloses: 'names' }, {}],
  ])('%s', async (_when, more, access) => {
    const { feeds } = await brought([feed('toy', more)], { access });
    expect(feeds).toMatchObject([{ state: 'fresh' }]);
  });
});
