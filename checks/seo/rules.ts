import { addressesRules } from './rules/addresses.ts';
import { crawlingRules } from './rules/crawling.ts';
import { markupRules } from './rules/markup.ts';
import { pagesRules } from './rules/pages.ts';
import { sitemapsRules } from './rules/sitemaps.ts';

/** What can be wrong with a site in the eyes of search engines, the most far-reaching first. */
export const rules = {
  ...crawlingRules,
  ...addressesRules,
  ...sitemapsRules,
  ...pagesRules,
  ...markupRules,
} as const;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
