import { describe, expect, it } from 'vitest';
import osv from '../../src/feeds/osv.ts';
import { drupalModule, nugetPackage, plugin } from '../support/components.ts';
import {
  askFeed,
  askFeedAt,
  type ServiceAnswers,
  type ServiceRequest,
  testFeedFailures,
} from '../support/feed-tester.ts';
import { drupalEcosystem, osvEntry, tideEntry } from './osv/entries.ts';

const harbour = nugetPackage('Harbour.Core', '2.1.0');
const tides = drupalModule('tide_tables', '8.x-1.4');
const core = drupalModule('drupal', '11.4.1', { kind: 'core' });
const library = plugin('buoy/light', '1.4.0', {
  kind: 'package',
  scheme: 'composer',
  registry: 'packagist',
});

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly version?: string;
  readonly page_token?: string;
}

const queriesOf = ({ body }: ServiceRequest) =>
  (JSON.parse(body) as { readonly queries: readonly Query[] }).queries;

const mention = (id: string) => ({ id, modified: '2026-10-14T05:47:39.989396Z' });

/** What OSV has, by the name of the package. */
const known: Readonly<Record<string, object>> = {
  'Harbour.Core': { vulns: [mention('GHSA-abcd-abcd-abcd')] },
  'drupal/tide_tables': { vulns: [mention('DRUPAL-CONTRIB-2099-021')] },
};

function service(request: ServiceRequest) {
  if (request.path === 'v1/querybatch') {
    const results = queriesOf(request).map((query) => known[query.package.name] ?? {});
    return JSON.stringify({ results });
  }
  const entry = [osvEntry(), tideEntry].find(
    (one) => request.path === `v1/vulns/${(one as { id: string }).id}`,
  );
  return entry && JSON.stringify(entry);
}

const ask = (answers: ServiceAnswers, components = [harbour]) =>
  askFeed(osv, answers, { components });

describe('OSV', () => {
  it('is asked by the names and versions that each ecosystem has', async () => {
    const { requests } = await ask(service, [
      core,
      drupalModule('tide_clock', '2.x-dev', { project: 'tide_tables' }),
      tides,
      harbour,
      library,
    ]);
    const [first] = requests;
    expect(first && queriesOf(first)).toEqual([
      { package: { ecosystem: 'Packagist', name: 'drupal/core' }, version: '11.4.1' },
      { package: { ecosystem: drupalEcosystem, name: 'drupal/tide_tables' } },
      { package: { ecosystem: 'Packagist', name: 'drupal/tide_tables' } },
      { package: { ecosystem: drupalEcosystem, name: 'drupal/tide_tables' }, version: '1.4.0' },
      { package: { ecosystem: 'Packagist', name: 'drupal/tide_tables' }, version: '1.4.0' },
      { package: { ecosystem: 'NuGet', name: 'Harbour.Core' }, version: '2.1.0' },
      { package: { ecosystem: 'Packagist', name: 'buoy/light' }, version: '1.4.0' },
    ]);
    expect(requests.map(({ path }) => path)).toEqual([
      'v1/querybatch',
      'v1/vulns/DRUPAL-CONTRIB-2099-021',
      'v1/vulns/GHSA-abcd-abcd-abcd',
    ]);
  });

  it('tells advisories for the package as the site knows it', async () => {
    const { catalogue, state } = await ask(service, [tides, harbour]);
    expect(state).toMatchObject({ state: 'fresh' });
    expect(catalogue.advisories.at(-1)).toEqual({
      registry: 'nuget',
      package: 'Harbour.Core',
      id: 'CVE-2099-2001',
      aliases: ['GHSA-abcd-abcd-abcd'],
      title: 'Anybody may raise the bridge',
      cvss: 6.5,
      rating: 'moderate',
      exploited: false,
      unauthenticatedCodeExecution: false,
      highlyCritical: false,
      ranges: [{ from: null, to: { version: '2.1.3', inclusive: false } }],
      versions: [],
      fixedIn: ['2.1.3'],
      publishedAt: Date.UTC(2026, 9, 10),
      url: 'https://harbour.example/advisories/1',
      source: 'osv',
    });
    expect(catalogue.advisories[0]).toMatchObject({
      registry: 'drupal-org',
      package: 'tide_tables',
      id: 'CVE-2099-0021',
    });
  });

  it('is not asked about sites that disclose nothing', async () => {
    const { state } = await askFeedAt(osv, null, { components: [harbour], disclose: false });
    expect(state).toMatchObject({ state: 'off', reason: expect.stringMatching(/disclose/) });
  });

  it('is asked for the rest where an answer has another page', async () => {
    const pages: Record<string, object> = {
      first: { vulns: [mention('GHSA-abcd-abcd-abcd')], next_page_token: 'more' },
      more: { vulns: [mention('DRUPAL-CONTRIB-2099-021')] },
    };
    const { requests } = await ask((request) => {
      if (request.path !== 'v1/querybatch') return service(request);
      const token = queriesOf(request)[0]?.page_token ?? 'first';
      return JSON.stringify({ results: [pages[token]] });
    });
    expect(requests.map(({ path }) => path)).toEqual([
      'v1/querybatch',
      'v1/querybatch',
      'v1/vulns/GHSA-abcd-abcd-abcd',
      'v1/vulns/DRUPAL-CONTRIB-2099-021',
    ]);
  });

  it('that has ever another page is left, and the component is unanswered', async () => {
    const { catalogue, requests } = await ask(() =>
      JSON.stringify({ results: [{ next_page_token: 'again' }] }),
    );
    // The same page again is not asked for twice.
    expect(requests.length).toBeLessThanOrEqual(10);
    expect(catalogue.unanswered['package/harbour.core']).toEqual(['OSV cannot be read']);
  });

  it('that leaves a query without an answer has answered none', async () => {
    const { catalogue, state } = await ask(
      (request) => (request.path === 'v1/querybatch' ? '{"results":[{}]}' : undefined),
      [harbour, library],
    );
    expect(state).toMatchObject({ state: 'unreadable' });
    expect(Object.keys(catalogue.unanswered)).toHaveLength(2);
  });

  it('with an entry that cannot be read leaves those unanswered whom it is about', async () => {
    const { catalogue } = await ask(
      (request) => (request.path.includes('GHSA') ? undefined : service(request)),
      [harbour, tides],
    );
    expect(catalogue.advisories.map((one) => one.package)).toEqual(['tide_tables']);
    expect(Object.keys(catalogue.unanswered)).toEqual(['package/harbour.core']);
  });

  it('knows nothing of WordPress, Drupal 7 and what was made for one client', () => {
    expect(osv.covers(plugin('akismet', '5.0'))).toBe(false);
    expect(osv.covers(drupalModule('tide_tables', '7.x-1.4'))).toBe(false);
    expect(osv.covers(drupalModule('own', '1.0.0', { registry: null }))).toBe(false);
  });
});

testFeedFailures({ feed: osv, answers: service, components: [harbour, tides] });
