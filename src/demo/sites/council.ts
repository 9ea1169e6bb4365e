import { html, plain } from '../page.ts';
import type { StreetSite } from '../street-site.ts';

const home = `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="Generator" content="Drupal 11 (https://www.drupal.org)">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>Northmoor Council</title>
</head>
<body class="path-frontpage">
<main id="main-content">
<h1>Northmoor Council</h1>
<ul>
<li><a href="/services">Services</a></li>
<li><a href="/sites/default/files/bin-days-2025.pdf">Bin days</a></li>
</ul>
<p>The library is open again on Saturdays.</p>
</main>
<script type="application/json" data-drupal-selector="drupal-settings-json">{"path":{"baseUrl":"/","currentPath":"node/1","isFront":true,"langcode":"en"}}</script>
</body>
</html>
`;

const services = `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><title>Services | Northmoor Council</title></head>
<body><main id="main-content"><h1>Services</h1><p>Bins, schools, planning.</p></main></body>
</html>
`;

const drupal = {
  server: 'Apache',
  'x-generator': 'Drupal 11 (https://www.drupal.org)',
  'x-drupal-dynamic-cache': 'HIT',
  expires: 'Sun, 19 Nov 1978 05:00:00 GMT',
  'cache-control': 'must-revalidate, no-cache, private',
};

/** A council's pages on Drupal, with debugging left on. */
export const council: StreetSite = {
  id: 'council',
  platform: 'drupal',
  secure: false,
  yaml: ({ url, address }) => `# A council's site on Drupal.
url: ${url}
platform: drupal
package: platinum
tags: [demo, public-sector]
pages: [/services]

network:
  allowPrivate: ["${address}"]

checks:
  uptime:
    assertions:
      - "[STATUS] == 200"
      - "[BODY] == pat(*Northmoor Council*)"
`,
  pages: () => ({
    '/': html(home, { ...drupal, 'x-drupal-cache-tags': 'config:system.site node:1 rendered' }),
    '/services': html(services, drupal),
    '/robots.txt': plain('User-agent: *\nDisallow: /core/\nDisallow: /admin/\n'),
    '/core/CHANGELOG.txt': plain(
      'New minor (feature) releases of Drupal are released every six months.\n',
    ),
  }),
  knownFaults: [
    {
      check: 'platform-hardening',
      rule: 'cache-tags-exposed',
      why: 'X-Drupal-Cache-Tags is sent: debugging of caches was left on.',
    },
    {
      check: 'broken-links',
      rule: 'link-broken',
      why: 'The file behind “Bin days” is gone.',
    },
  ],
};
