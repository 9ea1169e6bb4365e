import { describe, expect, it } from 'vitest';
import nuget from '../../src/feeds/nuget.ts';
import { nugetPackage } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const at = 'https://api.nuget.org/v3';
const registration = 'v3/registration5-gz-semver2';
const harbour = nugetPackage('Harbour.Core', '2.1.0');

const serviceIndex = JSON.stringify({
  version: '3.0.0',
  resources: [
    { '@id': `${at}-flatcontainer/`, '@type': 'PackageBaseAddress/3.0.0' },
    { '@id': `${at}/registration5-gz-semver2/`, '@type': 'RegistrationsBaseUrl/3.6.0' },
    { '@id': `${at}/vulnerabilities/index.json`, '@type': 'VulnerabilityInfo/6.7.0' },
  ],
});

const leaf = (version: string, more: object = {}) => ({
  '@id': `${at}/registration5-gz-semver2/harbour.core/${version}.json`,
  catalogEntry: {
    '@id': `${at}/catalog0/data/2026.01.01.00.00.00/harbour.core.${version}.json`,
    id: 'Harbour.Core',
    version,
    listed: true,
    published: '2026-10-01T08:00:00+00:00',
    ...more,
  },
});

function pageOf(versions: readonly object[], lower: string, upper: string, inlined = true) {
  return {
    '@id': `${at}/registration5-gz-semver2/harbour.core/page/${lower}/${upper}.json`,
    count: versions.length,
    lower,
    upper,
    ...(inlined ? { items: versions } : {}),
  };
}

const indexOf = (...pages: readonly object[]) =>
  JSON.stringify({ count: pages.length, items: pages });

const vulnerabilities = JSON.stringify({
  'harbour.core': [
    {
      url: 'https://github.com/advisories/GHSA-abcd-abcd-abcd',
      severity: 2,
      versions: '[2.0.0, 2.1.3)',
    },
  ],
  'other.package': [{ url: 'https://example.test/', severity: 3, versions: '(, 9.0.0)' }],
});

const answers = {
  'v3/index.json': serviceIndex,
  [`${registration}/harbour.core/index.json`]: indexOf(
    pageOf([leaf('2.1.0'), leaf('2.1.3'), leaf('3.0.0-rc.1')], '2.1.0', '3.0.0-rc.1'),
  ),
  'v3/vulnerabilities/index.json': JSON.stringify([
    {
      '@name': 'base',
      '@id': `${at}-vulnerabilities/2026.11.01/vulnerability.base.json`,
      '@updated': '2026-11-01T06:14:58.4159909Z',
    },
    {
      '@name': 'update',
      '@id': `${at}-vulnerabilities/2026.11.01/2026.11.22/vulnerability.update.json`,
      '@updated': '2026-11-22T06:14:58.4159909Z',
    },
  ]),
  'v3-vulnerabilities/2026.11.01/vulnerability.base.json': vulnerabilities,
  'v3-vulnerabilities/2026.11.01/2026.11.22/vulnerability.update.json': '[]',
} satisfies ServiceAnswers;

const ask = (more: ServiceAnswers, components = [harbour]) =>
  askFeed(nuget, { ...answers, ...more }, { components });

const recordOf = async (...pages: readonly object[]) => {
  const more = { [`${registration}/harbour.core/index.json`]: indexOf(...pages) };
  return (await ask(more)).catalogue.packages[0];
};

describe('packages of NuGet', () => {
  it('tell their releases, the newest first, under the name that the registry has', async () => {
    const { catalogue, state } = await ask({}, [nugetPackage('harbour.CORE', '2.1.0')]);
    expect(state).toMatchObject({ state: 'fresh' });
    const [record] = catalogue.packages;
    expect(record).toMatchObject({ registry: 'nuget', name: 'Harbour.Core', published: true });
    expect(record?.releases.map(({ version }) => version)).toEqual([
      '3.0.0-rc.1',
      '2.1.3',
      '2.1.0',
    ]);
    expect(record?.releases[1]?.releasedAt).toBe(Date.UTC(2026, 9, 1, 8));
  });

  it('tell what is hidden, and what is deprecated in favour of what', async () => {
    const record = await recordOf(
      pageOf(
        [
          leaf('1.0.0', {
            deprecation: {
              reasons: ['Legacy'],
              message: 'Sail on.',
              alternatePackage: { id: 'Harbour.Next', range: '*' },
            },
          }),
          leaf('2.0.0', { listed: false, published: '1900-01-01T00:00:00+00:00' }),
        ],
        '1.0.0',
        '2.0.0',
      ),
    );
    expect(record?.releases).toMatchObject([
      { version: '2.0.0', withdrawn: true, releasedAt: null },
      { version: '1.0.0', unsupported: 'deprecated: Legacy; use Harbour.Next; Sail on.' },
    ]);
    // Nothing else is on offer, so the package as a whole is.
    expect(record?.unsupported).toMatch(/Harbour\.Next/);
  });

  it('that nobody published there are said to be unknown there', async () => {
    const { catalogue } = await ask({}, [nugetPackage('Client.Private', '1.0.0')]);
    expect(catalogue.packages).toMatchObject([{ name: 'Client.Private', published: false }]);
  });

  it('are read from their newest page back to the one with the installed version', async () => {
    const page = (lower: string, upper: string) => pageOf([], lower, upper, false);
    const path = (lower: string, upper: string) =>
      `${registration}/harbour.core/page/${lower}/${upper}.json`;
    const body = (versions: readonly string[], lower: string, upper: string) =>
      JSON.stringify(
        pageOf(
          versions.map((one) => leaf(one)),
          lower,
          upper,
        ),
      );
    const { catalogue, requests } = await ask({
      [`${registration}/harbour.core/index.json`]: indexOf(
        page('0.1.0', '1.9.0'),
        page('2.0.0', '2.9.0'),
        page('3.0.0', '3.9.0'),
      ),
      [path('3.0.0', '3.9.0')]: body(['3.0.0', '3.9.0'], '3.0.0', '3.9.0'),
      [path('2.0.0', '2.9.0')]: body(['2.0.0', '2.1.0', '2.9.0'], '2.0.0', '2.9.0'),
    });
    expect(catalogue.packages[0]?.releases.map(({ version }) => version)).toEqual([
      '3.9.0',
      '3.0.0',
      '2.9.0',
      '2.1.0',
      '2.0.0',
    ]);
    expect(requests.filter(({ path: one }) => one.includes('/page/'))).toHaveLength(2);
  });

  it('of which a page cannot be read are unanswered, with what was read', async () => {
    const { catalogue, state } = await ask({
      [`${registration}/harbour.core/index.json`]: indexOf(
        pageOf([], '1.0.0', '2.1.0', false),
        pageOf([leaf('3.0.0')], '3.0.0', '3.0.0'),
      ),
    });
    expect(catalogue.packages[0]?.releases.map(({ version }) => version)).toEqual(['3.0.0']);
    expect(catalogue.unanswered['package/harbour.core']?.[0]).toMatch(/404/);
    expect(state).toMatchObject({ state: 'unreadable' });
  });

  it('without a name that NuGet could know are not asked for', async () => {
    const { catalogue, requests } = await ask({}, [nugetPackage('../index', '1.0.0')]);
    expect(requests.some(({ path }) => path.includes('registration'))).toBe(false);
    expect(Object.keys(catalogue.unanswered)).toEqual(['package/../index']);
  });
});

describe('vulnerabilities of NuGet', () => {
  it('are those of every page, by the package’s name in any case', async () => {
    const { catalogue } = await ask({
      'v3-vulnerabilities/2026.11.01/2026.11.22/vulnerability.update.json': JSON.stringify({
        'Harbour.Core': [{ url: 'https://example.test/new', severity: 3, versions: '[2.1.0]' }],
      }),
    });
    expect(catalogue.advisories).toMatchObject([
      {
        registry: 'nuget',
        package: 'Harbour.Core',
        id: 'GHSA-abcd-abcd-abcd',
        rating: 'high',
        ranges: [
          {
            from: { version: '2.0.0', inclusive: true },
            to: { version: '2.1.3', inclusive: false },
          },
        ],
        fixedIn: ['2.1.3'],
        url: 'https://github.com/advisories/GHSA-abcd-abcd-abcd',
      },
      { id: 'https://example.test/new', rating: 'critical', fixedIn: [] },
    ]);
  });

  it('whose range cannot be read leave the component unanswered', async () => {
    const { catalogue } = await ask({
      'v3-vulnerabilities/2026.11.01/vulnerability.base.json': JSON.stringify({
        'harbour.core': [{ url: null, severity: 'x', versions: 'before 2' }],
      }),
    });
    expect(catalogue.advisories).toEqual([]);
    expect(catalogue.unanswered['package/harbour.core']?.[0]).toMatch(/before 2/);
  });

  it('that a server does not list are said to be unknown', async () => {
    const { resources } = JSON.parse(serviceIndex) as { resources: readonly object[] };
    const { catalogue } = await ask({
      'v3/index.json': JSON.stringify({ resources: resources.slice(0, 2) }),
    });
    expect(catalogue.packages).toHaveLength(1);
    expect(catalogue.unanswered['package/harbour.core']?.[0]).toMatch(/no list of vulnerab/);
  });

  it('do not hide in names of JavaScript’s own', async () => {
    const { catalogue } = await ask(
      {
        'v3-vulnerabilities/2026.11.01/vulnerability.base.json': `{"__proto__":[{"url":"https://example.test/p","severity":0,"versions":"(, 2.0.0)"}]}`,
      },
      [nugetPackage('__proto__', '1.0.0'), nugetPackage('constructor', '1.0.0')],
    );
    expect(catalogue.advisories).toMatchObject([{ package: '__proto__', rating: 'low' }]);
  });
});

testFeedFailures({ feed: nuget, answers, components: [harbour] });
