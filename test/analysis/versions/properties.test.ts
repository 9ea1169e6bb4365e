import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  longestVersion,
  orderVersions,
  readVersion,
} from '../../../src/analysis/versions/compare.ts';
import { behindBy } from '../../../src/analysis/versions/distance.ts';
import { inRange, mayBeInRange } from '../../../src/analysis/versions/ranges.ts';
import { versionSchemes } from '../../../src/core/component.ts';

const number = fc.nat({ max: 30 }).map(String);
const suffix = fc.constantFrom('', '', '-rc1', '-beta2', '-alpha10', '-dev', '.0', '-RC.2', '+x');
const versionLike = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '8.x-', '7.x-', 'v'), fc.array(number, { maxLength: 4 }), suffix)
    .map(([prefix, numbers, end]) => prefix + numbers.join('.') + end),
  fc.constantFrom('unstable', '2026-01', '2026-10', '2025-07', 'trunk', 'dev-main', '2.x-dev'),
);
const anything = fc.oneof(versionLike, fc.string({ unit: 'binary', maxLength: longestVersion }));
const scheme = fc.constantFrom(...versionSchemes);

describe('whatever the versions', () => {
  it('a comparison that is turned round is the opposite', () => {
    fc.assert(
      fc.property(scheme, versionLike, versionLike, (by, a, b) => {
        const [there, back] = [orderVersions(by, a, b), orderVersions(by, b, a)];
        expect(there).toBe(back === null ? null : 0 - back || 0);
      }),
    );
  });

  it('what can be read equals itself', () => {
    fc.assert(
      fc.property(scheme, versionLike, (by, a) => {
        expect(orderVersions(by, a, a)).toBe(readVersion(by, a) ? 0 : null);
      }),
    );
  });

  it('order carries over', () => {
    // PHP's own rule is no order for words that it does not know; the others are.
    const schemes = fc.constantFrom(...versionSchemes.filter((each) => each !== 'wordpress'));
    fc.assert(
      fc.property(schemes, versionLike, versionLike, versionLike, (by, a, b, c) => {
        const [ab, bc] = [orderVersions(by, a, b), orderVersions(by, b, c)];
        fc.pre(ab !== null && bc !== null && ab <= 0 && bc <= 0);
        expect(orderVersions(by, a, c)).toBe(Math.min(ab ?? 0, bc ?? 0));
      }),
    );
  });

  it('nothing throws, and nothing takes long', () => {
    fc.assert(
      fc.property(scheme, anything, anything, (by, a, b) => {
        const range = {
          from: { version: a, inclusive: true },
          to: { version: b, inclusive: false },
        };
        expect([-1, 0, 1, null]).toContain(compareVersions(by, a, b));
        expect([true, false, null]).toContain(inRange(by, a, range));
        expect([true, false, null]).toContain(mayBeInRange(by, b, range));
        expect(['major', 'minor', 'patch', null]).toContain(behindBy(by, a, b));
      }),
    );
  });

  it.each([
    '1'.repeat(longestVersion),
    '1.'.repeat(longestVersion / 2),
    '-'.repeat(longestVersion),
    `1.0.0-${'a-'.repeat(120)}!`,
    `1${'.1'.repeat(120)}dev`,
    '2024-01'.repeat(36),
    `dev-${'x'.repeat(250)}`,
  ])('%s is done with at once', (hostile) => {
    const start = performance.now();
    for (const by of versionSchemes) {
      for (let round = 0; round < 20; round += 1) {
        compareVersions(by, hostile, `${hostile.slice(1)}1`);
        orderVersions(by, hostile, '1.0.0');
      }
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
