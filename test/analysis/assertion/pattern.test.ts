import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { matchesPattern } from '../../../src/analysis/assertion/pattern.ts';

/** The same by the regular expression engine, which is right, and slow for hostile patterns. */
function reference(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`, 's').test(text);
}

describe('a pattern', () => {
  it.each([
    ['john*', 'john.doe', true],
    ['*doe', 'john.doe', true],
    ['j*n*', 'john', true],
    ['*<h1>*', 'line\n<h1>\nline', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['ab*ba', 'aba', false],
    ['192.168.?.?', '192.168.1.1', false],
    ['[a-z]*', 'john', false],
  ])('%s fits %j: %s', (pattern, text, fits) => {
    expect(matchesPattern(pattern, text)).toBe(fits);
  });

  it('fits what a regular expression would', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\n'), maxLength: 10 });
    fc.assert(
      fc.property(few, few, (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(reference(pattern, text));
      }),
    );
  });

  it('looks for each of its pieces once, however often the text begins to fit', () => {
    const pattern = `*${'a*'.repeat(400)}b*c`;
    const search = vi.spyOn(String.prototype, 'indexOf');
    const fits = matchesPattern(pattern, `${'a'.repeat(5_000_000)}c`);
    const searches = search.mock.calls.length;
    search.mockRestore();
    expect(fits).toBe(false);
    expect(searches).toBeLessThanOrEqual(pattern.split('*').length);
  });
});
