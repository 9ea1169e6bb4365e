import { html, json, plain } from '../page.ts';
import type { StreetSite } from '../street-site.ts';

const home = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Harbour Museum</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<main>
<h1>Harbour Museum</h1>
<p>Ships, maps and the people who made them. Open daily, ten to five.</p>
<p><a data-udi="umb://document/4d2b0f7a1c5e4a3f9d6e8b7c5a4f3e2d" href="/visit">Plan a visit</a></p>
</main>
</body>
</html>
`;

const visit = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Plan a visit - Harbour Museum</title></head>
<body><main><h1>Plan a visit</h1><p>By the old pier; lifts to all floors.</p></main></body>
</html>
`;

const backoffice = `<!DOCTYPE html>
<html lang="en">
<head><base href="/umbraco/"><meta charset="utf-8"><title>Umbraco</title></head>
<body><umb-app></umb-app><noscript>Umbraco CMS needs JavaScript.</noscript></body>
</html>
`;

/** A museum's site on Umbraco, over TLS; its certificate was forgotten, and somebody has noticed. */
export const museum: StreetSite = {
  id: 'museum',
  platform: 'umbraco',
  secure: true,
  yaml: ({ url, address, midnight }) => `# A museum's site on Umbraco.
url: ${url}
platform: umbraco
package: business-hours-premium
tags: [demo, culture]
pages: [/visit]

network:
  allowPrivate: ["${address}"]

checks:
  tls-certificate:
    schedule: 10s

# What is in hand pages nobody: the incident says so, and its clocks run all the same.
maintenance:
  windows:
    - start: ${midnight}
      duration: 3d
      check: tls-certificate
      reason: Sam has ordered the new certificate
`,
  pages: () => ({
    '/': html(home, { server: 'Microsoft-IIS/10.0' }),
    '/visit': html(visit),
    '/robots.txt': plain('User-agent: *\nAllow: /\n'),
    '/umbraco/': html(backoffice),
    '/umbraco/management/api/v1/server/status': json({ serverStatus: 'Run' }),
  }),
  knownFaults: [
    {
      check: 'tls-certificate',
      rule: 'certificate-expires-soon',
      why: 'The certificate is made at the start and holds for six days more.',
    },
    {
      check: 'security-headers',
      rule: 'hsts-missing',
      why: 'Nothing tells browsers to insist on HTTPS.',
    },
    {
      check: 'platform-hardening',
      rule: 'backoffice-exposed',
      why: '/umbraco/ greets everybody; it is for the editors’ network alone.',
    },
  ],
};
