import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFeeds } from '../../src/engine/discover.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('src/feeds/*.ts', { cwd: root }).map((file) => basename(file, '.ts'));
const feeds = await loadFeeds();

/** What they know is worked out, so no service can fail them. */
const asksNobody: ReadonlySet<string> = new Set(['shopify']);

const minute = 60_000;
const day = 86_400_000;

it('feeds are found by their directory', () => {
  expect(files).not.toHaveLength(0);
  expect(feeds.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
});

describe.each(feeds)('the feed $id', (feed) => {
  const tests = `${root}test/feeds/${feed.id}.test.ts`;

  it('is named in kebab case', () => {
    expect(feed.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('says what it is, what is learnt from it, and where to read about it', () => {
    expect(feed.title).toMatch(/\w/);
    expect(feed.about).toMatch(/^[A-Z].*\.$/);
    expect(new URL(feed.docs).protocol).toBe('https:');
  });

  it('speaks TLS with one service, whose host it names', () => {
    const { protocol, username, search, hash } = new URL(feed.base);
    expect({ protocol, username, search, hash }).toEqual({
      protocol: 'https:',
      username: '',
      search: '',
      hash: '',
    });
  });

  it('says what the service hears and whether it wants a key', () => {
    expect(['nothing', 'names', 'list']).toContain(feed.discloses);
    expect(['none', 'optional', 'required']).toContain(feed.key);
  });

  it('asks again after an hour at the least, and a week at the most', () => {
    expect(feed.maxAgeMs).toBeGreaterThanOrEqual(60 * minute);
    expect(feed.maxAgeMs).toBeLessThanOrEqual(7 * day);
  });

  it('is tested, with every way in which its service may fail', () => {
    expect(existsSync(tests), tests).toBe(true);
    const text = readFileSync(tests, 'utf8');
    expect(text).toContain(asksNobody.has(feed.id) ? 'asks nobody' : 'testFeedFailures({');
  });

  it('names a feed that there is, where it names one to be asked instead', () => {
    if (feed.instead !== undefined) expect(files).toContain(feed.instead);
  });
});
