import { expect, it } from 'vitest';
import kev from '../../src/feeds/cisa-kev.ts';
import { plugin } from '../support/components.ts';
import { askFeed, testFeedFailures } from '../support/feed-tester.ts';

const row = (cveID: unknown) => ({
  cveID,
  vendorProject: 'Tides',
  product: 'Tables',
  vulnerabilityName: 'Tides Tables Upload Vulnerability',
  dateAdded: '2026-05-04',
  shortDescription: 'An attacker may upload a file.',
  requiredAction: 'Apply updates.',
  dueDate: '2026-05-25',
  knownRansomwareCampaignUse: 'Unknown',
  notes: '',
  cwes: ['CWE-434'],
});

const catalog = {
  title: 'Catalog of Known Exploited Vulnerabilities',
  catalogVersion: '2026.11.20',
  dateReleased: '2026-11-20T15:00:00.0000Z',
  count: 4,
  vulnerabilities: [row('CVE-2099-1234'), row('cve-2099-0001'), row(null), row('CVE-2099-1234')],
};

const components = [plugin('tide-tables', '2.3')];
const answers = { 'known_exploited_vulnerabilities.json': JSON.stringify(catalog) };

it('names the vulnerabilities with known attacks, each once', async () => {
  const { catalogue, state } = await askFeed(kev, answers, { components });
  expect(catalogue.exploited).toEqual(['CVE-2099-1234', 'CVE-2099-0001']);
  expect(state).toMatchObject({ state: 'fresh' });
});

it('leaves what others know of a component in force when it cannot be read', async () => {
  const { catalogue, state } = await askFeed(kev, {}, { components });
  expect(state).toMatchObject({ state: 'unreadable' });
  expect(catalogue.unanswered).toEqual({});
});

it('is asked about whatever has a registry', () => {
  expect(kev.covers(plugin('tide-tables', '2.3'))).toBe(true);
  expect(kev.covers(plugin('bespoke', '2.3', { registry: null }))).toBe(false);
});

testFeedFailures({ feed: kev, components, answers, answersForComponents: false });
