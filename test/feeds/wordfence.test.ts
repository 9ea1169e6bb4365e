import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import wordfence from '../../src/feeds/wordfence.ts';
import { plugin } from '../support/components.ts';
import { askFeed, askFeedAt, testFeedFailures } from '../support/feed-tester.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A record as the production feed has them. */
function vulnerability(number: number, more: object = {}) {
  return {
    id: uuid(number),
    title: 'Tide Tables <= 2.3.9 - Unauthenticated Arbitrary File Upload',
    software: [software('plugin', 'tide-tables')],
    informational: false,
    description: 'Long. '.repeat(50),
    references: [
      'https://blog.example/tides',
      `https://www.wordfence.com/threat-intel/vulnerabilities/id/${uuid(number)}`,
    ],
    cwe: { id: 434, name: 'Unrestricted Upload', description: '…' },
    cvss: {
      vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      score: 9.8,
      rating: 'Critical',
    },
    cve: 'CVE-2099-1234',
    cve_link: 'https://cve.example/CVE-2099-1234',
    researchers: ['A. Nother'],
    published: '2026-05-04 06:30:00',
    updated: '2026-05-06 12:00:00',
    copyrights: {
      message: 'This record contains material that is subject to copyright',
      defiant: {
        notice: 'Copyright A Publisher',
        license: 'Long text',
        license_url: 'https://terms.example/',
      },
      mitre: { notice: 'Copyright B Publisher', license: 'Long text', license_url: false },
    },
    ...more,
  };
}

function software(type: string, slug: string, more: object = {}) {
  return {
    type,
    name: 'Any name',
    slug,
    affected_versions: {
      '* - 2.3.9': {
        from_version: '*',
        from_inclusive: true,
        to_version: '2.3.9',
        to_inclusive: true,
      },
    },
    patched: true,
    patched_versions: ['2.4.0'],
    remediation: 'Update',
    ...more,
  };
}

const records = {
  [uuid(1)]: vulnerability(1),
  [uuid(2)]: vulnerability(2, {
    title: 'Harbour 2.0 - 2.1 - Reflected XSS',
    software: [software('theme', 'harbour', { patched: false, patched_versions: [] })],
    cwe: null,
    cvss: null,
    cve: null,
    references: [],
    published: null,
    copyrights: [],
  }),
  [uuid(3)]: vulnerability(3, { title: 'Only a note', informational: true }),
  [uuid(4)]: vulnerability(4, {
    title: 'WordPress 6.8 - 6.8.7',
    cve: 'CVE-2099-5678',
    software: [
      software('core', 'wordpress', {
        affected_versions: {
          '6.8 - 6.8.8': {
            from_version: '6.8',
            from_inclusive: true,
            to_version: '6.8.8',
            to_inclusive: false,
          },
          '6.7 - 6.7.7': {
            from_version: '6.7',
            from_inclusive: true,
            to_version: '6.7.7',
            to_inclusive: false,
          },
        },
      }),
      software('plugin', 'somebody-else'),
    ],
  }),
  [uuid(5)]: { id: uuid(5), title: 'No software', software: [] },
  [uuid(6)]: vulnerability(6, {
    software: [software('plugin', 'no-ranges', { affected_versions: [] })],
  }),
};

const answers = { 'vulnerabilities/production': JSON.stringify(records) };
const key = 'a-key-of-the-practice';
const components = [
  plugin('wordpress', '6.8.3', { kind: 'core' }),
  plugin('Tide-Tables', '2.3'),
  plugin('harbour', '2.0', { kind: 'theme' }),
  plugin('not-vulnerable', '1.0'),
];

describe('the vulnerabilities of Wordfence', () => {
  it('are fetched whole with the key, once for everything', async () => {
    const { requests, state } = await askFeed(wordfence, answers, { components, key });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'GET', path: 'vulnerabilities/production' });
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(state).toMatchObject({ state: 'fresh', reason: null });
  });

  it('are not asked for without a key', async () => {
    const { state, catalogue } = await askFeedAt(wordfence, null, { components });
    expect(state).toMatchObject({
      state: 'off',
      reason: 'Wordfence Intelligence needs a key: feeds.wordfence.key',
    });
    expect(catalogue.advisories).toEqual([]);
  });

  it('are matched by kind and slug', async () => {
    const { catalogue } = await askFeed(wordfence, answers, { components, key });
    expect(catalogue.advisories.map((one) => [one.package, one.id])).toEqual([
      ['wordpress', 'CVE-2099-5678'],
      ['tide-tables', 'CVE-2099-1234'],
      ['harbour', uuid(2)],
    ]);
    const sold = plugin('tide-tables', '2.3', { registry: null });
    const elsewhere = await askFeed(wordfence, answers, { components: [sold], key });
    expect(elsewhere.catalogue.advisories.map(({ id }) => id)).toEqual(['CVE-2099-1234']);
    const other = plugin('harbour', '2.0');
    const none = await askFeed(wordfence, answers, { components: [other], key });
    expect(none.catalogue.advisories).toEqual([]);
    expect(none.catalogue.unanswered).toEqual({});
  });

  it('say what an engineer has to know, and whose words they are', async () => {
    const { catalogue } = await askFeed(wordfence, answers, { components, key });
    expect(catalogue.advisories[1]).toEqual({
      registry: 'wordpress-org',
      package: 'tide-tables',
      kind: 'plugin',
      id: 'CVE-2099-1234',
      aliases: [uuid(1)],
      title: 'Tide Tables <= 2.3.9 - Unauthenticated Arbitrary File Upload',
      cvss: 9.8,
      rating: 'critical',
      exploited: false,
      unauthenticatedCodeExecution: true,
      highlyCritical: false,
      ranges: [{ from: null, to: { version: '2.3.9', inclusive: true } }],
      versions: [],
      fixedIn: ['2.4.0'],
      publishedAt: Date.UTC(2026, 4, 4, 6, 30),
      url: `https://www.wordfence.com/threat-intel/vulnerabilities/id/${uuid(1)}`,
      source: 'wordfence',
      notice: 'Copyright A Publisher (https://terms.example/) Copyright B Publisher',
    });
    expect(catalogue.advisories[2]).toMatchObject({
      cvss: null,
      rating: null,
      unauthenticatedCodeExecution: false,
      fixedIn: [],
      publishedAt: null,
      url: 'https://cve.example/CVE-2099-1234',
    });
    expect(catalogue.advisories[2]).not.toHaveProperty('notice');
    expect(catalogue.advisories[0]?.ranges).toEqual([
      { from: { version: '6.8', inclusive: true }, to: { version: '6.8.8', inclusive: false } },
      { from: { version: '6.7', inclusive: true }, to: { version: '6.7.7', inclusive: false } },
    ]);
  });

  it.each(['production.json', 'saved.json.gz'])(
    'may be a saved file, without a key: %s',
    async (name) => {
      const path = join(await mkdtemp(join(tmpdir(), 'wordfence-')), name);
      const text = answers['vulnerabilities/production'];
      await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text);
      const { state, catalogue } = await askFeedAt(wordfence, path, {
        components,
        now: Date.now(),
      });
      expect(state).toMatchObject({ state: 'fresh' });
      expect(catalogue.advisories).toHaveLength(3);
    },
  );

  it('stay as they were where a new feed breaks off', async () => {
    const cache = memoryFeedCache();
    const path = join(await mkdtemp(join(tmpdir(), 'wordfence-')), 'saved.json');
    const text = answers['vulnerabilities/production'];
    await writeFile(path, text);
    const before = await askFeedAt(wordfence, path, { components, cache, now: Date.now() });
    await writeFile(path, text.slice(0, -200));
    const after = await askFeedAt(wordfence, path, {
      components,
      cache,
      now: Date.now() + 3 * 86_400_000,
    });
    expect(after.catalogue.advisories).toEqual(before.catalogue.advisories);
    expect(after.state).toMatchObject({ state: 'stale' });
    expect(after.state.reason).toMatch(/cut off/);
  });
});

testFeedFailures({ feed: wordfence, components, answers, key });
