import type { Rule } from '../../../src/core/finding.ts';

/** What can be wrong with the addresses under which pages are found. */
export const addressesRules = {
  'canonical-missing': {
    title: 'The page does not name its canonical address',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Add `<link rel="canonical">` with the page’s own full address, so that copies with parameters count for it.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls',
  },
  'canonical-conflicting': {
    title: 'The page names several canonical addresses',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Keep one: search engines ignore all of them where they disagree. A plug-in or the server’s Link header often adds another.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls',
  },
  'canonical-invalid': {
    title: 'The canonical address is none',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Write the full address, with `https://` and the host name.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls',
  },
  'canonical-elsewhere': {
    title: 'The canonical address is on another host',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Name the address on this host, unless the page really is a copy of the other: search engines will show that one instead.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/canonicalization-troubleshooting',
  },
  'canonical-chained': {
    title: 'The canonical address names another one in turn',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Name the last address of the chain at once.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/canonicalization-troubleshooting',
  },
  'canonical-redirected': {
    title: 'The canonical address redirects',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Name the address to which it leads.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/canonicalization-troubleshooting',
  },
  'canonical-dead': {
    title: 'The canonical address does not answer with a page',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Correct the address, or bring the page back.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/canonicalization-troubleshooting',
  },
  'canonical-noindex': {
    title: 'The canonical address is kept out of the index',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Allow one of the two to be indexed: this page points to a page that asks not to be.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/canonicalization-troubleshooting',
  },
  'not-found-answers-200': {
    title: 'An address that does not exist answers as if it did',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Answer with status 404 where there is no page: otherwise search engines crawl and keep empty ones.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors',
  },
  'redirect-temporary': {
    title: 'A lasting redirect says that it is temporary',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Answer with 301 or 308, so that the target takes over what the address has earned.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/301-redirects',
  },
  'host-duplicated': {
    title: 'The site answers under two host names',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Redirect one of them to the other with 301.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls',
  },
  'http-link': {
    title: 'The page links to the site’s own pages without encryption',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Change these links to https: each costs a redirect, and may lead to the unencrypted site.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls',
  },
} as const satisfies Record<string, Rule>;
