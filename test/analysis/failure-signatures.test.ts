import { describe, expect, it, test } from 'vitest';
import { signatures } from '../../src/analysis/failure-signatures/table.ts';
import { findFailureSignature } from '../../src/analysis/failure-signatures.ts';

const found = (text: string, status = 200) =>
  findFailureSignature({ status, body: { text, bytes: text.length, capped: false } });

/** The page that WordPress's `wp_die()` prints, with its style. */
const wpDie = (title: string, message: string, language = 'en-US') => `<!DOCTYPE html>
<html lang="${language}">
<head>
	<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
	<meta name="viewport" content="width=device-width, initial-scale=1.0">
	<meta name='robots' content='max-image-preview:large, noindex, follow' />
	<title>${title}</title>
	<style type="text/css">${'\n\t\thtml { background: #f1f1f1; }'.repeat(120)}
		#error-page .wp-die-message { font-size: 14px; line-height: 1.5; margin: 25px 0 20px; }
	</style>
</head>
<body id="error-page">
	<div class="wp-die-message">${message}</div></body>
</html>`;

const yellow = (title: string, rest: string) => `<!DOCTYPE html>
<html>
    <head>
        <title>${title}</title>
        <style>body {font-family:"Verdana";font-size: .7em;color:black;}</style>
    </head>
    <body bgcolor="white">
            <span><H1>Server Error in '/' Application.<hr width=100% size=1 color=silver></H1>
            <h2> <i>${title}</i> </h2></span>
            ${rest}
    </body>
</html>`;

const stack =
  '   at Shop.Web.Controllers.BasketController.Index() in C:\\Sites\\Shop\\Basket.cs:line 41\n';

/** Pages as the platforms print them, by the cause that they name. */
const pages: readonly (readonly [id: string, page: string])[] = [
  [
    'wordpress-database',
    wpDie('Database Error', '<h1>Error establishing a database connection</h1>'),
  ],
  [
    'wordpress-critical-error',
    wpDie(
      'WordPress &rsaquo; Error',
      '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>',
    ),
  ],
  [
    'wordpress-maintenance',
    wpDie('Maintenance', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'),
  ],
  [
    'wordpress-error-page',
    wpDie(
      'WordPress &rsaquo; Fehler',
      '<p>Es gab einen kritischen Fehler auf deiner Website.</p>',
      'de-DE',
    ),
  ],
  [
    'drupal-unexpected-error',
    `The website encountered an unexpected error. Try again later.<br><br><em class="placeholder">Drupal\\Core\\Database\\DatabaseNotFoundException</em>: ${'in <em>Connection</em> '.repeat(300)}`,
  ],
  [
    'drupal-unexpected-error',
    '<!DOCTYPE html><html lang="en"><head><title>Error | Hall</title></head><body class="maintenance-page in-maintenance db-offline"><h1>Error</h1>The website encountered an unexpected error. Please try again later.</body></html>',
  ],
  [
    'drupal-maintenance',
    '<!DOCTYPE html><html lang="en"><head><title>Site under maintenance | Hall</title></head><body class="maintenance-page"><h1>Site under maintenance</h1><p>Hall is currently under maintenance. We should be back shortly. Thank you for your patience.</p></body></html>',
  ],
  [
    'umbraco-boot-failed',
    '<!DOCTYPE html><html><head><title>Boot Failed</title></head><body><h1>Boot Failed</h1><h2>Umbraco failed to boot, if you are the owner of the website please see the log file for more details.</h2></body></html>',
  ],
  [
    'umbraco-boot-failed',
    yellow(
      'Boot failed: Umbraco cannot run. See Umbraco&#39;s log file for more details.',
      `<b>Stack Trace:</b> <pre>${stack.repeat(90)}</pre>`,
    ),
  ],
  [
    'shopify-unavailable',
    '<!DOCTYPE html><html><head><title>Something went wrong</title></head><body><h1>Sorry, this shop is currently unavailable.</h1></body></html>',
  ],
  [
    'aspnet-start-failed',
    '<!DOCTYPE html><html><head><title>IIS 500.30 Error</title></head><body><div id="content"><h2>HTTP Error 500.30 - ASP.NET Core app failed to start</h2><h4> Common solutions to this issue: </h4></div></body></html>',
  ],
  [
    'aspnet-start-failed',
    '<html><head><title>IIS 500.31 Error</title></head><body><h3>HTTP Error 500.31 - Failed to load ASP.NET Core runtime</h3></body></html>',
  ],
  [
    'aspnet-start-failed',
    '<html><head><title>IIS 502.5 Error</title></head><body><h3>HTTP Error 502.5 - ANCM Out-Of-Process Startup Failure</h3></body></html>',
  ],
  [
    'iis-application-pool',
    '<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD><BODY><h2>Service Unavailable</h2><hr><p>HTTP Error 503. The service is unavailable.</p></BODY></HTML>',
  ],
  ['aspnet-error-page', yellow('Runtime Error', '<b> Details:</b> To enable the details …')],
  [
    'aspnet-error-page',
    yellow('Object reference not set.', `<b>Stack Trace:</b><pre>${stack.repeat(90)}</pre>`),
  ],
  [
    'aspnet-developer-page',
    `<!DOCTYPE html><html><head><title>Internal Server Error</title></head><body><h1>An unhandled exception occurred while processing the request.</h1><div class="titleerror">InvalidOperationException: no basket</div><pre>${stack.repeat(400)}</pre></body></html>`,
  ],
  [
    'aspnet-error-view',
    '<html><head><title>Error - Shop</title></head><body><h1 class="text-danger">Error.</h1><h2 class="text-danger">An error occurred while processing your request.</h2></body></html>',
  ],
  [
    'php-fatal-error',
    `<h1>Shop</h1>${'<p>Socks, very warm.</p>'.repeat(3000)}<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function basket() in /var/www/shop.php:12\nStack trace:\n#0 {main}\n  thrown in <b>/var/www/shop.php</b> on line <b>12</b><br />`,
  ],
];

/** What a person would read of the page, once as a quotation. */
const article = (page: string) =>
  `<html><body class="single"><h1>How we mended it</h1><blockquote>${page
    .replace(/<(style|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(
      /<[^>]*>/g,
      ' ',
    )}</blockquote>${'<p>And so it went on, for quite some time.</p>'.repeat(80)}</body></html>`;

describe.each([200, 500, 503])('behind status %d', (status) => {
  it.each(pages)('%s is named', (id, page) => {
    expect(found(page, status)).toMatchObject({ id });
  });
});

test.each(pages)('an article that quotes %s is none', (_, page) => {
  expect(found(article(page))).toBeNull();
});

test('a short article that names such words in passing is none', () => {
  const page = `<html><head><title>Help</title></head><body><h1>Error establishing a database connection: what to do</h1>${'<p>We look at the log first, then at the disk.</p>'.repeat(15)}</body></html>`;
  expect(page.length).toBeLessThan(1500);
  expect(found(page)).toBeNull();
  expect(found(page, 500)).toMatchObject({ id: 'wordpress-database' });
});

it('has a page for every signature', () => {
  const shown = new Set(pages.map(([id]) => id));
  expect(signatures.filter(({ id }) => !shown.has(id))).toEqual([]);
});

it('tells three troubles of WordPress apart, with the words on the page', () => {
  const three = pages.slice(0, 3).map(([, page]) => found(page, 500));
  expect(three.map((cause) => cause?.meaning)).toEqual([
    'WordPress cannot reach its database',
    'WordPress met a fatal PHP error',
    expect.stringContaining('WordPress is in maintenance mode'),
  ]);
  expect(three.map((cause) => cause?.kind)).toEqual(['failure', 'failure', 'maintenance']);
});

it('repeats what IIS says, and what WordPress says in another language', () => {
  const byId = (id: string) => found(pages.find(([known]) => known === id)?.[1] ?? '');
  expect(byId('aspnet-start-failed')?.meaning).toBe(
    'IIS cannot start the .NET application: HTTP Error 500.30 - ASP.NET Core app failed to start',
  );
  expect(byId('wordpress-error-page')?.text).toBe(
    'Es gab einen kritischen Fehler auf deiner Website.',
  );
});

it('is quick on a page that is made to be slow', () => {
  const hostile = `Error establishing a database connection${'<script <style <head '.repeat(12_000)}`;
  const start = performance.now();
  found(hostile);
  found(hostile.slice(0, 32_000));
  expect(performance.now() - start).toBeLessThan(1000);
});
