import type { Rule } from '../../../src/core/finding.ts';

/** What can be wrong with a sitemap. */
export const sitemapsRules = {
  'sitemap-missing': {
    title: 'There is no sitemap',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Have the platform write one, and name it in robots.txt.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
  'sitemap-unreadable': {
    title: 'A sitemap cannot be read',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Open the file by hand and correct it, or remove it from where it is named.',
    help: 'https://www.sitemaps.org/protocol.html',
  },
  'sitemap-too-large': {
    title: 'A sitemap is larger than search engines read',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Split it into files of at most 50,000 addresses and 50 MB, and name them in an index.',
    help: 'https://www.sitemaps.org/protocol.html#index',
  },
  'sitemap-unannounced': {
    title: 'robots.txt does not name the sitemap',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Add a line `Sitemap:` with its full address.',
    help: 'https://www.sitemaps.org/protocol.html#submit_robots',
  },
  'sitemap-host-foreign': {
    title: 'A sitemap names pages of other hosts',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Remove them, or correct the address of the site in the platform’s settings.',
    help: 'https://www.sitemaps.org/protocol.html#location',
  },
  'sitemap-address-invalid': {
    title: 'A sitemap names what is no address',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Write each address in full, escaped, and shorter than 2,048 characters.',
    help: 'https://www.sitemaps.org/protocol.html#locdef',
  },
  'sitemap-entry-dead': {
    title: 'The sitemap names a page that does not answer',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Remove the address from the sitemap, or bring the page back.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
  'sitemap-entry-redirected': {
    title: 'The sitemap names a page that redirects',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Name the address to which it leads.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
  'sitemap-entry-noindex': {
    title: 'The sitemap names a page that asks not to be indexed',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Remove the address from the sitemap, or `noindex` from the page.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
  'sitemap-entry-not-canonical': {
    title: 'The sitemap names a page that is not the canonical one',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Name the canonical address in the sitemap.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
  'sitemap-entry-blocked': {
    title: 'The sitemap names pages that robots.txt bars',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Remove them from the sitemap, or allow them in robots.txt.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap',
  },
} as const satisfies Record<string, Rule>;
