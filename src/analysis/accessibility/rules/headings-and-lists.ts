import { pageRules } from '../rule.ts';
import { contentRules } from './headings-and-lists/content.ts';
import { fakeHeadingRules } from './headings-and-lists/fake-headings.ts';
import { fakeListRules } from './headings-and-lists/fake-lists.ts';
import { headingRules } from './headings-and-lists/headings.ts';
import { topHeadingRules } from './headings-and-lists/top-heading.ts';

/** Rules about headings and lists. */
export const structureRules = pageRules({
  ...headingRules,
  ...topHeadingRules,
  ...fakeHeadingRules,
  ...fakeListRules,
  ...contentRules,
});
