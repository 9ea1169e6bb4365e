import { expect } from 'vitest';
import type platformHardening from '../../../checks/platform-hardening/index.ts';
import { type RuleId, rules } from '../../../checks/platform-hardening/rules.ts';
import type { Verdict } from '../../../src/core/finding.ts';
import type { AnswerOptions } from '../../support/artifacts.ts';
import type { CheckCases } from '../../support/check-tester.ts';
import { type Asked, answered } from './answers.ts';

type Case = NonNullable<CheckCases<typeof platformHardening>['failed']>[number];

/** A case with what it was made of. */
export type ExposureCase = Case & { readonly asked: Asked; readonly verdict: Verdict };

const secret = 'hunter2-not-a-password';

function exposed(rule: RuleId, name: string, evidence: string, asked: Asked): ExposureCase {
  return {
    name: `${rule}: ${name}`,
    artifacts: answered(asked),
    findings: [rule],
    asked,
    verdict: rules[rule].verdict,
    also: ({ findings }) => expect(findings[0]?.evidence).toContain(evidence),
  };
}

const at = (rule: RuleId, path: string, evidence: string, page: AnswerOptions) =>
  exposed(rule, path, evidence, { paths: { [path]: page } });

const wpConfig = `<?php
define( 'DB_NAME', 'shop' );
define( 'DB_USER', 'jo.miller' );
define( 'DB_PASSWORD', '${secret}' );
define( 'AUTH_KEY', '${secret}${secret}' );
`;
const listing = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html><head><title>Index of /files</title></head><body><h1>Index of /files</h1><table>
<tr><th><a href="?C=N;O=D">Name</a></th></tr>
<tr><td><a href="../">Parent Directory</a></td></tr>
<tr><td><a href="invoice.pdf">invoice.pdf</a></td></tr></table></body></html>`;
const yellow = (rest: string) =>
  `<html><head><title>Error</title></head><body bgcolor="white"><span><H1>Server Error in '/' Application.<hr width=100% size=1 color=silver></H1></span>${rest}</body></html>`;

/** Everything that may lie open, as servers send it. */
export const exposures: readonly ExposureCase[] = [
  at('repository-exposed', '/.git/HEAD', 'refs/heads/main', { body: 'ref: refs/heads/main\n' }),
  at('environment-file-exposed', '/.env', 'DB_PASSWORD (22 characters)', {
    body: `APP_ENV=production\nDB_PASSWORD=${secret}\n# a comment\n`,
  }),
  at('backup-exposed', '/backup.zip', 'a ZIP archive, 73400320 bytes', {
    status: 206,
    headers: [['Content-Range', 'bytes 0-2047/73400320']],
    body: 'PK\u0003\u0004\u0014\u0000\ufffd\u0000wp-config.php',
  }),
  at('backup-exposed', '/backup.sql', 'a dump of a database, 4096 bytes', {
    headers: [['content-length', '4096']],
    body: '-- MariaDB dump 10.19\n--\n-- Host: localhost    Database: shop\nCREATE TABLE `wp_users`',
  }),
  at('package-list-exposed', '/composer.lock', 'Composer', {
    body: '{"_readme":["…"],"content-hash": "0123456789abcdef0123456789abcdef","packages":[',
  }),
  ...['~', '.bak', '.save', '.old', '.txt'].map((ending) =>
    at('configuration-exposed', `/wp-config.php${ending}`, 'DB_PASSWORD (22 characters)', {
      headers: [['content-type', 'text/plain']],
      body: wpConfig,
    }),
  ),
  at('configuration-exposed', '/sites/default/settings.php~', 'password (22 characters)', {
    body: `<?php\n$databases['default']['default'] = ['database' => 'hall', 'password' => '${secret}'];`,
  }),
  at('configuration-exposed', '/web.config.bak', 'connectionStrings, Password (22 characters)', {
    body: `\ufeff<?xml version="1.0"?><configuration><connectionStrings><add connectionString="Server=db;Password=${secret};"/></connectionStrings></configuration>`,
  }),
  at('configuration-exposed', '/appsettings.json', 'ConnectionStrings', {
    body: `{"ConnectionStrings":{"umbracoDbDSN":"Server=db;Password=${secret}"},"Umbraco":{}}`,
  }),
  at('configuration-export-exposed', '/config/sync/core.extension.yml', '2 extensions', {
    body: 'module:\n  block: 0\n  webform: 0\ntheme:\n',
  }),
  at('debug-log-exposed', '/wp-content/debug.log', '16-Nov-2026: PHP Warning', {
    body: '[16-Nov-2026 08:00:01 UTC] PHP Warning:  Undefined variable $x in /var/www/shop.php on line 12',
  }),
  at('installer-open', '/wp-admin/install.php', 'installs WordPress', {
    body: '<form id="setup" method="post" action="install.php?step=2" novalidate="novalidate">',
  }),
  at('installer-open', '/core/install.php', 'installs Drupal', {
    body: '<form class="install-select-language-form" id="install-select-language-form" method="post">',
  }),
  at('installer-open', '/install', 'installs Umbraco', {
    body: '<html ng-app="umbraco.install"><body id="umbracoInstallPageBody">',
  }),
  at('installer-open', '/umbraco/management/api/v1/server/status', 'Install', {
    body: '{"serverStatus":"Install"}',
  }),
  at('umbraco-not-running', '/umbraco/management/api/v1/server/status', 'Upgrade', {
    body: '{"serverStatus":"Upgrade"}',
  }),
  at('database-update-pending', '/wp-admin/upgrade.php', 'update the database', {
    body: '<h1>Database Update Required</h1><a class="button" href="upgrade.php?step=1&amp;backto=">',
  }),
  at('update-script-open', '/update.php', 'begin the update', {
    body: '<title>Drupal database update</title><a href="/update.php/selection">Continue</a>',
  }),
  at('access-rules-ignored', '/sites/default/files/.htaccess', 'uploads', {
    body: '# Turn off all options\nSetHandler Drupal_Security_Do_Not_Remove_See_SA_2006_006\n',
  }),
  at('xmlrpc-exposed', '/xmlrpc.php', '2 methods, pingback.ping among them', {
    body: '<?xml version="1.0"?><methodResponse><params><param><value><array><data><value><string>wp.getPosts</string></value><value><string>pingback.ping</string></value></data></array></value></param></params></methodResponse>',
  }),
  at('xmlrpc-exposed', '/xmlrpc.php', 'accepts POST', {
    status: 405,
    body: 'XML-RPC server accepts POST requests only.',
  }),
  at('users-enumerable', '{rest}wp/v2/users?per_page=1', 'the REST API lists 12', {
    headers: [['X-WP-Total', '12']],
    body: '[{"id":1,"name":"Jo Miller","url":"","description":"","link":"https://shop.example/author/jo.miller/","slug":"jo.miller"}]',
  }),
  at('users-enumerable', '/?author=1', 'the name of user 1', {
    via: ['https://shop.example/author/jo.miller/'],
    body: '<h1>Jo Miller</h1>',
  }),
  at('users-enumerable', '/wp-sitemap-users-1.xml', 'lists 2', {
    body: '<?xml version="1.0"?><urlset><url><loc>https://shop.example/author/jo.miller/</loc></url><url><loc>https://shop.example/author/al/</loc></url></urlset>',
  }),
  at('users-enumerable', '/user/1', 'profile', { body: '<h1>Jo Miller</h1><h4>Member for</h4>' }),
  at('registration-open', '/wp-login.php?action=register', 'register', {
    body: '<form name="registerform" id="registerform" action="x" method="post">',
  }),
  at('directory-listed', '/wp-content/uploads/', '2 links', { body: listing }),
  exposed('directory-listed', 'the home page', '2 links', { home: { body: listing } }),
  at('shipped-document-exposed', '/readme.html', 'readme', {
    body: '<!DOCTYPE html><title>WordPress &rsaquo; ReadMe</title>',
  }),
  at('shipped-document-exposed', '/CHANGELOG.txt', 'Drupal 7.98', {
    body: 'Drupal 7.98, 2023-06-07\n-----------------------\n- Various improvements',
  }),
  at('backoffice-exposed', '/umbraco/', 'log-in page', {
    body: '<title>Umbraco</title><umb-app lang="en-US"></umb-app>',
  }),
  at('diagnostics-exposed', '/trace.axd', 'trace', {
    body: '<html><b><font size=5>Application Trace</font></b><h1>Application Trace</h1>',
  }),
  at('diagnostics-exposed', '/elmah.axd', 'ELMAH', {
    body: '<title>Error log for /LM/W3SVC/2 on WEB1 (Page #1)</title><h1>Error Log for <span>shop</span></h1>',
  }),
  at('diagnostics-exposed', '/hangfire', 'Hangfire', {
    body: '<title>Overview – Hangfire Dashboard</title>',
  }),
  at('api-explorer-exposed', '/swagger/index.html', 'Swagger', {
    body: '<div id="swagger-ui"></div>',
  }),
  at('error-page-detailed', '/no-such-page.aspx', 'a stack trace and ASP.NET 4.8.4690.0', {
    status: 404,
    body: yellow(
      '<b>Stack Trace:</b> <pre>[HttpException]</pre><b>Version Information:</b>&nbsp;Microsoft .NET Framework Version:4.0.30319; ASP.NET Version:4.8.4690.0',
    ),
  }),
  exposed('error-page-detailed', 'the developer page', 'developer exception page', {
    home: {
      status: 500,
      body: '<h1>An unhandled exception occurred while processing the request.</h1><div class="titleerror">x</div>',
    },
  }),
  exposed('error-page-default', 'what everything missing is answered with', 'without details', {
    control: { status: 404, body: yellow('<h2><i>Runtime Error</i></h2>') },
  }),
  exposed('cache-tags-exposed', 'the home page', '3 tags', {
    home: { headers: [['X-Drupal-Cache-Tags', 'block_view config:block_list node:1']] },
  }),
  exposed('maintenance-mode-on', 'WordPress', 'Briefly unavailable', {
    home: {
      status: 503,
      body: '<body id="error-page"><div class="wp-die-message">Briefly unavailable for scheduled maintenance. Check back in a minute.</div></body>',
    },
  }),
  exposed('password-page-on', 'a shop in production', 'https://shop.example/password', {
    home: {
      via: ['https://shop.example/password'],
      body: '<form><input type="hidden" name="form_type" value="storefront_password" /></form>',
    },
  }),
  exposed('preview-theme-shown', 'a shop', '“Spring draft” has the role unpublished', {
    home: {
      body: '<script>Shopify.theme = {"name":"Spring draft","id":2,"theme_store_id":null,"role":"unpublished"};</script>',
    },
  }),
];
