import { describe, expect, it } from 'vitest';
import wpscan from '../../src/feeds/wpscan.ts';
import { plugin } from '../support/components.ts';
import { askFeed, askFeedAt, type ServiceReply, testFeedFailures } from '../support/feed-tester.ts';

const uuid = 'b0000000-0000-4000-8000-000000000001';

function vulnerability(more: object = {}) {
  return {
    id: uuid,
    title: 'Tide Tables < 2.4 - SQL Injection',
    created_at: '2026-05-04T06:30:00.000Z',
    updated_at: '2026-05-04T06:30:00.000Z',
    vuln_type: 'SQLI',
    references: { url: ['https://blog.example/tides'], cve: ['2099-1234', 'strange'] },
    cvss: { score: '8.6', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:L' },
    affected_versions: [
      { introduced_in: '2.0', fixed_in: '2.4' },
      { introduced_in: null, fixed_in: '1.9.3' },
    ],
    ...more,
  };
}

function about(name: string, vulnerabilities: readonly object[]): string {
  return JSON.stringify({
    [name]: {
      friendly_name: 'Any',
      latest_version: null,
      last_updated: null,
      popular: false,
      vulnerabilities,
    },
  });
}

const answers = {
  'plugins/tide-tables': about('tide-tables', [vulnerability()]),
  'themes/harbour': about('harbour', []),
  'wordpresses/683': about('6.8.3', [vulnerability({ references: {}, title: 'WP < 6.8.8' })]),
};
const key = 'a-token-of-the-practice';
const components = [
  plugin('switched-off', '1.0', { active: false }),
  plugin('tide-tables', '2.3'),
  plugin('harbour', '2.0', { kind: 'theme' }),
  plugin('wordpress', '6.8.3', { kind: 'core' }),
];

async function advisoryFor(row: object) {
  const reply = { 'plugins/tide-tables': about('tide-tables', [row]) };
  const { catalogue } = await askFeed(wpscan, reply, {
    components: [plugin('tide-tables', '2.3')],
    key,
  });
  return catalogue.advisories[0];
}

describe('the vulnerabilities of WPScan', () => {
  it('are asked for package by package with the token, what matters most first', async () => {
    const { requests } = await askFeed(wpscan, answers, { components, key, limits: { atOnce: 1 } });
    expect(requests.map(({ path }) => path)).toEqual([
      'wordpresses/683',
      'plugins/tide-tables',
      'themes/harbour',
      'plugins/switched-off',
    ]);
    expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Token token=${key}`]),
    );
  });

  it('are not asked for without a token', async () => {
    const { state } = await askFeedAt(wpscan, null, { components });
    expect(state).toMatchObject({ state: 'off', reason: 'WPScan needs a key: feeds.wpscan.key' });
  });

  it('name the branches that are affected and what repairs each', async () => {
    expect(await advisoryFor(vulnerability())).toEqual({
      registry: 'wordpress-org',
      package: 'tide-tables',
      kind: 'plugin',
      id: 'CVE-2099-1234',
      aliases: [uuid],
      title: 'Tide Tables < 2.4 - SQL Injection',
      cvss: 8.6,
      rating: null,
      exploited: false,
      unauthenticatedCodeExecution: false,
      highlyCritical: false,
      ranges: [
        { from: { version: '2.0', inclusive: true }, to: { version: '2.4', inclusive: false } },
        { from: null, to: { version: '1.9.3', inclusive: false } },
      ],
      versions: [],
      fixedIn: ['2.4', '1.9.3'],
      publishedAt: Date.UTC(2026, 4, 4, 6, 30),
      url: `https://wpscan.com/vulnerability/${uuid}/`,
      source: 'wpscan',
    });
  });

  it('are read in the older form, with one version beside the title', async () => {
    const { affected_versions, ...older } = vulnerability({ fixed_in: '2.4', cvss: null });
    expect(affected_versions).toBeDefined();
    expect(await advisoryFor(older)).toMatchObject({
      cvss: null,
      ranges: [{ from: null, to: { version: '2.4', inclusive: false } }],
      fixedIn: ['2.4'],
    });
  });

  it('affect every version where nothing repairs them', async () => {
    const open = vulnerability({ affected_versions: [{ introduced_in: null, fixed_in: null }] });
    expect(await advisoryFor(open)).toMatchObject({
      ranges: [{ from: null, to: null }],
      fixedIn: [],
    });
  });

  it('let anybody run code where kind and vector say so', async () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
    const row = vulnerability({ vuln_type: 'RCE', cvss: { vector } });
    expect(await advisoryFor(row)).toMatchObject({ unauthenticatedCodeExecution: true, cvss: 9.8 });
  });

  it('are unknown, not none, where WPScan has no data', async () => {
    const { catalogue, state } = await askFeed(wpscan, answers, { components, key });
    expect(state.state).toBe('fresh');
    expect(catalogue.unanswered).toEqual({
      'plugin/switched-off': ['WPScan has no data about it'],
    });
  });

  it('are unknown for what is left when the quota is used up', async () => {
    let left = 2;
    const limited = (): ServiceReply => {
      left -= 1;
      return left < 0 ? { status: 429 } : answers['wordpresses/683'];
    };
    const cores = [plugin('wordpress', '6.8.3', { kind: 'core' }), ...components.slice(0, 2)];
    const { catalogue, state } = await askFeed(wpscan, limited, { components: cores, key });
    expect(state).toMatchObject({ state: 'unreadable' });
    expect(Object.values(catalogue.unanswered).flat().join()).toMatch(/429/);
  });

  it('cannot be asked for without a version or a name', async () => {
    const odd = [plugin('wordpress', null, { kind: 'core' }), plugin('a/../b', '1.0')];
    const { catalogue, requests } = await askFeed(wpscan, answers, { components: odd, key });
    expect(requests).toEqual([]);
    expect(Object.keys(catalogue.unanswered)).toEqual(['core/wordpress', 'plugin/a/../b']);
  });
});

testFeedFailures({ feed: wpscan, components: components.slice(1), answers, key });
