import type { Platform } from '../../core/site.ts';

/** How a platform says that it is broken. */
export interface Signature {
  readonly id: string;
  readonly platform: Platform;
  /** `failure` where it is left out. */
  readonly kind?: 'maintenance';
  /** Stands on every such page, to the letter: what is looked for first. */
  readonly text: string;
  /** What has to be there, where the text alone is not enough. Its match is the evidence. Quantifiers are bounded. */
  readonly words?: RegExp;
  /** Markup that only the platform's own error page has, so that its length does not matter. */
  readonly markup?: RegExp;
  readonly meaning: string | ((words: string) => string);
  readonly advice: string;
}

/** `wp_die()` prints this body, and no theme does. */
const wpDie = /<body id="error-page">/;
const readDrupalLog = 'Read `drush watchdog:show --severity=Error` or the PHP error log.';
const readAppLog = 'Read the Windows event log and the application’s own log for the exception.';

/**
 * Pages by which platforms say that they are broken, as their own code prints them. The first that
 * fits is taken, so what is more exact comes first.
 */
export const signatures: readonly Signature[] = [
  {
    id: 'wordpress-database',
    platform: 'wordpress',
    text: 'Error establishing a database connection',
    markup: wpDie,
    meaning: 'WordPress cannot reach its database',
    advice: 'Check that the database runs and accepts the credentials in wp-config.php.',
  },
  {
    id: 'wordpress-critical-error',
    platform: 'wordpress',
    text: 'There has been a critical error on this website',
    markup: wpDie,
    meaning: 'WordPress met a fatal PHP error',
    advice: 'Read the PHP error log; switch off the plug-in or theme that it names.',
  },
  {
    id: 'wordpress-maintenance',
    platform: 'wordpress',
    kind: 'maintenance',
    text: 'Briefly unavailable for scheduled maintenance. Check back in a minute.',
    markup: wpDie,
    meaning: 'WordPress is in maintenance mode, usually left behind by an update that broke off',
    advice: 'If no update is running, delete the file .maintenance in the WordPress folder.',
  },
  {
    // The same pages in any other language: what they say is translated, their markup is not.
    id: 'wordpress-error-page',
    platform: 'wordpress',
    text: '<body id="error-page">',
    words: /<div class="wp-die-message">[^<]{0,300}(?:<(?:p|h1)>[^<]{1,300})?/,
    markup: wpDie,
    meaning: 'WordPress shows an error page of its own in place of the page',
    advice: 'Read what it says, then the PHP error log at this minute.',
  },
  {
    id: 'drupal-unexpected-error',
    platform: 'drupal',
    text: 'The website encountered an unexpected error.',
    words: /The website encountered an unexpected error\. (?:Please try|Try) again later\./,
    markup: /^\s{0,20}The website encountered an unexpected error\./,
    meaning: 'Drupal met an uncaught exception',
    advice: readDrupalLog,
  },
  {
    id: 'drupal-maintenance',
    platform: 'drupal',
    kind: 'maintenance',
    text: 'currently under maintenance. We should be back shortly.',
    markup: /<title>Site under maintenance\b|class="[^"]{0,500}\bmaintenance-page\b/,
    meaning: 'Drupal is in maintenance mode',
    advice:
      'If nobody is at work, end it: `drush state:set system.maintenance_mode 0 --input-format=integer` and `drush cache:rebuild`.',
  },
  {
    id: 'umbraco-boot-failed',
    platform: 'umbraco',
    text: 'Umbraco failed to boot',
    markup: /<title>\s{0,20}Boot Failed\b/i,
    meaning: 'Umbraco could not start',
    advice:
      'Read the newest file in umbraco/Logs; check the connection string and pending upgrades.',
  },
  {
    // Version 8, behind the error page of ASP.NET.
    id: 'umbraco-boot-failed',
    platform: 'umbraco',
    text: 'Boot failed: Umbraco cannot run.',
    markup: /<H1>Server Error in '[^'<]{1,100}' Application\.<hr/i,
    meaning: 'Umbraco could not start',
    advice:
      'Read the newest file in App_Data/Logs; check the connection string and pending upgrades.',
  },
  {
    id: 'shopify-unavailable',
    platform: 'shopify',
    text: 'Sorry, this shop is currently unavailable',
    meaning: 'Shopify has no open shop under this address: it is frozen, paused or moved',
    advice: 'Ask the owner to look at the plan, its payment and the domain in Shopify’s admin.',
  },
  {
    id: 'aspnet-start-failed',
    platform: 'dotnet',
    text: 'HTTP Error 50',
    words: /HTTP Error 50[02]\.\d{1,2} - [^<\r\n]{1,120}/,
    markup: /<title>[^<]{0,60}(?:50[02]\.\d{1,2}|Process Failure)/i,
    meaning: (words) => `IIS cannot start the .NET application: ${words.trim()}`,
    advice:
      'Read the Windows event log (source IIS AspNetCore Module) and the stdout log; check that the runtime of the application is installed.',
  },
  {
    id: 'iis-application-pool',
    platform: 'dotnet',
    text: 'HTTP Error 503. The service is unavailable.',
    meaning: 'IIS has stopped the application pool of the site',
    advice:
      'Start the pool in IIS; the Windows event log (source WAS) says why it was stopped: often five crashes in five minutes.',
  },
  {
    id: 'aspnet-error-page',
    platform: 'dotnet',
    text: "Server Error in '",
    words: /Server Error in '[^'<]{1,100}' Application\./,
    markup: /<H1>Server Error in '[^'<]{1,100}' Application\.<hr/i,
    meaning: 'ASP.NET shows its error page for an unhandled exception',
    advice: readAppLog,
  },
  {
    id: 'aspnet-developer-page',
    platform: 'dotnet',
    text: 'An unhandled exception occurred while processing the request.',
    markup: /class="titleerror"/,
    meaning: 'ASP.NET Core shows its developer exception page on the live site',
    advice: 'Set ASPNETCORE_ENVIRONMENT to Production, then read the log for the exception.',
  },
  {
    id: 'aspnet-error-view',
    platform: 'dotnet',
    text: 'An error occurred while processing your request.',
    words: /<h2[^>]{0,100}>An error occurred while processing your request\./,
    meaning: 'ASP.NET Core shows its error page for an unhandled exception',
    advice: readAppLog,
  },
  {
    id: 'php-fatal-error',
    platform: 'other',
    text: ' error</b>: ',
    words: /<b>(?:Fatal|Parse) error<\/b>: {1,2}[^<]{1,300}/,
    // PHP prints it where the page breaks off, however much came before.
    markup: /<b>(?:Fatal|Parse) error<\/b>: {1,2}[^<]{1,2000}<b>[^<]{1,500}<\/b> on line <b>\d/,
    meaning: 'PHP stopped with a fatal error, and shows it to visitors',
    advice: 'Mend what the message names, and set display_errors to Off.',
  },
];
