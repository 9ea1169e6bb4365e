import type { Rule } from '../../../src/core/finding.ts';

/** What can keep search engines from a site or from parts of it. */
export const crawlingRules = {
  'noindex-in-production': {
    title: 'The home page asks search engines to forget it',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Remove `noindex` from the page and from the server’s headers at once; a setting of the staging site has probably been deployed. Then ask for re-indexing in Search Console.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/block-indexing',
  },
  'page-noindex': {
    title: 'A page that matters to the client is kept out of the index',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Remove `noindex`, if the page is meant to be found.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/block-indexing',
  },
  'staging-indexable': {
    title: 'A site that is not for the public may be indexed',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Put a password in front of it, or answer every page with `X-Robots-Tag: noindex`.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/block-indexing',
  },
  'robots-unreachable': {
    title: 'robots.txt cannot be had',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Answer `/robots.txt` with a file or with 404: while it fails, search engines do not crawl the site.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4',
  },
  'robots-blocks-site': {
    title: 'robots.txt bars search engines from the whole site',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Correct the line at once; the file of the staging site has probably been deployed.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.2.2',
  },
  'robots-blocks-home': {
    title: 'robots.txt bars search engines from the home page',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Correct the line, or allow the home page with `Allow: /$`.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.2.2',
  },
  'robots-blocks-resources': {
    title: 'robots.txt bars search engines from styles or scripts that pages need',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Allow these files: search engines judge the page as it looks with them.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/robots/intro',
  },
  'robots-misspelt': {
    title: 'A line of robots.txt is misspelt',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Correct the spelling: Google guesses what is meant, other search engines do not.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.2',
  },
  'robots-line-unknown': {
    title: 'A line of robots.txt means nothing',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Correct the line or remove it: it has no effect.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.2',
  },
  'robots-not-text': {
    title: 'robots.txt is a web page',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Answer `/robots.txt` with a text file or with 404.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.3',
  },
  'robots-too-large': {
    title: 'robots.txt is larger than search engines read',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Shorten it below 500 KiB: what follows has no effect.',
    help: 'https://www.rfc-editor.org/rfc/rfc9309#section-2.5',
  },
  'seo-unverified': {
    title: 'Not everything could be looked at',
    verdict: 'review',
    severity: 'minor',
    advice:
      'Run the check again; where the site turns us away, let the agent through its firewall.',
    help: null,
  },
} as const satisfies Record<string, Rule>;
