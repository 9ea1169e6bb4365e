import { describe, expect, it } from 'vitest';
import drupalSa from '../../src/feeds/drupal-sa.ts';
import { drupalModule } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const list = (page: number) =>
  `node.json?type=sa&field_is_psa=0&sort=changed&direction=DESC&page=${page}`;
const lookUp = (project: string) => `node.json?field_project_machine_name=${project}`;
const tides = drupalModule('tide_tables', '8.x-1.4');

function sa(more: object = {}) {
  return {
    nid: '9900001',
    type: 'sa',
    title: 'Tide tables - Critical - Remote code execution - SA-CONTRIB-2099-021',
    url: 'https://www.drupal.org/sa-contrib-2099-021',
    created: '1790000000',
    changed: '1790000500',
    field_is_psa: '0',
    field_affected_versions: '<1.5.0 || >=2.0.0 <2.0.1',
    field_project: { uri: 'https://www.drupal.org/api-d7/node/77', id: '77', resource: 'node' },
    field_fixed_in: [],
    field_sa_criticality: 'AC:Basic/A:None/CI:All/II:Some/E:Proof/TD:Default',
    field_sa_cve: ['CVE-2099-0021'],
    field_sa_description: { value: '<p>Tides turn.</p>', format: '1' },
    ...more,
  };
}

function page(rows: readonly object[], next: number | null = null) {
  return JSON.stringify({
    self: 'https://www.drupal.org/api-d7/node?type=sa',
    ...(next === null ? {} : { next: `https://www.drupal.org/api-d7/node?type=sa&page=${next}` }),
    list: rows,
  });
}

const project = (nid: string | null) =>
  JSON.stringify({
    self: 'https://www.drupal.org/api-d7/node?field_project_machine_name=any',
    list: nid === null ? [] : [{ nid, type: 'project_module' }],
  });

const answers = { [list(0)]: page([sa()]), [lookUp('tide_tables')]: project('77') };

async function ask(more: ServiceAnswers, components = [tides]) {
  return (await askFeed(drupalSa, { ...answers, ...more }, { components })).catalogue;
}

const adviceOn = async (more: object, components = [tides]) =>
  (await ask({ [list(0)]: page([sa(more)]) }, components)).advisories;

describe('the advisories of Drupal’s security team', () => {
  it('tell versions, repairs, names and how bad it is', async () => {
    expect((await ask({})).advisories).toEqual([
      {
        registry: 'drupal-org',
        package: 'tide_tables',
        id: 'CVE-2099-0021',
        aliases: ['SA-CONTRIB-2099-021', 'DRUPAL-CONTRIB-2099-021'],
        title: 'Tide tables - Critical - Remote code execution - SA-CONTRIB-2099-021',
        cvss: null,
        rating: 'critical',
        exploited: false,
        unauthenticatedCodeExecution: true,
        highlyCritical: false,
        ranges: [
          { from: null, to: { version: '1.5.0', inclusive: false } },
          {
            from: { version: '2.0.0', inclusive: true },
            to: { version: '2.0.1', inclusive: false },
          },
        ],
        versions: [],
        fixedIn: ['1.5.0', '2.0.1'],
        publishedAt: 1_790_000_000_000,
        url: 'https://www.drupal.org/sa-contrib-2099-021',
        source: 'drupal-sa',
      },
    ]);
  });

  it('tell of attacks, and of the highest rating', async () => {
    const field_sa_criticality = 'AC:None/A:None/CI:All/II:All/E:Exploit/TD:All';
    expect((await adviceOn({ field_sa_criticality }))[0]).toMatchObject({
      exploited: true,
      highlyCritical: true,
    });
  });

  it('are read page by page as long as another follows, and never more than four', async () => {
    const endless: ServiceAnswers = ({ path }) =>
      path.includes('type=sa') ? page([sa()], 9) : project('77');
    const { requests } = await askFeed(drupalSa, endless, { components: [tides] });
    expect(requests.map(({ path }) => path)).toEqual([
      list(0),
      list(1),
      list(2),
      list(3),
      lookUp('tide_tables'),
    ]);
  });

  it('know Drupal itself without asking for its number', async () => {
    const core = drupalModule('drupal', '11.4.1', { kind: 'core' });
    const rows = page([sa({ field_project: { id: '3060' } })]);
    const { catalogue, requests } = await askFeed(
      drupalSa,
      { [list(0)]: rows },
      {
        components: [core],
      },
    );
    expect(catalogue.advisories.map((one) => one.package)).toEqual(['drupal']);
    expect(requests).toHaveLength(1);
  });

  it('about other projects are left out, and so are projects that drupal.org does not have', async () => {
    expect(await adviceOn({ field_project: { id: '78' } })).toEqual([]);
    expect((await ask({ [lookUp('tide_tables')]: project(null) })).advisories).toEqual([]);
  });

  it('without versions, or without a project as PHP writes it, say nothing', async () => {
    expect(await adviceOn({ field_affected_versions: null })).toEqual([]);
    expect(await adviceOn({ field_project: [] })).toEqual([]);
  });

  it('with versions in prose leave the component unanswered', async () => {
    const rows = page([sa({ field_affected_versions: 'All versions before the next' })]);
    const catalogue = await ask({ [list(0)]: rows });
    expect(catalogue.advisories).toEqual([]);
    expect(catalogue.unanswered['module/tide_tables']?.[0]).toMatch(/SA-CONTRIB-2099-021/);
  });

  it('keep Drupal 7 and what came after it apart', async () => {
    const both = { field_affected_versions: '<7.x-1.9 || <1.5.0' };
    const end = async (version: string) =>
      (await adviceOn(both, [drupalModule('tide_tables', version)])).map(({ ranges }) =>
        ranges.map(({ to }) => to?.version),
      );
    expect(await end('7.x-1.4')).toEqual([['7.x-1.9']]);
    expect(await end('1.4.0')).toEqual([['1.5.0']]);
    expect(await adviceOn({}, [drupalModule('tide_tables', '7.x-1.4')])).toEqual([]);
  });
});

testFeedFailures({ feed: drupalSa, answers, components: [tides] });
