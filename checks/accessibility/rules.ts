import { allEngineRules } from '../../src/analysis/accessibility/engine-rules/index.ts';
import { allPageRules } from '../../src/analysis/accessibility/rules/index.ts';
import { sameBarrier } from '../../src/analysis/accessibility/same-barrier.ts';
import type { Rule } from '../../src/core/finding.ts';

const status = 'https://www.rfc-editor.org/rfc/rfc9110#name-status-codes';

/** Every rule by id: what the engines know, what we know beside them, and pages that do not load. */
export const rules = {
  'audited-page-unreachable': {
    title: 'A page could not be opened in a browser',
    verdict: 'failed',
    severity: 'critical',
    advice: 'See what the uptime check says; nothing is known of its accessibility.',
    help: status,
  },
  'audited-page-missing': {
    title: 'A page of the sample answers with an error',
    verdict: 'review',
    severity: 'moderate',
    advice: 'Repair the page, or take it out of `pages` and the sitemap.',
    help: status,
  },
  'audit-incomplete': {
    title: 'A part of the audit could not be done',
    verdict: 'review',
    severity: 'minor',
    advice: 'Open the page by hand, and run the check again with --debug.',
    help: null,
  },
  ...(allEngineRules as Readonly<Record<keyof typeof allEngineRules, Rule>>),
  ...ownRules(),
} satisfies Readonly<Record<string, Rule>>;
export type RuleId = keyof typeof rules;

/** Rules of our own, but for those that are told under the name that the engines' barrier has. */
function ownRules(): Readonly<Record<keyof typeof allPageRules, Rule>> {
  const all: Readonly<Record<keyof typeof allPageRules, Rule>> = allPageRules;
  const ids = Object.keys(all) as (keyof typeof all)[];
  const told = ids.filter((id) => sameBarrier[id] === undefined);
  return Object.fromEntries(told.map((id) => [id, all[id]])) as typeof all;
}
