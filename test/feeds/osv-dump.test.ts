import { describe, expect, it } from 'vitest';
import osvDump from '../../src/feeds/osv-dump.ts';
import { drupalModule, nugetPackage } from '../support/components.ts';
import { askFeed, testFeedFailures } from '../support/feed-tester.ts';
import { affectedBy, osvEntry, tideEntry } from './osv/entries.ts';
import { zipArchive } from './osv/zip-archive.ts';

const harbour = nugetPackage('harbour.core', '2.1.0');
const tides = drupalModule('tide_tables', '8.x-1.4');

const archive = (...entries: readonly object[]) => ({
  body: zipArchive(
    entries.map((entry, index) => ({ name: `${index}.json`, text: JSON.stringify(entry) })),
  ),
});

const about = (name: string, more: object = {}) =>
  osvEntry({ affected: [affectedBy('NuGet', name, [{ introduced: '0' }])], ...more });

const answers = {
  'NuGet/all.zip': archive(osvEntry(), about('Other.Package')),
  'Packagist/all.zip': archive(tideEntry),
};

const advisoriesIn = async (...entries: readonly object[]) => {
  const reply = { 'NuGet/all.zip': archive(...entries) };
  return (await askFeed(osvDump, reply, { components: [harbour] })).catalogue.advisories;
};

describe('the archives of OSV', () => {
  it('are read whole, one an ecosystem, whatever is installed', async () => {
    const { requests, catalogue, state } = await askFeed(osvDump, answers, {
      components: [harbour, tides, nugetPackage('Another', '1.0.0')],
      disclose: false,
    });
    expect(requests.map(({ path, body }) => [path, body]).toSorted()).toEqual([
      ['NuGet/all.zip', ''],
      ['Packagist/all.zip', ''],
    ]);
    expect(state).toMatchObject({ state: 'fresh' });
    expect(catalogue.advisories).toMatchObject([
      { registry: 'nuget', package: 'harbour.core', id: 'CVE-2099-2001', fixedIn: ['2.1.3'] },
      { registry: 'drupal-org', package: 'tide_tables', id: 'CVE-2099-0021', source: 'osv-dump' },
    ]);
  });

  it('may have several entries about one package', async () => {
    const found = await advisoriesIn(
      osvEntry(),
      about('Harbour.Core', { id: 'GHSA-wxyz-wxyz-wxyz', aliases: [] }),
    );
    expect(found.map(({ id }) => id)).toEqual(['CVE-2099-2001', 'GHSA-wxyz-wxyz-wxyz']);
  });

  it('have entries that were withdrawn, which say nothing', async () => {
    const withdrawn = about('Harbour.Core', { withdrawn: '2026-10-20T00:00:00Z' });
    expect(await advisoriesIn(withdrawn, about('Other'))).toEqual([]);
  });

  it('with a file that is no entry are unreadable as a whole', async () => {
    const { catalogue, state } = await askFeed(
      osvDump,
      { 'NuGet/all.zip': archive(osvEntry(), { affected: [] }) },
      { components: [harbour] },
    );
    expect(state).toMatchObject({ state: 'unreadable', reason: expect.stringMatching(/no id/) });
    expect(catalogue.advisories).toEqual([]);
    expect(catalogue.unanswered['package/harbour.core']?.[0]).toMatch(/no id/);
  });
});

testFeedFailures({ feed: osvDump, answers, components: [harbour, tides] });
