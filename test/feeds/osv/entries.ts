/** An entry of OSV about Harbour.Core, which 2.1.3 and 3.0.2 repair. */
export function osvEntry(more: object = {}): object {
  return {
    schema_version: '1.7.0',
    id: 'GHSA-abcd-abcd-abcd',
    summary: 'Anybody may raise the bridge',
    details: 'Long.',
    aliases: ['CVE-2099-2001'],
    modified: '2026-10-14T05:47:39.989396Z',
    published: '2026-10-10T00:00:00Z',
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N' }],
    database_specific: { severity: 'MODERATE', cwe_ids: ['CWE-284'], github_reviewed: true },
    references: [
      { type: 'WEB', url: 'https://harbour.example/news' },
      { type: 'ADVISORY', url: 'https://harbour.example/advisories/1' },
    ],
    affected: [affectedBy('NuGet', 'Harbour.Core', [{ introduced: '0' }, { fixed: '2.1.3' }])],
    ...more,
  };
}

/** What an entry says of one package. */
export function affectedBy(ecosystem: string, name: string, events: readonly object[]): object {
  return {
    package: { ecosystem, name },
    severity: [],
    ranges: [{ type: 'ECOSYSTEM', events }],
    versions: [],
  };
}

/** Drupal’s own repository, as OSV names it. */
export const drupalEcosystem = 'Packagist:https://packages.drupal.org/8';

/** An entry of OSV about the module Tide tables. */
export const tideEntry = osvEntry({
  id: 'DRUPAL-CONTRIB-2099-021',
  aliases: ['CVE-2099-0021'],
  summary: undefined,
  severity: undefined,
  database_specific: undefined,
  affected: [
    affectedBy(drupalEcosystem, 'drupal/tide_tables', [{ introduced: '0' }, { fixed: '1.5.0' }]),
  ],
});
