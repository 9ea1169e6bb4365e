import { targetFailureRules } from '../../src/core/failure-rules.ts';
import type { Rule } from '../../src/core/finding.ts';

/** What uptime can find, and what to do about each. */
export const rules = {
  ...targetFailureRules,
  'status-unexpected': {
    title: 'The site answers with an unexpected status',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Read the server’s and the platform’s error logs at this minute.',
    help: 'https://www.rfc-editor.org/rfc/rfc9110#name-status-codes',
  },
  'rate-limited': {
    title: 'The site refuses us for asking too often',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Allow caretaker’s address in the protection service, or check less often.',
    help: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  },
  'robot-challenged': {
    title: 'A protection service challenges us as a robot; whether the site is up is not known',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Allow caretaker’s address or user agent in the protection service, then check again.',
    help: null,
  },
  'tls-broken': {
    title: 'The site is up, but its TLS is broken: browsers turn visitors away',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Run the check tls-certificate on the site; it names the fault and the remedy.',
    help: null,
  },
  'platform-failure-shown': {
    title: 'The page shows a platform’s failure message',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Read the platform’s error log at this minute.',
    help: null,
  },
  'body-empty': {
    title: 'The page is empty: a white screen',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Read the PHP or application error log; set `requireBody: false` if an empty answer is meant.',
    help: null,
  },
  'body-too-large': {
    title: 'The page is larger than what is read; the rest was not looked at',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Find out what fills the page, or raise `maxBodyBytes`.',
    help: null,
  },
  'text-missing': {
    title: 'A text that has to be on the page is missing',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Open the page: the server answers, but not with what visitors come for.',
    help: null,
  },
  'text-forbidden': {
    title: 'A text that must not be on the page is there',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Open the page and look for the text; it was listed because it means trouble.',
    help: null,
  },
  'assertion-failed': {
    title: 'A condition of the config does not hold',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Compare what was found with what the condition expects.',
    help: null,
  },
  'latency-over-budget': {
    title: 'The answer takes longer than its budget',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'See which phase is slow; look at the server’s load, the cache and the slowest queries.',
    help: null,
  },
  'redirect-to-other-host': {
    title: 'Visitors are sent to a host that is not the site’s',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'If it is not meant, look for a changed redirect, an expired domain or a break-in; if it is, list the host under `redirectHosts`.',
    help: null,
  },
  'redirect-to-installer': {
    title: 'Visitors are sent to the platform’s installer',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'The platform does not find its database or settings. Restore them, and close the installer at once: whoever completes it owns the site.',
    help: null,
  },
  'redirect-to-error-page': {
    title: 'ASP.NET sends visitors to its error page: the page failed with an exception',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Read the Windows event log and the application’s own log for the exception.',
    help: 'https://learn.microsoft.com/previous-versions/dotnet/netframework-4.0/h0hfz6fc(v=vs.100)',
  },
  'storefront-closed': {
    title: 'The shop shows its password page: its owner has closed it',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'If the shop should be open, take the password away in Shopify under Online Store, Preferences.',
    help: 'https://help.shopify.com/manual/online-store/themes/password-page',
  },
} as const satisfies Record<string, Rule>;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
