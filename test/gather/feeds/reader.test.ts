import { mkdir, mkdtemp, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/core/component.ts';
import type { FeedCache } from '../../../src/core/feed-cache.ts';
import { memoryFeedCache } from '../../../src/core/memory-feed-cache.ts';
import { plugin } from '../../support/components.ts';
import {
  askFeed,
  askFeedAt,
  noon,
  type ServiceAnswers,
  type ServiceReply,
} from '../../support/feed-tester.ts';
import { closedPort, httpOrigin } from '../../support/origin.ts';
import { toyFeed } from './toy-feed.ts';

const minute = 60_000;
const hour = 60 * minute;
const bear = plugin('bear', '1.0');
const components = [bear];

/** A service that stays while a feed is asked again and again. */
async function service(reply: (path: string) => ServiceReply) {
  const heard: { readonly path: string; readonly headers: Record<string, unknown> }[] = [];
  const origin = await httpOrigin((request, response) => {
    const path = (request.url ?? '').replace(/^\//, '');
    heard.push({ path, headers: request.headers });
    const answer = reply(path);
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof answer === 'string' ? { body: answer } : answer;
    response.writeHead(status, headers).end(body);
  });
  const cache = memoryFeedCache();
  const ask = (now: number, by: readonly Component[] = components) =>
    askFeedAt(toyFeed, origin.url, { components: by, cache, now });
  return { origin, heard, ask, cache };
}

const latestOf = ({ catalogue }: Awaited<ReturnType<typeof askFeedAt>>) =>
  catalogue.packages.map(({ releases }) => releases[0]?.version ?? null);

describe('a document of a service', () => {
  it('is asked for once while it is young, and again when it is old', async () => {
    const { heard, ask } = await service(() => 'latest 1.1.');
    await ask(noon);
    await ask(noon + toyFeed.maxAgeMs - 1);
    expect(heard).toHaveLength(1);
    const later = await ask(noon + toyFeed.maxAgeMs);
    expect(heard).toHaveLength(2);
    expect(later.state).toMatchObject({ state: 'fresh', asOf: noon + toyFeed.maxAgeMs });
  });

  it('is asked for again where the clock went back', async () => {
    const { heard, ask } = await service(() => 'latest 1.1.');
    await ask(noon);
    await ask(noon - hour);
    expect(heard).toHaveLength(2);
  });

  it('that has not changed is confirmed, and what is kept of it stays', async () => {
    const { heard, ask } = await service(() =>
      heard.length > 1
        ? { status: 304 }
        : {
            headers: { etag: '"one"', 'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT' },
            body: 'latest 1.1.',
          },
    );
    await ask(noon);
    const again = await ask(noon + 13 * hour);
    expect(heard[0]?.headers).not.toHaveProperty('if-none-match');
    expect(heard[1]?.headers).toMatchObject({
      'if-none-match': '"one"',
      'if-modified-since': 'Mon, 23 Nov 2026 10:00:00 GMT',
    });
    expect(latestOf(again)).toEqual(['1.1']);
    expect(again.state).toMatchObject({ state: 'fresh', asOf: noon + 13 * hour });
    await ask(noon + 14 * hour);
    expect(heard).toHaveLength(2);
  });

  it('that claims not to have changed, unasked, is no answer', async () => {
    const { ask } = await service(() => ({ status: 304 }));
    expect((await ask(noon)).state).toMatchObject({ state: 'unreadable' });
  });

  it('is asked for once by all who want it at the same time', async () => {
    const { heard, ask } = await service(() => 'latest 1.1.');
    const all = await Promise.all([ask(noon), ask(noon), ask(noon)]);
    expect(heard).toHaveLength(1);
    expect(all.map(latestOf)).toEqual([['1.1'], ['1.1'], ['1.1']]);
  });

  it('is brought to the others where the first who wanted it is stopped', async () => {
    let arrived = () => {};
    const firstArrived = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let requests = 0;
    await using origin = await httpOrigin((_request, response) => {
      requests += 1;
      arrived();
      if (requests > 1) response.end('latest 1.1.');
    });
    const cache = memoryFeedCache();
    const stop = new AbortController();
    const options = { components, cache, now: noon };
    const first = askFeedAt(toyFeed, origin.url, { ...options, signal: stop.signal });
    await firstArrived;
    const second = askFeedAt(toyFeed, origin.url, options);
    stop.abort(new Error('stopped'));
    await expect(first).rejects.toThrow(/^cancelled: /);
    expect(latestOf(await second)).toEqual(['1.1']);
  });

  it('comes compressed, and identifies who asks', async () => {
    const { heard, ask } = await service(() => ({
      headers: { 'content-encoding': 'br' },
      body: brotliCompressSync('latest 1.1.'),
    }));
    expect(latestOf(await ask(noon))).toEqual(['1.1']);
    expect(heard[0]?.headers).toMatchObject({ 'user-agent': expect.stringMatching(/caretaker/) });
    expect(heard[0]?.headers).not.toHaveProperty('cookie');
  });

  it('is no answer where it is larger than its feed expects, compressed or not', async () => {
    const bomb = gzipSync(' '.repeat(1_000_000));
    const { ask } = await service(() => ({ headers: { 'content-encoding': 'gzip' }, body: bomb }));
    expect((await ask(noon)).state.reason).toMatch(/larger than/);
    const plain = await service(() => ' '.repeat(1001));
    expect((await plain.ask(noon)).state.reason).toMatch(/larger than/);
  });

  it('may be an answer with another status than 200', async () => {
    const { ask } = await service(() => ({ status: 404, body: 'no such toy' }));
    const { catalogue, state } = await ask(noon);
    expect(catalogue.packages).toMatchObject([{ name: 'bear', published: false }]);
    expect(state.state).toBe('fresh');
  });

  it('is found where the service has moved it, once or twice', async () => {
    const { ask } = await service((path) =>
      path.startsWith('toys/') ? { status: 301, headers: { location: '/moved' } } : 'latest 1.1.',
    );
    expect(latestOf(await ask(noon))).toEqual(['1.1']);
  });

  it('is not followed into a private network, with its key or without', async () => {
    await using other = await httpOrigin((_request, response) => {
      response.end('latest 6.6.6.');
    });
    const { ask } = await service(() => ({ status: 302, headers: { location: other.url } }));
    expect((await ask(noon)).state.reason).toMatch(
      /redirected to http:\/\/127\.0\.0\.1:\d+, which is not followed/,
    );
    expect(other.connections).toBe(0);
  });
});

describe('a document that cannot be read', () => {
  it('is not tried again within 15 minutes, and says since when', async () => {
    const { heard, ask } = await service(() => ({ status: 400 }));
    const first = await ask(noon);
    const second = await ask(noon + 14 * minute);
    expect(heard).toHaveLength(1);
    const third = await ask(noon + 16 * minute);
    expect(heard).toHaveLength(2);
    for (const { state } of [first, second, third]) {
      expect(state).toMatchObject({
        state: 'unreadable',
        asOf: null,
        reason: 'cannot be read since 2026-11-23 12:00 UTC: answered 400',
      });
    }
  });

  it('leaves what was known in force, silently for two days, then said', async () => {
    const { heard, ask } = await service(() =>
      heard.length > 1 ? { status: 500 } : 'latest 1.1.',
    );
    await ask(noon);
    const soon = await ask(noon + 13 * hour);
    expect(soon.state).toMatchObject({ state: 'fresh', asOf: noon, reason: null });
    const later = await ask(noon + 49 * hour);
    expect(later.state).toEqual({
      feed: 'toy',
      title: 'Toy registry',
      state: 'stale',
      asOf: noon,
      reason:
        'cannot be read since 2026-11-24 01:00 UTC: answered 500; the oldest answer in use is 2 days old',
    });
    expect(latestOf(later)).toEqual(['1.1']);
  });

  it('is well again as soon as it can be read', async () => {
    let works = false;
    const { ask } = await service(() => (works ? 'latest 1.1.' : { status: 400 }));
    await ask(noon);
    works = true;
    expect((await ask(noon + hour)).state).toMatchObject({ state: 'fresh', reason: null });
  });

  it('does not keep the others from being read', async () => {
    const { ask } = await service((path) => (path.includes('bear') ? '<html>' : 'latest 2.0.'));
    const { catalogue, state } = await ask(noon, [bear, plugin('top', '2.0')]);
    expect(catalogue.packages.map(({ name }) => name)).toEqual(['top']);
    expect(catalogue.unanswered).toEqual({
      'plugin/bear': ['Toy registry: the answer names no version'],
    });
    expect(state).toMatchObject({ state: 'unreadable', asOf: noon });
    expect(state.reason).toMatch(/^1 of 2 documents cannot be read/);
  });

  it('never shows the key', async () => {
    const key = 'a-key-of-the-practice';
    const failing = { ...toyFeed, key: 'required' as const };
    const { catalogue, requests } = await askFeed(
      {
        ...failing,
        ask: (_all, context) =>
          context
            .document({
              name: 'echo',
              path: 'echo',
              maxBytes: 1000,
              headers: { authorization: `Bearer ${context.key}` },
              read: (text) => {
                throw new Error(`what is ${text}?`);
              },
            })
            .then(() => ({})),
      },
      ({ headers }) => String(headers.authorization),
      { components, key },
    );
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(catalogue.feeds[0]?.reason).toMatch(/what is Bearer \*\*\*\?/);
    expect(JSON.stringify(catalogue)).not.toContain(key);
  });

  it('is read all the same where it cannot be kept', async () => {
    const refuses = () => Promise.reject(new Error('the disk is full'));
    const cache: FeedCache = { ...memoryFeedCache(), document: refuses, keep: refuses };
    const { catalogue, state } = await askFeed(
      toyFeed,
      { 'toys/bear.txt': 'latest 1.1.' },
      { components, cache },
    );
    expect(catalogue.packages).toHaveLength(1);
    expect(state.state).toBe('fresh');
  });
});

describe('a service', () => {
  const many = Array.from({ length: 12 }, (_, number) => plugin(`toy-${number}`, '1.0'));

  it('is asked two things at once at most', async () => {
    let open = 0;
    let most = 0;
    await using origin = await httpOrigin((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('latest 1.1.');
      }, 10);
    });
    const { state } = await askFeedAt(toyFeed, origin.url, { components: many });
    expect(state.state).toBe('fresh');
    expect(most).toBe(2);
  });

  it('is asked no more often in a second than it is meant to', async () => {
    const at: number[] = [];
    const answers: ServiceAnswers = () => {
      at.push(performance.now());
      return 'latest 1.1.';
    };
    await askFeed(toyFeed, answers, { components: many.slice(0, 6), limits: { perSecond: 4 } });
    const [first = 0] = at;
    expect(at.filter((time) => time - first < 900)).toHaveLength(4);
    expect(at).toHaveLength(6);
  });

  it('that is down is left alone, whatever else there is to ask', async () => {
    const { heard, ask } = await service(() => ({ status: 503 }));
    const { catalogue } = await ask(noon, many);
    // Two in a row, and what was under way meanwhile.
    expect(heard.length).toBeLessThanOrEqual(3);
    expect(Object.keys(catalogue.unanswered)).toHaveLength(12);
  });

  it('that asks for a short rest gets it, and is asked again', async () => {
    const at: number[] = [];
    const answers: ServiceAnswers = () => {
      at.push(performance.now());
      return at.length === 1 ? { status: 429, headers: { 'retry-after': '1' } } : 'latest 1.1.';
    };
    const { state } = await askFeed(toyFeed, answers, { components });
    expect(state.state).toBe('fresh');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(950);
  });

  it('that asks for a long rest is asked nothing more', async () => {
    const { heard, ask } = await service(() => ({
      status: 429,
      headers: { 'retry-after': '3600' },
    }));
    const { state } = await ask(noon, many);
    expect(heard.length).toBeLessThanOrEqual(2);
    expect(state.reason).toMatch(/asked too often \(429\)/);
  });
});

describe('a mirror', () => {
  const folder = () => mkdtemp(join(tmpdir(), 'mirror-'));

  it('on the web stands in the place of the base, with its own path', async () => {
    const requests: string[] = [];
    await using origin = await httpOrigin((request, response) => {
      requests.push(request.url ?? '');
      response.end('latest 1.1.');
    });
    const { state } = await askFeedAt(toyFeed, `${origin.url}/mirrors/toys`, { components });
    expect(state.state).toBe('fresh');
    expect(requests).toEqual(['/mirrors/toys/toys/bear.txt']);
  });

  it('in a folder has each document under its name, compressed or not', async () => {
    const mirror = await folder();
    await writeFile(join(mirror, 'bear.txt'), '\uFEFFlatest 1.1.');
    await writeFile(join(mirror, 'top.txt.gz'), gzipSync('latest 2.0.'));
    const both = [bear, plugin('top', '2.0')];
    const asked = await askFeedAt(toyFeed, mirror, { components: both, now: Date.now() });
    expect(latestOf(asked)).toEqual(['1.1', '2.0']);
    expect(asked.state.state).toBe('fresh');
  });

  it('is as old as its files, and read again as soon as they change', async () => {
    const mirror = await folder();
    const cache = memoryFeedCache();
    const file = join(mirror, 'bear.txt');
    await writeFile(file, 'latest 1.1.');
    await utimes(file, new Date(noon - 72 * hour), new Date(noon - 72 * hour));
    const old = await askFeedAt(toyFeed, mirror, { components, cache });
    expect(old.state).toMatchObject({
      state: 'stale',
      asOf: noon - 72 * hour,
      reason: 'no newer one was brought; the oldest answer in use is 3 days old',
    });
    await writeFile(file, 'latest 1.2.');
    await utimes(file, new Date(noon), new Date(noon));
    const fresh = await askFeedAt(toyFeed, mirror, { components, cache });
    expect(latestOf(fresh)).toEqual(['1.2']);
    expect(fresh.state).toMatchObject({ state: 'fresh', asOf: noon });
  });

  it('says which file is missing', async () => {
    const mirror = await folder();
    const { state } = await askFeedAt(toyFeed, mirror, { components });
    expect(state).toMatchObject({ state: 'unreadable' });
    expect(state.reason).toContain(`there is no file ${join(mirror, 'bear.txt')}`);
  });

  it.each([
    '..',
    '../secret',
    'a/../../secret',
    '.',
    '%2e%2e/secret',
    '..\\secret',
    '\u0000',
    'x'.repeat(300),
  ])('is read in its folder only: “%.40s”', async (slug) => {
    const outside = await folder();
    const mirror = join(outside, 'mirror');
    await mkdir(mirror);
    for (const name of ['secret.txt', '..txt', '...txt']) {
      await writeFile(join(outside, name), 'latest 6.6.6.');
    }
    const { catalogue, state } = await askFeedAt(toyFeed, mirror, {
      components: [plugin(slug, '1.0')],
    });
    expect(catalogue.packages).toEqual([]);
    expect(state.state).toBe('unreadable');
  });

  it.each(['..', '../..', '../../secret', '%2e%2e/%2e%2e/secret'])(
    'on the web is asked behind its address only: “%s”',
    async (slug) => {
      const requests: string[] = [];
      await using origin = await httpOrigin((request, response) => {
        requests.push(request.url ?? '');
        response.end('latest 6.6.6.');
      });
      await askFeedAt(toyFeed, `${origin.url}/mirror`, { components: [plugin(slug, '1.0')] });
      expect(requests.filter((path) => !path.startsWith('/mirror/'))).toEqual([]);
    },
  );

  it('of a folder in place of a file, or a broken link, is no answer', async () => {
    const mirror = await folder();
    await mkdir(join(mirror, 'bear.txt'));
    await symlink(join(mirror, 'nowhere'), join(mirror, 'top.txt'));
    const both = [bear, plugin('top', '2.0')];
    const { state } = await askFeedAt(toyFeed, mirror, { components: both });
    expect(state).toMatchObject({ state: 'unreadable' });
    expect(state.reason).toMatch(/^2 of 2 documents/);
  });

  it('is read at once when it is mended: only services are given time', async () => {
    const mirror = await folder();
    const cache = memoryFeedCache();
    await askFeedAt(toyFeed, mirror, { components, cache });
    await writeFile(join(mirror, 'bear.txt'), 'latest 1.1.');
    const mended = await askFeedAt(toyFeed, mirror, { components, cache });
    expect(latestOf(mended)).toEqual(['1.1']);
  });

  it('is not mixed with what the service itself said', async () => {
    const { ask, cache } = await service(() => 'latest 1.1.');
    await ask(noon);
    const elsewhere = `http://127.0.0.1:${await closedPort()}`;
    const { catalogue } = await askFeedAt(toyFeed, elsewhere, { components, cache });
    expect(catalogue.packages).toEqual([]);
  });
});
