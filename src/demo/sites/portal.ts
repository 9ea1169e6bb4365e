import { html, json, plain } from '../page.ts';
import type { StreetSite } from '../street-site.ts';

const login = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Sign in - Fernside Insurance</title>
<meta name="viewport" content="width=device-width, initial-scale=1.0">
</head>
<body>
<main>
<h1>Sign in</h1>
<form method="post" action="/login">
<p><input name="email" placeholder="E-mail"></p>
<p><input name="password" type="password" placeholder="Password"></p>
<input name="__RequestVerificationToken" type="hidden" value="CfDJ8Nq1">
<p><button>Sign in</button></p>
</form>
</main>
<script src="/_framework/blazor.web.js"></script>
</body>
</html>
`;

const swagger = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Swagger UI</title></head>
<body><div id="swagger-ui"></div></body>
</html>
`;

const dotnet = {
  server: 'Kestrel',
  'x-powered-by': 'ASP.NET',
  'set-cookie': '.AspNetCore.Antiforgery.w5W7x28NAIs=CfDJ8; path=/; samesite=strict; httponly',
};

/** An insurer's portal on .NET that tells strangers too much. */
export const portal: StreetSite = {
  id: 'portal',
  platform: 'dotnet',
  secure: false,
  yaml: ({ url, address }) => `# An insurer's portal on ASP.NET, with a health endpoint.
url: ${url}health
platform: dotnet
package: next-business-day
tags: [demo, portal]
pages: [/login]

network:
  allowPrivate: ["${address}"]

checks:
  uptime:
    latencyBudget: 1s
    assertions:
      - "[STATUS] == 200"
      - "[BODY].status == Healthy"
`,
  pages: () => ({
    '/': html(login, dotnet),
    '/login': html(login, dotnet),
    '/health': json(
      { status: 'Healthy', entries: { database: { status: 'Healthy' } } },
      { server: 'Kestrel' },
    ),
    '/swagger/index.html': html(swagger, dotnet),
    '/_framework/blazor.web.js': plain('"use strict";\n', { 'content-type': 'text/javascript' }),
  }),
  knownFaults: [
    {
      check: 'security-headers',
      rule: 'version-leaked',
      why: 'Server and X-Powered-By name what the portal runs on.',
    },
    {
      check: 'platform-hardening',
      rule: 'api-explorer-exposed',
      why: '/swagger/index.html describes the whole interface to everybody.',
    },
    {
      check: 'accessibility',
      rule: 'label-missing',
      why: 'The fields of the sign-in form have no labels, only placeholders.',
    },
  ],
};
