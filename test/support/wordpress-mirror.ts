import type { RealWordpress } from './wordpress.ts';

/** The vulnerability of the Akismet that is installed. */
export const cve = 'CVE-2099-4242';

/**
 * A folder of saved answers, with something to tell about each thing that the real WordPress has
 * installed: Akismet is being attacked, one plugin was closed, one is abandoned, WordPress is
 * insecure, its theme is behind, PHP gets no more repairs.
 */
export function wordpressMirror(
  { version, versions, php }: RealWordpress,
  today: number,
): Readonly<Record<string, string>> {
  const day = (ago: number) => new Date(today - ago * 86_400_000).toISOString().slice(0, 10);
  const { akismet, xrdsSimple, twentytwentythree } = versions;
  const documents = {
    'wordpress-org/plugins/akismet.json': plugin('akismet', next(akismet), day(40), [akismet]),
    'wordpress-org/plugins/http-authentication.json': {
      error: 'closed',
      name: 'HTTP Authentication',
      slug: 'http-authentication',
      description: 'This plugin has been closed.',
      closed: true,
      closed_date: day(300),
      reason: 'security-issue',
      reason_text: 'Security Issue',
    },
    'wordpress-org/plugins/xrds-simple.json': plugin('xrds-simple', xrdsSimple, day(2000)),
    'wordpress-org/plugins/harbour-badge.json': { error: 'Plugin not found.' },
    'wordpress-org/plugins/harbour-tools.json': { error: 'Plugin not found.' },
    'wordpress-org/themes/twentytwentythree.json': {
      ...plugin('twentytwentythree', next(twentytwentythree), day(20), [twentytwentythree]),
      requires: '6.0',
    },
    'wordpress-org/core/version-check.json': {
      offers: [
        { response: 'upgrade', version: next(version), current: next(version), php_version: '7.2' },
      ],
      translations: [],
    },
    'wordpress-org/core/stable-check.json': {
      [version]: 'insecure',
      [next(version)]: 'latest',
    },
    'wordfence/production.json': { [record.id]: record, ...vulnerabilityOf(akismet) },
    'cisa-kev/known_exploited_vulnerabilities.json': {
      title: 'Known Exploited Vulnerabilities',
      count: 1,
      vulnerabilities: [{ cveID: cve, vendorProject: 'Automattic', product: 'Akismet' }],
    },
    'endoflife/products/php.json': product('php', php, day(90), next(php)),
    'endoflife/products/wordpress.json': product('wordpress', version, null, next(version)),
  };
  return Object.fromEntries(
    Object.entries(documents).map(([name, value]) => [`mirror/${name}`, JSON.stringify(value)]),
  );
}

/** The release after: `5.0.3` of `5.0.2`. */
export function next(version: string): string {
  return version.replace(/\d+$/, (last) => String(Number(last) + 1));
}

function plugin(slug: string, version: string, on: string, earlier: readonly string[] = []) {
  return {
    name: slug,
    slug,
    version,
    requires: '5.8',
    tested: '6.9',
    requires_php: false,
    last_updated: `${on} 9:07pm GMT`,
    versions: Object.fromEntries([...earlier, version, 'trunk'].map((one) => [one, 'a link'])),
  };
}

const record = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'Somebody Else <= 1.0 - Cross-Site Scripting',
  software: [],
};

function vulnerabilityOf(version: string) {
  const id = '00000000-0000-4000-8000-000000000002';
  const range = {
    from_version: '*',
    from_inclusive: true,
    to_version: version,
    to_inclusive: true,
  };
  return {
    [id]: {
      id,
      title: `Akismet <= ${version} - Unauthenticated SQL Injection`,
      software: [
        {
          type: 'plugin',
          name: 'Akismet Anti-spam',
          slug: 'akismet',
          affected_versions: { [`* - ${version}`]: range },
          patched: true,
          patched_versions: [next(version)],
          remediation: 'Update',
        },
      ],
      informational: false,
      references: [`https://www.wordfence.com/threat-intel/vulnerabilities/id/${id}`],
      cwe: { id: 89, name: 'SQL Injection' },
      cvss: {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        score: 9.8,
        rating: 'Critical',
      },
      cve,
      published: '2026-10-04 06:30:00',
    },
  };
}

function product(name: string, version: string, ended: string | null, latest: string) {
  const cycle = version.split('.').slice(0, 2).join('.');
  return {
    result: {
      name,
      releases: [
        { name: cycle, isLts: false, eolFrom: ended, latest: { name: latest, date: '2026-06-03' } },
        {
          name: '99.0',
          isLts: false,
          eolFrom: '2999-12-31',
          latest: { name: '99.0.1', date: '2026-11-03' },
        },
      ],
    },
  };
}
