import axe from 'axe-core';
import { expect, it } from 'vitest';
import {
  allEngineRules,
  silentAxeRules,
} from '../../../src/analysis/accessibility/engine-rules/index.ts';
import { allPageRules } from '../../../src/analysis/accessibility/rules/index.ts';
import { sameBarrier } from '../../../src/analysis/accessibility/same-barrier.ts';

const known = Object.values(allEngineRules).flatMap(({ axe: ids }) => ids);

it('knows every rule of axe-core that is not deprecated, each once', () => {
  const active = axe
    .getRules()
    .filter(({ tags }) => !tags.includes('deprecated'))
    .map(({ ruleId }) => ruleId);
  expect([...known, ...silentAxeRules].sort()).toEqual(active.sort());
});

it('knows each code of HTML_CodeSniffer once', () => {
  const codes = Object.values(allEngineRules).flatMap(({ htmlcs }) => htmlcs);
  expect(codes).toEqual([...new Set(codes)]);
});

it('names the same barrier by an id that exists', () => {
  expect(Object.values(sameBarrier).filter((id) => !(id in allEngineRules))).toEqual([]);
});

it('says of every rule what to do and where it comes from', () => {
  const lacking = Object.entries({ ...allEngineRules, ...allPageRules }).filter(
    ([, { title, advice, help }]) => title === '' || advice === '' || !help.startsWith('https://'),
  );
  expect(lacking.map(([id]) => id)).toEqual([]);
});
