import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phpVersionCompare } from '../../../src/analysis/versions/php-version-compare.ts';

/** Answers each line of two texts in hex, apart from the empty one, with what PHP thinks of them. */
const program = `
while (($line = fgets(STDIN)) !== false) {
  [$a, $b] = explode(',', trim($line));
  echo version_compare(hex2bin($a), hex2bin($b)), "\\n";
}`;

function askPhp(pairs: readonly (readonly [string, string])[]): number[] {
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  const input = pairs.map(([a, b]) => `${hex(a)},${hex(b)}\n`).join('');
  const { stdout, error, status } = spawnSync('php', ['-r', program], { input, encoding: 'utf8' });
  if (error || status !== 0)
    throw new Error('PHP is needed: apt-get install php-cli', { cause: error });
  return stdout.trim().split('\n').map(Number);
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 12 }).map(String) },
  { weight: 5, arbitrary: fc.constantFrom('.', '-', '_', '+', '..', '#', '~', ' ', 'é', ',') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'dev',
      'alpha',
      'a',
      'beta',
      'b',
      'RC',
      'rc',
      'pl',
      'p',
      'x',
      'Alpha',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('007', '9223372036854775808', '99999999999999999999', 'z'),
  },
);
const text = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));

describe('version_compare', () => {
  it('agrees with PHP itself on 2,000 random pairs', () => {
    const pairs = fc.sample(fc.tuple(text, text), 2000);
    const answers = askPhp(pairs);
    const wrong = pairs.flatMap(([a, b], index) =>
      phpVersionCompare(a, b) === answers[index] ? [] : [{ a, b, php: answers[index] }],
    );
    expect(wrong).toEqual([]);
  });
});
