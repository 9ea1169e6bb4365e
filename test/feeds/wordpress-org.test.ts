import { describe, expect, it } from 'vitest';
import wordpressOrg from '../../src/feeds/wordpress-org.ts';
import { plugin } from '../support/components.ts';
import { askFeed, noon, type ServiceRequest, testFeedFailures } from '../support/feed-tester.ts';

const core = plugin('wordpress', '6.8.3', { kind: 'core' });
const theme = plugin('harbour', '2.0', { kind: 'theme' });

const versionCheck = {
  offers: [
    offer('upgrade', '7.1', '7.4'),
    offer('autoupdate', '7.1', '7.4'),
    offer('autoupdate', '6.8.8', '7.2.24'),
    offer('development', '7.2-beta1', '7.4'),
  ],
  translations: [],
  ttl: 3600,
};
const stableCheck = { '6.8.3': 'insecure', '6.8.8': 'outdated', '7.0': 'cursed', '7.1': 'latest' };

function offer(response: string, version: string, php: string) {
  const packages = { full: `https://downloads.example/${version}.zip`, partial: false };
  return {
    response,
    current: version,
    version,
    php_version: php,
    packages,
    partial_version: false,
  };
}

/** A plugin as the directory describes it, with the many `false` and `[]` of PHP. */
function pluginInfo(more: object = {}) {
  return {
    name: 'Tide Tables',
    slug: 'tide-tables',
    version: '2.4.1',
    author: '<a href="https://tides.example/">Tides</a>',
    contributors: [],
    requires: '6.5',
    tested: '7.1',
    requires_php: false,
    requires_plugins: [],
    rating: 92,
    last_updated: '2026-10-02 9:07pm GMT',
    added: '2019-01-30',
    versions: {
      '2.3': 'u',
      '2.4': 'u',
      '2.4.1': 'u',
      '2.5.0': 'u',
      '1.10': 'u',
      '1.9': 'u',
      trunk: 'u',
    },
    tags: [],
    ...more,
  };
}

const themeInfo = {
  name: 'Harbour',
  slug: 'harbour',
  version: '2.1',
  author: { user_nicename: 'quay' },
  requires: false,
  requires_php: '7.4',
  last_updated: '2026-09-01',
  last_updated_time: '2026-09-01 08:30:00',
  versions: [],
};

/** The service as it works, with other answers for some plugins. */
function answers(others: Readonly<Record<string, unknown>> = {}) {
  return ({ path }: ServiceRequest) => {
    const url = new URL(path, 'https://api.wordpress.org/');
    const slug = url.searchParams.get('request[slug]') ?? '';
    if (url.pathname === '/core/version-check/1.7/') return JSON.stringify(versionCheck);
    if (url.pathname === '/core/stable-check/1.0/') return JSON.stringify(stableCheck);
    if (Object.hasOwn(others, slug)) return others[slug] as string;
    if (url.pathname === '/themes/info/1.2/') return JSON.stringify(themeInfo);
    return JSON.stringify(pluginInfo());
  };
}

async function packageOf(answer: string | { status: number; body: string }, slug = 'tide-tables') {
  const { catalogue, state } = await askFeed(wordpressOrg, answers({ [slug]: answer }), {
    components: [plugin(slug, '2.3')],
  });
  return { state, record: catalogue.packages[0], unanswered: catalogue.unanswered };
}

describe('the directory of plugins', () => {
  it('is asked by name, and for no more than is needed', async () => {
    const components = [plugin('Tide-Tables', '2.3'), theme];
    const { requests } = await askFeed(wordpressOrg, answers(), { components });
    const [first = '', second = ''] = requests
      .map(({ path }) => decodeURIComponent(path))
      .toSorted();
    expect(first).toMatch(
      /^plugins\/info\/1\.2\/\?action=plugin_information&request\[slug\]=tide-tables&/,
    );
    expect(second).toMatch(
      /^themes\/info\/1\.2\/\?action=theme_information&request\[slug\]=harbour&/,
    );
    expect(first).toContain('request[fields][sections]=0');
    expect(requests).toHaveLength(2);
  });

  it('names the latest release and those before it, not the tags above it', async () => {
    const { record } = await packageOf(JSON.stringify(pluginInfo()));
    expect(record).toMatchObject({
      registry: 'wordpress-org',
      name: 'tide-tables',
      published: true,
      closed: null,
      testedCore: '7.1',
      source: 'wordpress-org',
    });
    expect(record?.releases.map(({ version }) => version)).toEqual([
      '2.4.1',
      '2.4',
      '2.3',
      '1.10',
      '1.9',
    ]);
    expect(record?.releases[0]).toEqual({
      version: '2.4.1',
      releasedAt: Date.UTC(2026, 9, 2, 21, 7),
      security: false,
      withdrawn: false,
      unsupported: null,
      requiresCore: '6.5',
      url: 'https://wordpress.org/plugins/tide-tables/',
    });
  });

  it('describes themes the same way', async () => {
    const { catalogue } = await askFeed(wordpressOrg, answers(), { components: [theme] });
    expect(catalogue.packages).toMatchObject([
      {
        name: 'harbour',
        testedCore: null,
        releases: [
          {
            version: '2.1',
            requiresPhp: '7.4',
            releasedAt: Date.UTC(2026, 8, 1, 8, 30),
            url: 'https://wordpress.org/themes/harbour/',
          },
        ],
      },
    ]);
  });

  it.each([200, 404])('says that a plugin was closed, by status %d', async (status) => {
    const closed = {
      error: 'closed',
      name: 'Tide Tables',
      slug: 'tide-tables',
      description: 'This plugin has been closed.',
      closed: true,
      closed_date: '2026-05-04',
      reason: 'security-issue',
      reason_text: 'Security Issue',
    };
    const { record, state } = await packageOf({ status, body: JSON.stringify(closed) });
    expect(state.state).toBe('fresh');
    expect(record).toMatchObject({
      published: true,
      releases: [],
      closed: { on: '2026-05-04', reason: 'Security Issue' },
    });
  });

  it('says that it was closed where it does not say why or when', async () => {
    const body = JSON.stringify({ error: 'closed', closed_date: false, reason: false });
    const { record } = await packageOf({ status: 404, body });
    expect(record?.closed).toEqual({ on: null, reason: null });
  });

  it.each(['not_found', 'Plugin not found.'])('has no such plugin: %s', async (error) => {
    const { record } = await packageOf({ status: 404, body: JSON.stringify({ error }) });
    expect(record).toMatchObject({ published: false, releases: [], closed: null });
  });

  it.each<readonly [string, string | { status: number; body: string }]>([
    ['a page that is not found', { status: 404, body: '<html>Not Found</html>' }],
    ['another plugin', JSON.stringify(pluginInfo({ slug: 'something-else' }))],
    ['a plugin without a version', JSON.stringify(pluginInfo({ version: false }))],
    ['another trouble', JSON.stringify({ error: 'Service overloaded' })],
    ['a list of nothing', '[]'],
  ])('that answers with %s has answered nothing', async (_what, answer) => {
    const { record, state, unanswered } = await packageOf(answer);
    expect(record).toBeUndefined();
    expect(state.state).toBe('unreadable');
    expect(unanswered['plugin/tide-tables']?.[0]).toMatch(/^WordPress\.org cannot be read \(.+\)$/);
  });

  it('is read past a byte order mark, missing and extra fields and prototype names', async () => {
    const text = `\uFEFF${JSON.stringify({ slug: 'tide-tables', version: '2.4.1' }).replace(
      '{',
      '{"__proto__":{"version":"9"},"versions":{"__proto__":"u","constructor":"u","1.0":"u"},',
    )}`;
    const { record } = await packageOf(text);
    expect(record?.releases.map(({ version }) => version)).toEqual(['2.4.1', '1.0']);
  });

  it('is not asked for what can be no name there', async () => {
    const { requests, catalogue } = await askFeed(wordpressOrg, answers(), {
      components: [
        plugin('../../core', '1.0'),
        plugin('a&b=c', '1.0'),
        plugin('tide-tables', '2.3'),
      ],
    });
    expect(requests).toHaveLength(1);
    expect(Object.keys(catalogue.unanswered)).toEqual(['plugin/../../core', 'plugin/a&b=c']);
  });
});

describe('WordPress itself', () => {
  it('is told by its releases, with the verdict on each', async () => {
    const { catalogue, requests } = await askFeed(wordpressOrg, answers(), { components: [core] });
    expect(requests.map(({ path }) => path).toSorted()).toEqual([
      'core/stable-check/1.0/',
      'core/version-check/1.7/',
    ]);
    const [record] = catalogue.packages;
    expect(record).toMatchObject({ name: 'wordpress', published: true });
    expect(
      record?.releases.map(({ version, withdrawn, requiresPhp }) => [
        version,
        withdrawn,
        requiresPhp,
      ]),
    ).toEqual([
      ['7.1', false, '7.4'],
      ['6.8.8', false, '7.2.24'],
      ['6.8.3', true, undefined],
    ]);
  });

  it('is told as far as it can be where only one of both documents can be read', async () => {
    const half = (request: ServiceRequest) =>
      request.path.startsWith('core/stable') ? { status: 500 } : answers()(request);
    const { catalogue, state } = await askFeed(wordpressOrg, half, { components: [core] });
    expect(catalogue.packages[0]?.releases.map(({ version }) => version)).toEqual(['7.1', '6.8.8']);
    expect(catalogue.unanswered['core/wordpress']).toHaveLength(1);
    expect(state).toMatchObject({ state: 'unreadable', asOf: noon });
    expect(state.reason).toMatch(
      /^1 of 2 documents cannot be read since 2026-11-23 12:00 UTC: .*500/,
    );
  });
});

testFeedFailures({
  feed: wordpressOrg,
  components: [core, theme, plugin('tide-tables', '2.3')],
  answers: answers(),
});
