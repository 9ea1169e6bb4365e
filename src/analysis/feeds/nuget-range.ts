import type { VersionRange } from '../../core/package-record.ts';

const bound = '\\s{0,9}([0-9A-Za-z.+-]{0,100})\\s{0,9}';
const interval = new RegExp(`^([[(])${bound}(?:(,)${bound})?([\\])])$`);
const plain = /^\d[0-9A-Za-z.+-]{0,99}$/;

/**
 * Reads NuGet's interval notation: `[1.0, 2.0)`, `(, 2.0.0)`, `[1.0]`; a bare `1.0` is a minimum. Null
 * for what is no interval. https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges
 */
export function readNuGetRange(text: string): VersionRange | null {
  const range = text.trim();
  if (plain.test(range)) return { from: { version: range, inclusive: true }, to: null };
  const [, open, low = '', comma, high = '', close] = interval.exec(range) ?? [];
  if (open === undefined) return null;
  if (comma === undefined) return low !== '' && open === '[' && close === ']' ? exactly(low) : null;
  return {
    from: low === '' ? null : { version: low, inclusive: open === '[' },
    to: high === '' ? null : { version: high, inclusive: close === ']' },
  };
}

function exactly(version: string): VersionRange {
  return { from: { version, inclusive: true }, to: { version, inclusive: true } };
}
