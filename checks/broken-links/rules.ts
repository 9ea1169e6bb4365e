import type { Rule } from '../../src/core/finding.ts';

/** Search engines and browsers take both as “gone”: RFC 9110, 15.5.5 and 15.5.11. */
const notFound = 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5';

/** What broken-links can find, and what to do about each. */
export const rules = {
  'link-broken': {
    title: 'A link to a page of the site leads nowhere',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Correct the link on the pages named; where the page was moved, add a permanent redirect (301) from the old address.',
    help: notFound,
  },
  'resource-broken': {
    title: 'A file of the site that its pages need is missing',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Put the file back or correct the address in the template or the content; then empty the caches of site and CDN.',
    help: notFound,
  },
  'external-link-broken': {
    title: 'A link to another site leads nowhere',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Open the link by hand, then replace or remove it on the pages named.',
    help: notFound,
  },
  'external-resource-broken': {
    title: 'A file of another site that the pages need is missing',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Replace it, or keep a copy on the site itself.',
    help: notFound,
  },
  'link-uncertain': {
    title: 'A link could not be judged: its server has trouble',
    verdict: 'review',
    severity: 'minor',
    advice:
      'Open the link by hand. It was asked for twice; a server that recovers by the next run is no finding then.',
    help: null,
  },
  'redirect-chain-long': {
    title: 'A link goes through more than three redirects',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Link straight to the last address: each redirect costs visitors a round trip.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/http-network-errors',
  },
  'page-not-seen': {
    title: 'A page did not load, so its links are not known',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Open the page by hand; if it loads there, run the check again with --debug.',
    help: null,
  },
} as const satisfies Record<string, Rule>;

/** One of the rules above. */
export type RuleId = keyof typeof rules;
