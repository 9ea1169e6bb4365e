/** Where the demo's mirrors of services lie, under its folder. */
export const mirrorFolder = 'mirrors';

/**
 * What services outside say in the demo: documents of their shape, so that it asks nobody and shows
 * the same on a machine without a network. The plug-in is invented.
 */
export const mirrorFiles: Readonly<Record<string, string>> = {
  [`${mirrorFolder}/wordpress-org/core/version-check.json`]: document({
    offers: [offer('upgrade', '6.9.2'), offer('autoupdate', '6.9.2'), offer('autoupdate', '6.8.5')],
    translations: [],
  }),
  [`${mirrorFolder}/wordpress-org/core/stable-check.json`]: document({
    '6.8.1': 'outdated',
    '6.8.5': 'outdated',
    '6.9.2': 'latest',
  }),
  [`${mirrorFolder}/wordpress-org/plugins/oven-calendar.json`]: document({
    name: 'Oven Calendar',
    slug: 'oven-calendar',
    version: '3.2.0',
    requires: '6.4',
    tested: '6.9',
    requires_php: '7.4',
    last_updated: '2026-10-12 8:41am GMT',
    homepage: false,
    versions: { '2.8.4': '', '2.9.0': '', '3.2.0': '' },
  }),
  [`${mirrorFolder}/wordpress-org/themes/flour.json`]: document({ error: 'Theme not found' }),
  [`${mirrorFolder}/endoflife/products/wordpress.json`]: document({
    schema_version: '1.2.0',
    result: {
      name: 'wordpress',
      label: 'WordPress',
      releases: [branch('6.9', '2025-12-02', '6.9.2'), branch('6.8', '2025-04-15', '6.8.5')],
    },
  }),
  [`${mirrorFolder}/known-exploited.json`]: document({
    title: 'Known exploited vulnerabilities',
    catalogVersion: '2026.11.20',
    dateReleased: '2026-11-20T09:00:00.000Z',
    count: 1,
    vulnerabilities: [{ cveID: 'CVE-2099-0001', dateAdded: '2026-11-20' }],
  }),
};

function offer(response: 'upgrade' | 'autoupdate', version: string): object {
  return { response, current: version, version, php_version: '7.2.24', mysql_version: '5.5.5' };
}

function branch(name: string, releaseDate: string, latest: string): object {
  const date = '2026-10-01';
  return { name, releaseDate, isEol: false, eolFrom: null, latest: { name: latest, date } };
}

function document(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
