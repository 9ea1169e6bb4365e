import { css, html, plain } from '../page.ts';
import type { StreetSite } from '../street-site.ts';

const home = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Rye &amp; Oak Bakery</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="WordPress 6.8.1">
<meta name="generator" content="WooCommerce 9.8.2">
<link rel="https://api.w.org/" href="/wp-json/">
<link rel="stylesheet" href="/wp-content/themes/flour/style.css?ver=1.4.2">
</head>
<body class="home wp-theme-flour">
<header><p><a href="/">Rye &amp; Oak</a></p></header>
<main>
<h1>Bread, baked in the night</h1>
<img src="/wp-content/uploads/2026/09/loaf.svg" width="320" height="200">
<p>Sourdough, rye and rolls, at your door by seven.</p>
<form class="cart"><button name="add-to-cart" value="17">Add to basket</button></form>
</main>
<script src="/wp-content/plugins/oven-calendar/js/index.js?ver=2.8.4" defer></script>
</body>
</html>
`;

const readme = `=== Oven Calendar ===
Requires at least: 6.3
Tested up to: 6.5
Stable tag: 2.8.4
License: GPLv2 or later

Shows when the next batch leaves the oven.
`;

const debugLog = `[20-Nov-2026 02:14:07 UTC] PHP Warning:  Undefined array key "size" in /var/www/html/wp-content/themes/flour/inc/loaf.php on line 88
[20-Nov-2026 02:14:07 UTC] PHP Deprecated:  strftime() is deprecated in /var/www/html/wp-content/themes/flour/functions.php on line 12
`;

const loaf =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 20"><ellipse cx="16" cy="11" rx="14" ry="8" fill="#b8742c"/></svg>';

/** A bakery's shop on WordPress: well and forgotten. */
export const bakery: StreetSite = {
  id: 'bakery',
  platform: 'wordpress',
  secure: false,
  yaml: ({ url, address }) => `# A bakery's shop on WordPress.
url: ${url}
platform: wordpress
package: gold
transactional: true
tags: [demo, shop]

network:
  allowPrivate: ["${address}"]

checks:
  uptime:
    contains: ["Add to basket"]
    forbids: ["Error establishing a database connection"]
  outdated-plugins:
    bespoke: [flour]
`,
  pages: () => ({
    '/': html(home, { server: 'nginx', link: '</wp-json/>; rel="https://api.w.org/"' }),
    '/robots.txt': plain('User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n'),
    '/wp-content/themes/flour/style.css': css(
      '/*\nTheme Name: Flour\nVersion: 1.4.2\n*/\nbody { font: 18px/1.5 Georgia, serif }\n',
    ),
    '/wp-content/uploads/2026/09/loaf.svg': {
      status: 200,
      headers: { 'content-type': 'image/svg+xml' },
      body: loaf,
    },
    '/wp-content/plugins/oven-calendar/js/index.js': plain('"use strict";\n', {
      'content-type': 'text/javascript',
    }),
    '/wp-content/plugins/oven-calendar/readme.txt': plain(readme),
    '/wp-content/debug.log': plain(debugLog),
    '/xmlrpc.php': {
      status: 405,
      headers: { 'content-type': 'text/plain;charset=UTF-8', allow: 'POST' },
      body: 'XML-RPC server accepts POST requests only.',
    },
  }),
  knownFaults: [
    {
      check: 'platform-hardening',
      rule: 'debug-log-exposed',
      why: 'Anybody can read /wp-content/debug.log, which names paths and versions.',
    },
    {
      check: 'platform-hardening',
      rule: 'xmlrpc-exposed',
      why: '/xmlrpc.php answers; nothing here needs it, and it is what password guessers look for.',
    },
    {
      check: 'outdated-plugins',
      rule: 'component-outdated',
      why: 'WordPress 6.8.1 is two releases of its own branch behind.',
    },
    {
      check: 'outdated-plugins',
      rule: 'component-outdated',
      why: 'Oven Calendar 2.8.4 is a major version behind.',
    },
    {
      check: 'outdated-plugins',
      rule: 'feed-not-asked',
      why: 'Nobody has given the demo a key for the services that know of vulnerabilities.',
    },
    {
      check: 'accessibility',
      rule: 'image-alternative-missing',
      why: 'The picture of the loaf has no alternative text.',
    },
  ],
};
