import type { Rule } from '../../../src/core/finding.ts';

/** What can be wrong with a page as a search engine reads it. */
export const pagesRules = {
  'page-unreachable': {
    title: 'A page of the sample does not answer',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'See the check uptime; open the page by hand, and correct the address if it is listed under `pages` of the site.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/http-network-errors',
  },
  'page-answers-error': {
    title: 'A page of the sample answers with an error',
    verdict: 'failed',
    severity: 'serious',
    advice: 'Open the page by hand; repair it, or remove its address from `pages` of the site.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/http-network-errors',
  },
  'page-says-not-found': {
    title: 'A page says that it does not exist, yet answers as if it did',
    verdict: 'failed',
    severity: 'moderate',
    advice: 'Answer with status 404 or 410, or redirect to the page that took its place.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors',
  },
  'title-missing': {
    title: 'The page has no title',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Give the page a `<title>` in its own words: it is the line that people read in search results.',
    help: 'https://developers.google.com/search/docs/appearance/title-link',
  },
  'title-generic': {
    title: 'The title says nothing about the page',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Replace what the program or the template put there by words that say what the page is about.',
    help: 'https://developers.google.com/search/docs/appearance/title-link',
  },
  'title-duplicate': {
    title: 'Several pages have the same title',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Give each page a title of its own; where the pages are copies, name one of them as canonical.',
    help: 'https://developers.google.com/search/docs/appearance/title-link',
  },
  'title-repeated': {
    title: 'The page has more than one title',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Keep one `<title>`: a plug-in or the theme writes another.',
    help: 'https://developers.google.com/search/docs/appearance/title-link',
  },
  'title-length': {
    title: 'The title is too long to be shown, or too short to say much',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Write about 30 to 60 characters, the most telling words first.',
    help: 'https://developers.google.com/search/docs/appearance/title-link',
  },
  'description-missing': {
    title: 'The page has no description',
    verdict: 'warning',
    severity: 'moderate',
    advice:
      'Add a `<meta name="description">` that says in a sentence or two what the page offers.',
    help: 'https://developers.google.com/search/docs/appearance/snippet',
  },
  'description-duplicate': {
    title: 'Several pages have the same description',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Describe each page in its own words, or leave the description out.',
    help: 'https://developers.google.com/search/docs/appearance/snippet',
  },
  'description-length': {
    title: 'The description is too long to be shown, or too short to say much',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Write about 80 to 160 characters.',
    help: 'https://developers.google.com/search/docs/appearance/snippet',
  },
  'h1-missing': {
    title: 'The page has no main heading',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Mark the heading of the page as `<h1>`.',
    help: 'https://developers.google.com/search/docs/fundamentals/seo-starter-guide',
  },
  'h1-many': {
    title: 'The page has several main headings',
    verdict: 'warning',
    severity: 'minor',
    advice: 'Keep `<h1>` for the heading of the page, and use `<h2>` below it.',
    help: 'https://developers.google.com/search/docs/fundamentals/seo-starter-guide',
  },
  'viewport-missing': {
    title: 'The page does not adapt to telephones',
    verdict: 'failed',
    severity: 'moderate',
    advice:
      'Add `<meta name="viewport" content="width=device-width, initial-scale=1">`: search engines index the page as a telephone shows it.',
    help: 'https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing',
  },
} as const satisfies Record<string, Rule>;
