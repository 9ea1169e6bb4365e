import fc from 'fast-check';
import { expect, it } from 'vitest';
import { satisfies } from '../../../src/analysis/versions/constraint.ts';

it.each<readonly [version: string, constraint: string, boolean | null]>([
  ['10.6.3', '^10.3 || ^11', true],
  ['11.0.0', '^10.3 || ^11', true],
  ['10.2.9', '^10.3 || ^11', false],
  ['12.0.0', '^10.3|^11', false],
  ['9.5.0', '>=8.8 <10', true],
  ['10.0.0', '>=8.8,<10', false],
  ['8.9.0', '~8.8', true],
  ['9.0.0', '~8.8', false],
  ['8.9.0', '~8.8.1', false],
  ['8.8.9', '~8.8.1', true],
  ['0.4.0', '^0.3', false],
  ['0.3.9', '^0.3', true],
  ['0.0.4', '^0.0.3', false],
  ['8.1.5', '8.1.*', true],
  ['8.2.0', '8.1.*', false],
  ['8.1.0', '8.1', true],
  ['8.1.1', '8.1', false],
  ['8.1.1', '!=8.1', true],
  ['2.0.5', '1.0 - 2.0', true],
  ['2.1.0', '1.0 - 2.0', false],
  ['2.0.1', '1.0.0 - 2.0.0', false],
  ['8.3.0', '> 8.2', true],
  ['8.3.0', '*', true],
  ['8.3.0', '', null],
  ['8.3.0', 'self.version', null],
  ['8.3.0', '>=8.2 nonsense', null],
  ['8.1.0', '>=8.2 nonsense', false],
  ['8.3.0', `${'^8 || '.repeat(200)}^8`, null],
])('%s fits %s: %s', (version, constraint, expected) => {
  expect(satisfies(version, constraint)).toBe(expected);
});

it('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([true, false, null]).toContain(satisfies('8.3.0', text));
    }),
  );
});
