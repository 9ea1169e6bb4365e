import { expect, it } from 'vitest';
import { criterionInWords, successCriteria } from '../../src/core/wcag.ts';

it('knows the 86 criteria of WCAG 2.2: 31 of level A, 24 of AA, 31 of AAA', () => {
  const levels = Object.values(successCriteria).map(({ level }) => level);
  const count = (level: string) => levels.filter((one) => one === level).length;
  expect([count('A'), count('AA'), count('AAA')]).toEqual([31, 24, 31]);
});

it('says a criterion in words', () => {
  expect(criterionInWords('1.4.3')).toBe('1.4.3 Contrast (Minimum), AA');
  expect(criterionInWords('9.9.9')).toBe('9.9.9');
});
