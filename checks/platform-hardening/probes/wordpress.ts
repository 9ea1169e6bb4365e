import { type HttpExchange, headerOf } from '../../../src/core/artifacts/http-exchange.ts';
import { count, type Exposure, fileText, type HardeningProbe, pageText, probe } from '../probe.ts';
import { settingsCopies } from './files.ts';
import { directoryListing } from './listing.ts';

const platforms = ['wordpress'] as const;
const listMethods =
  '<?xml version="1.0"?><methodCall><methodName>system.listMethods</methodName><params/></methodCall>';

/** What is looked at on WordPress. */
export const wordpressProbes: readonly HardeningProbe[] = [
  probe(
    {
      path: '/wp-content/debug.log',
      platforms,
      maxBodyBytes: 2048,
      headers: { range: 'bytes=0-2047' },
    },
    debugLog,
  ),
  ...settingsCopies('/wp-config.php', platforms, ['~', '.bak', '.save', '.old', '.txt']),
  probe({ path: '/wp-admin/install.php', platforms }, installer, { anywhere: true }),
  probe({ path: '/wp-admin/upgrade.php', platforms }, (answer) =>
    /\bhref="upgrade\.php\?step=1/.test(pageText(answer) ?? '')
      ? { rule: 'database-update-pending', evidence: 'the page offers to update the database' }
      : null,
  ),
  // GET is answered with 405 while everything is open.
  probe(
    {
      path: '/xmlrpc.php',
      platforms,
      method: 'POST',
      body: listMethods,
      headers: { 'content-type': 'text/xml' },
    },
    xmlrpc,
  ),
  probe({ path: '{rest}wp/v2/users?per_page=1', platforms }, restUsers),
  probe({ path: '/?author=1', platforms }, authorArchive, { anywhere: true }),
  probe({ path: '/wp-sitemap-users-1.xml', platforms }, usersSitemap),
  probe(
    { path: '/wp-login.php?action=register', platforms },
    (answer) =>
      /<form[^>]{0,300}\bid="(?:registerform|setupform)"/.test(pageText(answer) ?? '')
        ? { rule: 'registration-open', evidence: 'the page has the form to register' }
        : null,
    { anywhere: true },
  ),
  directoryListing('/wp-content/uploads/', platforms),
  probe({ path: '/readme.html', platforms }, (answer) =>
    /<title>WordPress &(?:rsaquo|#8250); ReadMe<\/title>/i.test(pageText(answer) ?? '')
      ? { rule: 'shipped-document-exposed', evidence: 'the readme of WordPress' }
      : null,
  ),
];

/** The first entry's date and kind alone: what follows may be anybody's data. */
function debugLog(answer: HttpExchange): Exposure | null {
  const entry =
    /^\[(\d{2}-[A-Z][a-z]{2}-\d{4}) [\d:]{8}[^\]\r\n]{0,40}\] PHP (Fatal error|Parse error|Warning|Notice|Deprecated)\b/m.exec(
      fileText(answer) ?? '',
    );
  if (!entry) return null;
  const [, day = '', kind = ''] = entry;
  return { rule: 'debug-log-exposed', evidence: `an entry of ${day}: PHP ${kind} …` };
}

/** An installed WordPress answers 200 as well, and says that it is installed. */
function installer(answer: HttpExchange): Exposure | null {
  const form = /<form[^>]{0,200}\baction="(?:install\.php|setup-config\.php)?\?step=\d/;
  if (!form.test(pageText(answer) ?? '')) return null;
  return { rule: 'installer-open', evidence: 'the page has the form that installs WordPress' };
}

function xmlrpc({ status, body }: HttpExchange): Exposure | null {
  // What WordPress says where a proxy makes GET of our POST: it is there all the same.
  if (status === 405 && body.text.startsWith('XML-RPC server accepts POST requests only.')) {
    return { rule: 'xmlrpc-exposed', evidence: 'it answers that it accepts POST requests' };
  }
  if (status !== 200 || !/<methodResponse>/.test(body.text)) return null;
  const methods = body.text.match(/<string>[\w.]{1,100}<\/string>/g) ?? [];
  if (methods.length === 0) return null;
  const pingback = body.text.includes('<string>pingback.ping<') ? ', pingback.ping among them' : '';
  return {
    rule: 'xmlrpc-exposed',
    evidence: `it offers ${count(methods.length, 'method')}${pingback}`,
  };
}

function restUsers(answer: HttpExchange): Exposure | null {
  const users = /^\s{0,50}\[\{"id":\d{1,12},"name":"/;
  const text = fileText(answer);
  if (text === null || !users.test(text) || !/"slug":"/.test(text)) return null;
  const total = /^\d{1,9}$/.exec(headerOf(answer.headers, 'x-wp-total') ?? '')?.[0];
  return { rule: 'users-enumerable', evidence: `the REST API lists ${total ?? 'some'} of them` };
}

/** The address of the archive is made of the log-in name. */
function authorArchive({ url, finalUrl, status }: HttpExchange): Exposure | null {
  const { pathname } = new URL(finalUrl);
  if (status !== 200 || finalUrl === url || !/\/author\/[^/]{1,200}\/?$/.test(pathname))
    return null;
  return {
    rule: 'users-enumerable',
    evidence: '/?author=1 leads to an address with the name of user 1',
  };
}

function usersSitemap(answer: HttpExchange): Exposure | null {
  const text = pageText(answer) ?? '';
  if (!/^\s{0,50}<\?xml\b/.test(text)) return null;
  const entries = text.match(/<loc>[^<]{1,500}\/author\/[^<]{1,300}<\/loc>/g) ?? [];
  if (entries.length === 0) return null;
  return { rule: 'users-enumerable', evidence: `the sitemap of users lists ${entries.length}` };
}
