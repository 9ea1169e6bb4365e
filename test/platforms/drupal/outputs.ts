/** What `drush core:status --format=json` prints with the fields that are asked for. */
export function coreStatus(drush = '13.3.1'): string {
  return JSON.stringify({
    'drupal-version': '10.6.2',
    'php-version': '8.2.29-1+deb12u1',
    'drush-version': drush,
    'db-status': 'Connected',
    bootstrap: 'Successful',
  });
}

/** What `drush pm:list --format=json` prints. */
export const pmList = JSON.stringify({
  node: row('node', 'drupal', 'core/modules/node', 'Enabled', '10.6.2'),
  lantern: row('lantern', 'lantern', 'modules/contrib/lantern', 'Disabled', '8.x-1.12'),
  wick: row('wick', 'lantern', 'modules/contrib/lantern/modules/wick', 'Enabled', '8.x-1.12'),
  gull: row('gull', 'gull', 'modules/contrib/gull', 'Disabled', '2.0.1'),
  harbour: row('harbour', '', 'modules/custom/harbour', 'Enabled', null),
  slate: { ...row('slate', 'slate', 'themes/contrib/slate', 'Enabled', '3.1.0'), type: 'theme' },
});

/** What `composer audit --format=json` prints. */
export const audit = JSON.stringify({
  advisories: {
    'drupal/core': [
      {
        advisoryId: 'SA-CORE-2099-007',
        packageName: 'drupal/core',
        affectedVersions: '>=8.0.0,<10.5.9|>=10.6.0,<10.6.7',
        title: 'Drupal core - made up - SA-CORE-2099-007',
        cve: 'CVE-2099-0701',
        link: 'https://advisories.example/sa-core-2099-007',
        reportedAt: '2026-05-06T17:00:00+00:00',
        sources: [{ name: 'Drupal core', remoteId: 'SA-CORE-2099-007' }],
        severity: 'medium',
      },
    ],
    'acme/sdk': [
      {
        advisoryId: 'PKSA-made-up',
        packageName: 'acme/sdk',
        affectedVersions: '^2.0',
        title: 'Made up',
        cve: null,
        link: null,
        reportedAt: '2026-01-01T00:00:00+00:00',
        sources: [],
        severity: null,
      },
    ],
  },
  abandoned: { 'acme/mailer': 'acme/post', 'acme/old': null },
});

function row(
  name: string,
  project: string,
  path: string,
  status: string,
  version: string | null,
): object {
  const display_name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)} (${name})`;
  return { package: 'Made up', project, display_name, name, type: 'module', path, status, version };
}
