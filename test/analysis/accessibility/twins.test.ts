import { expect, it } from 'vitest';
import { allPageRules } from '../../../src/analysis/accessibility/rules/index.ts';
import { actsOf, testTwins, twinPages } from '../../support/twins.ts';

// Rules that read, on pages that are only read; twins-acts.test.ts has those for which somebody acts.
const pages = twinPages();
testTwins(
  pages.filter(({ rule }) => actsOf(rule).length === 0),
  () => [],
);

it('has a bad page and a good one for every rule', () => {
  const lacking = Object.keys(allPageRules).filter((id) => {
    const names = pages.filter(({ rule }) => rule === id).map(({ name }) => name);
    const has = (kind: string) => names.some((name) => name.startsWith(kind));
    return !has('bad') || !has('good');
  });
  expect(lacking).toEqual([]);
});

it('has no page for a rule that does not exist', () => {
  expect(pages.map(({ rule }) => rule).filter((rule) => !(rule in allPageRules))).toEqual([]);
});
