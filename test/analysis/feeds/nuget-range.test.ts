import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNuGetRange } from '../../../src/analysis/feeds/nuget-range.ts';

const from = (version: string, inclusive: boolean) => ({ version, inclusive });

it.each([
  ['1.0', from('1.0', true), null],
  ['[1.0]', from('1.0', true), from('1.0', true)],
  ['[1.0, 2.0)', from('1.0', true), from('2.0', false)],
  ['(1.0,2.0]', from('1.0', false), from('2.0', true)],
  ['(, 2.0.0)', null, from('2.0.0', false)],
  ['(,1.0]', null, from('1.0', true)],
  ['[13.0.0-rc.1, )', from('13.0.0-rc.1', true), null],
  ['(,)', null, null],
])('NuGet’s range %s is read', (text, low, high) => {
  expect(readNuGetRange(text)).toEqual({ from: low, to: high });
});

it.each(['', '(1.0)', '[1.0', '1.0, 2.0', '[]', '[1.0,2.0,3.0]', 'latest', '[1.*, 2.0)'])(
  '“%s” is no range',
  (text) => {
    expect(readNuGetRange(text)).toBeNull();
  },
);

it('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[](), 1.a-+') }), (text) => {
      readNuGetRange(text);
    }),
  );
});
