/** A text by which a platform says that it is broken, whatever the status code. */
export interface FailureSignature {
  readonly text: string;
  /** What it means, for the person who is woken. */
  readonly meaning: string;
  readonly advice: string;
}

/**
 * Texts that only a broken page shows, as the platforms' own code prints them. Each is long enough
 * not to appear in an article that merely talks about the fault.
 */
const signatures: readonly FailureSignature[] = [
  {
    text: 'Error establishing a database connection',
    meaning: 'WordPress cannot reach its database',
    advice: 'Check that the database runs and accepts the credentials in wp-config.php.',
  },
  {
    text: 'There has been a critical error on this website',
    meaning: 'WordPress met a fatal PHP error',
    advice: 'Read the PHP error log; switch off the plug-in or theme that it names.',
  },
  {
    text: 'Briefly unavailable for scheduled maintenance. Check back in a minute.',
    meaning: 'WordPress is in maintenance mode, usually left behind by an update that broke off',
    advice: 'If no update is running, delete the file .maintenance in the WordPress folder.',
  },
  {
    text: 'The website encountered an unexpected error. Try again later.',
    meaning: 'Drupal met an uncaught exception',
    advice: 'Read `drush watchdog:show --severity=Error` or the PHP error log.',
  },
  {
    text: 'The website encountered an unexpected error. Please try again later.',
    meaning: 'Drupal met an uncaught exception',
    advice: 'Read `drush watchdog:show --severity=Error` or the PHP error log.',
  },
  {
    text: 'Umbraco failed to boot',
    meaning: 'Umbraco could not start',
    advice:
      'Read the newest file in umbraco/Logs; check the connection string and pending upgrades.',
  },
  {
    text: "Server Error in '/' Application.",
    meaning: 'ASP.NET shows its error page for an unhandled exception',
    advice: 'Read the Windows event log and the application’s own log for the exception.',
  },
  {
    text: 'An unhandled exception occurred while processing the request.',
    meaning: 'ASP.NET Core shows its developer exception page on the live site',
    advice: 'Set ASPNETCORE_ENVIRONMENT to Production, then read the log for the exception.',
  },
];

/** An error page is short; a long page that holds such a text is more likely an article about it. */
const longestErrorPage = 32 * 1024;

/** The platform's own words of failure on a page, or null where there are none. */
export function findFailureSignature(body: string): FailureSignature | null {
  if (body.length > longestErrorPage) return null;
  return signatures.find(({ text }) => body.includes(text)) ?? null;
}
