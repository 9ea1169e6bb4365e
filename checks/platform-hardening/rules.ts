import type { Rule } from '../../src/core/finding.ts';

const owasp = 'https://owasp.org/www-project-web-security-testing-guide/';

/** What platform-hardening can find, and what to do about each. */
export const rules = {
  'repository-exposed': {
    title: 'The site’s git repository can be downloaded',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Deny /.git in the web server at once, then change every password that was ever committed.',
    help: owasp,
  },
  'environment-file-exposed': {
    title: 'The file .env with the site’s secrets can be read by anybody',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Take the file out of the web root, then change every password and key in it: take them as known.',
    help: owasp,
  },
  'configuration-exposed': {
    title: 'A configuration file can be read by anybody',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Delete the file or deny it in the web server, then change every password and key in it.',
    help: owasp,
  },
  'backup-exposed': {
    title: 'A backup of the site can be downloaded',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Move it out of the web root at once; look into the access log for who fetched it.',
    help: owasp,
  },
  'configuration-export-exposed': {
    title: 'Drupal’s exported configuration can be read by anybody',
    verdict: 'failed',
    severity: 'serious',
    advice: "Move the sync directory out of the web root (`$settings['config_sync_directory']`).",
    help: 'https://www.drupal.org/docs/administering-a-drupal-site/configuration-management/changing-the-storage-location-of-the-sync-directory',
  },
  'debug-log-exposed': {
    title: 'The debug log can be read by anybody',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Delete the file, set WP_DEBUG_LOG to a path outside of the web root or to false.',
    help: 'https://developer.wordpress.org/advanced-administration/debug/debug-wordpress/',
  },
  'installer-open': {
    title: 'The platform’s installer is open: whoever completes it owns the site',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Deny the installer in the web server at once, then find out why the platform does not see its database.',
    help: null,
  },
  'update-script-open': {
    title: 'Anybody may run Drupal’s update script',
    verdict: 'failed',
    severity: 'serious',
    advice: "Set `$settings['update_free_access'] = FALSE` in settings.php.",
    help: 'https://www.drupal.org/docs/updating-drupal',
  },
  'database-update-pending': {
    title: 'The database waits for its update, which anybody can start',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Make a backup, then run `wp core update-db`.',
    help: 'https://developer.wordpress.org/cli/commands/core/update-db/',
  },
  'umbraco-not-running': {
    title: 'Umbraco does not run as it should',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Read the newest file in umbraco/Logs; an upgrade that waits is completed by signing in to the back office.',
    help: 'https://docs.umbraco.com/umbraco-cms/fundamentals/setup/upgrading',
  },
  'backoffice-exposed': {
    title: 'The log-in page of the back office is open to the whole internet',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Allow only the addresses from which editors work, or ask for a second factor.',
    help: 'https://docs.umbraco.com/umbraco-cms/reference/security',
  },
  'diagnostics-exposed': {
    title: 'A diagnostic page shows the application’s inside to anybody',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Switch it off, or let only administrators and local addresses see it.',
    help: 'https://learn.microsoft.com/aspnet/core/security/',
  },
  'error-page-detailed': {
    title: 'Error pages show stack traces or exact versions to visitors',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Set customErrors to On or RemoteOnly, or ASPNETCORE_ENVIRONMENT to Production.',
    help: 'https://learn.microsoft.com/aspnet/core/fundamentals/error-handling',
  },
  'error-page-default': {
    title: 'Errors show ASP.NET’s own page in place of one of the site’s',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Name a page of the site in customErrors or httpErrors of web.config.',
    help: 'https://learn.microsoft.com/iis/configuration/system.webserver/httperrors/',
  },
  'directory-listed': {
    title: 'The web server lists the files of a folder',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Switch listings off: `Options -Indexes` in Apache, `autoindex off` in nginx, directoryBrowse in IIS.',
    help: owasp,
  },
  'access-rules-ignored': {
    title: 'The server hands out .htaccess, so it does not keep the rules in it',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Deny files that begin with a dot, and put the rules of Drupal’s .htaccess into the server’s own configuration.',
    help: 'https://www.drupal.org/docs/administering-a-drupal-site/security-in-drupal',
  },
  'xmlrpc-exposed': {
    title: 'XML-RPC is open: passwords can be tried there by the hundred, and pingbacks be abused',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Deny /xmlrpc.php unless an app or Jetpack needs it; then allow only their addresses.',
    help: 'https://developer.wordpress.org/advanced-administration/security/brute-force/',
  },
  'users-enumerable': {
    title: 'Strangers can learn the names of the site’s users',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Close these ways, or make sure that everybody has a strong password and a second factor.',
    help: owasp,
  },
  'registration-open': {
    title: 'Anybody may register as a user',
    verdict: 'warning',
    severity: 'minor',
    advice: 'If the site does not live from its members, switch registration off.',
    help: null,
  },
  'shipped-document-exposed': {
    title: 'A document that comes with the platform tells what the site runs on',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Deny the file in the web server; updates bring a deleted one back.',
    help: owasp,
  },
  'package-list-exposed': {
    title: 'The list of installed packages with their versions can be read by anybody',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Deny composer.json and composer.lock in the web server, or keep them above the web root.',
    help: owasp,
  },
  'api-explorer-exposed': {
    title: 'The explorer of the application’s API is open to anybody',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Switch it off in production unless the API is meant for strangers.',
    help: null,
  },
  'cache-tags-exposed': {
    title: 'Drupal sends its debugging headers to visitors',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Set `http.response.debug_cacheability_headers` to false in services.yml.',
    help: 'https://www.drupal.org/docs/drupal-apis/responses/cacheableresponseinterface',
  },
  'maintenance-mode-on': {
    title: 'The site is in maintenance mode',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'If nobody is at work on the site, end it.',
    help: null,
  },
  'password-page-on': {
    title: 'The shop is closed by its password page',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'If the shop should be open, take the password away in Shopify under Online Store, Preferences.',
    help: 'https://help.shopify.com/manual/online-store/themes/password-page',
  },
  'preview-theme-shown': {
    title: 'Visitors see a theme that is not the published one',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Look for a preview link in a redirect, an app or a cache; publish the theme if it is meant.',
    help: 'https://help.shopify.com/manual/online-store/themes/managing-themes',
  },
  'hardening-unverified': {
    title: 'Not everything could be looked at',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Allow caretaker’s address or user agent in the protection service, then check again.',
    help: null,
  },
} as const satisfies Record<string, Rule>;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
