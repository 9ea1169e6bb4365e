import { describe, expect, it } from 'vitest';
import drupalOrg from '../../src/feeds/drupal-org.ts';
import { drupalModule } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const core = drupalModule('drupal', '11.4.1', { kind: 'core' });
const tides = drupalModule('tide_tables', '8.x-1.4');

interface Sample {
  readonly version: string;
  readonly types?: readonly string[];
  readonly status?: string;
}

function releaseXml(project: string, { version, types = [], status = 'published' }: Sample) {
  const terms = types.map((type) => `<term><name>Release type</name><value>${type}</value></term>`);
  return `<release><name>${project} ${version}</name><version>${version}</version>
    <status>${status}</status>
    <core_compatibility>^10.3 || ^11</core_compatibility>
    <release_link>https://www.drupal.org/project/${project}/releases/${version}</release_link>
    <date>1790000000</date><terms>${terms.join('')}</terms>
    <security covered="1">Covered by Drupal's security advisory policy</security></release>`;
}

function history(
  project: string,
  releases: readonly Sample[],
  { state = 'published', branches = '8.x-1.,2.0.' } = {},
) {
  return `<?xml version="1.0" encoding="utf-8"?>
<project xmlns:dc="http://purl.org/dc/elements/1.1/"><title>Any</title>
<short_name>${project}</short_name><dc:creator>Somebody</dc:creator>
<supported_branches>${branches}</supported_branches>
<project_status>${state}</project_status>
<releases>${releases.map((one) => releaseXml(project, one)).join('\n')}</releases>
</project>
`;
}

const answers = {
  'release-history/drupal/current': history('drupal', [{ version: '11.4.2' }], {
    branches: '10.6.,11.4.',
  }),
  'release-history/tide_tables/current': history('tide_tables', [
    { version: '2.0.1', types: ['Bug fixes'] },
    { version: '8.x-1.5', types: ['Security update', 'Bug fixes'] },
    { version: '8.x-1.4', types: ['Insecure'] },
    { version: '8.x-1.3', status: 'unpublished' },
    { version: '8.x-1.2', types: ['Unsupported'] },
    { version: '8.x-1.x-dev' },
  ]),
  'psa.json': '[]',
} satisfies ServiceAnswers;

async function ask(more: ServiceAnswers, components = [core, tides]) {
  return (await askFeed(drupalOrg, { ...answers, ...more }, { components })).catalogue;
}

async function recordWith(xml: string) {
  const { packages } = await ask({ 'release-history/tide_tables/current': xml }, [tides]);
  return packages[0];
}

describe('the release history of drupal.org', () => {
  it('is asked for project by project, without anything that tells who asks', async () => {
    const outcome = await askFeed(drupalOrg, answers, {
      components: [core, tides, drupalModule('tide_clock', '8.x-1.4', { project: 'tide_tables' })],
    });
    expect(outcome.requests.map(({ path }) => path).toSorted()).toEqual(
      Object.keys(answers).toSorted(),
    );
    expect(outcome.state).toMatchObject({ state: 'fresh' });
  });

  it('tells releases with what drupal.org says of each', async () => {
    const [, record] = (await ask({})).packages;
    expect(record).toMatchObject({
      registry: 'drupal-org',
      name: 'tide_tables',
      published: true,
      supportedBranches: ['8.x-1.', '2.0.'],
      closed: null,
      insecure: null,
      unsupported: null,
    });
    expect(record?.releases[1]).toEqual({
      version: '8.x-1.5',
      releasedAt: 1_790_000_000_000,
      security: true,
      withdrawn: false,
      unsupported: null,
      requiresCore: '^10.3 || ^11',
      url: 'https://www.drupal.org/project/tide_tables/releases/8.x-1.5',
    });
    const withdrawn = record?.releases.filter((release) => release.withdrawn);
    expect(withdrawn?.map(({ version }) => version)).toEqual(['8.x-1.4', '8.x-1.3']);
    expect(record?.releases[4]?.unsupported).toMatch(/unsupported/);
  });

  it.each([
    ['insecure', { insecure: expect.stringMatching(/insecure/) }],
    ['unsupported', { unsupported: expect.stringMatching(/unsupported/) }],
    ['revoked', { closed: { on: null, reason: expect.stringMatching(/revoked/) } }],
    ['unpublished', { closed: { on: null, reason: expect.stringMatching(/taken/) } }],
  ])('tells that a project is %s', async (state, expected) => {
    expect(await recordWith(history('tide_tables', [], { state, branches: '' }))).toMatchObject({
      ...expected,
      supportedBranches: [],
    });
  });

  it('tells that there is no such project', async () => {
    const error = '<?xml version="1.0"?>\n<error>No release history was found.</error>\n';
    expect(await recordWith(error)).toMatchObject({ published: false, releases: [] });
  });

  it('is that of Drupal 7 for a site of Drupal 7, also where a module has no version', async () => {
    const old = drupalModule('drupal', '7.101', { kind: 'core' });
    const { requests } = await askFeed(drupalOrg, answers, {
      components: [old, drupalModule('views', null), drupalModule('tide_tables', '7.x-1.2')],
    });
    expect(requests.map(({ path }) => path).toSorted()).toEqual([
      'psa.json',
      'release-history/drupal/7.x',
      'release-history/tide_tables/7.x',
      'release-history/views/7.x',
    ]);
  });

  it('is not asked about what is no name of a project', async () => {
    const odd = drupalModule('../../../etc', '1.0.0');
    const { catalogue, requests } = await askFeed(drupalOrg, answers, { components: [odd] });
    expect(requests.map(({ path }) => path)).toEqual(['psa.json']);
    expect(Object.values(catalogue.unanswered).flat()).toEqual([
      'drupal.org cannot be asked about “../../../etc”',
    ]);
  });

  it.each([
    [
      'a document type',
      `<!DOCTYPE project [<!ENTITY a "b">]>${history('tide_tables', [{ version: '2.0.1' }])}`,
      /DOCTYPE/,
    ],
    ['another project', history('other', [{ version: '2.0.1' }]), /that of other/],
    ['no name', '<project><releases/></project>', /no release history/],
    ['an end that is missing', history('tide_tables', []).slice(0, -12), /cut off/],
  ])('is unreadable with %s', async (_what, xml, reason) => {
    const catalogue = await ask({ 'release-history/tide_tables/current': xml });
    expect(catalogue.packages.map(({ name }) => name)).toEqual(['drupal']);
    expect(catalogue.unanswered['module/tide_tables']?.[0]).toMatch(reason);
    expect(catalogue.feeds[0]).toMatchObject({ state: 'unreadable' });
  });
});

describe('announcements of drupal.org', () => {
  const announce = async (row: object) =>
    (await ask({ 'psa.json': JSON.stringify([row]) })).advisories;

  it('are advisories against the releases that they list', async () => {
    const [advisory] = await announce({
      title: 'Tide tables - Highly critical - Access bypass - SA-CONTRIB-2099-011',
      link: 'https://www.drupal.org/sa-contrib-2099-011',
      project: 'tide_tables',
      type: 'module',
      is_psa: '0',
      insecure: ['8.x-1.3', '8.x-1.4'],
    });
    expect(advisory).toMatchObject({
      registry: 'drupal-org',
      package: 'tide_tables',
      id: 'SA-CONTRIB-2099-011',
      highlyCritical: true,
      rating: 'critical',
      versions: ['8.x-1.3', '8.x-1.4'],
      url: 'https://www.drupal.org/sa-contrib-2099-011',
    });
  });

  it.each([1, true, '1'])('that a repair is to come are no emergency yet (%j)', async (is_psa) => {
    const [advisory] = await announce({
      title: 'Drupal core - Highly critical release on a Wednesday - PSA-2099-11-23',
      link: 'https://www.drupal.org/psa-2099-11-23',
      project: 'drupal',
      type: 'core',
      is_psa,
      insecure: ['11.4.1'],
    });
    expect(advisory).toMatchObject({ highlyCritical: false, rating: 'critical' });
  });

  it('about what the site does not have are left out', async () => {
    expect(await announce({ title: 'Other', project: 'other', insecure: [] })).toEqual([]);
  });
});

testFeedFailures({ feed: drupalOrg, answers, components: [core, tides] });
