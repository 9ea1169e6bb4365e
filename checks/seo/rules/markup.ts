import type { Rule } from '../../../src/core/finding.ts';

/** What can be wrong with what pages say to machines. */
export const markupRules = {
  'hreflang-invalid': {
    title: 'A language of an alternate link means nothing',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Write a language of ISO 639-1, such as `en`, or one with a country of ISO 3166-1, such as `en-GB`, and a full address.',
    help: 'https://developers.google.com/search/docs/specialty/international/localized-versions',
  },
  'hreflang-no-return': {
    title: 'An alternate page does not point back',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Have each version name all versions: search engines ignore links that are not mutual.',
    help: 'https://developers.google.com/search/docs/specialty/international/localized-versions',
  },
  'hreflang-no-self': {
    title: 'The page is not among its own alternates',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Add an alternate link with the page’s own language and address.',
    help: 'https://developers.google.com/search/docs/specialty/international/localized-versions',
  },
  'hreflang-no-default': {
    title: 'No page is named for all other languages',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Add an alternate link with `hreflang="x-default"`.',
    help: 'https://developers.google.com/search/docs/specialty/international/localized-versions',
  },
  'structured-data-broken': {
    title: 'Structured data cannot be read',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Correct the JSON; it is often an unescaped quotation mark or a comma too many.',
    help: 'https://developers.google.com/search/docs/appearance/structured-data/intro-structured-data',
  },
  'structured-data-incomplete': {
    title: 'Structured data lacks what it needs',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Add the properties: without them the page gets no rich result.',
    help: 'https://developers.google.com/search/docs/appearance/structured-data/intro-structured-data',
  },
  'structured-data-sparse': {
    title: 'Structured data lacks what would help',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Add the properties, where the page knows them.',
    help: 'https://developers.google.com/search/docs/appearance/structured-data/intro-structured-data',
  },
  'open-graph-incomplete': {
    title: 'Links to pages are shared without title, picture or address',
    verdict: 'warning',
    severity: 'minor',
    advice:
      'Add the missing `og:` properties: they make the preview in messengers and social networks.',
    help: 'https://ogp.me/#metadata',
  },
} as const satisfies Record<string, Rule>;
