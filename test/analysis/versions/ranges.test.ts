import { describe, expect, it } from 'vitest';
import { isPrerelease } from '../../../src/analysis/versions/compare.ts';
import { behindBy, sharesNumbers } from '../../../src/analysis/versions/distance.ts';
import { inRange, mayBeInRange } from '../../../src/analysis/versions/ranges.ts';
import type { VersionScheme } from '../../../src/core/component.ts';
import type { VersionRange } from '../../../src/core/package-record.ts';

/** `[1.0,2.0)`, with nothing for a bound that is missing. */
function range(text: string): VersionRange {
  const [low = '', high = ''] = text.slice(1, -1).split(',');
  return {
    from: low === '' ? null : { version: low, inclusive: text.startsWith('[') },
    to: high === '' ? null : { version: high, inclusive: text.endsWith(']') },
  };
}

describe('a version in a range', () => {
  it.each<readonly [VersionScheme, string, string, boolean | null]>([
    ['wordpress', '5.3.1', '[,5.3.2)', true],
    ['wordpress', '5.3.2', '[,5.3.2)', false],
    ['wordpress', '5.3', '[,5.3.0]', true],
    ['wordpress', 'trunk', '[,5.3.2)', null],
    ['drupal', '8.x-1.12', '[1.0.0,1.12.0]', true],
    ['composer', 'dev-main', '[1.0,2.0)', null],
    ['nuget', '13.0.0', '(,13.0.0]', true],
    ['nuget', '13.0.0', '(13.0.0,)', false],
    ['nuget', '13.0.0', '(,)', true],
    ['nuget', 'what', '(,)', null],
    ['nuget', '13.0.0', '(,what)', null],
    ['nuget', '13.0.0', '[14.0.0,what)', false],
  ])('%s: %s in %s is %s', (scheme, version, bounds, expected) => {
    expect(inRange(scheme, version, range(bounds))).toBe(expected);
  });

  it.each<readonly [VersionScheme, string, string, boolean]>([
    ['composer', '2.8.0-rc1', '[,2.8.0)', true],
    ['composer', '11.3.0-rc1', '[11.3.0,11.3.7)', true],
    ['composer', '11.4.0-rc1', '[11.3.0,11.3.7)', false],
    ['nuget', '13.0.0-rc1', '[13.0.0,13.5.1)', true],
    ['drupal', '7.x-2.0-rc1', '[7.x-2.0,7.x-2.3)', true],
    ['semver', '13.5.0', '[13.0.0,13.5.0)', false],
  ])(
    '%s: of a prerelease the safer answer: %s in %s is %s',
    (scheme, version, bounds, expected) => {
      expect(mayBeInRange(scheme, version, range(bounds))).toBe(expected);
    },
  );
});

describe('how far one is behind', () => {
  it.each<readonly [VersionScheme, string, string, string | null]>([
    ['wordpress', '5.3.1', '6.0', 'major'],
    ['wordpress', '5.3.1', '5.4', 'minor'],
    ['wordpress', '5.3', '5.3.1', 'patch'],
    ['wordpress', '5.3', '5.3.0', null],
    ['wordpress', '6.0', '5.3.1', null],
    ['drupal', '8.x-1.5', '8.x-1.6', 'minor'],
    ['drupal', '8.x-1.5', '2.0.0', 'major'],
    ['nuget', '1.0.0.1', '1.0.0.2', 'patch'],
    ['nuget', '1.0.0-rc.1', '1.0.0', 'patch'],
    ['shopify', '2025-10', '2026-01', 'major'],
    ['semver', 'x', '1.0.0', null],
  ])('%s: %s behind %s is %s', (scheme, installed, latest, expected) => {
    expect(behindBy(scheme, installed, latest)).toBe(expected);
  });
});

describe('a prerelease', () => {
  it.each<readonly [VersionScheme, string, boolean]>([
    ['wordpress', '6.9-RC1', true],
    ['wordpress', '6.9-alpha-60000', true],
    ['wordpress', '1.0+build', false],
    ['wordpress', '1.0.0-1', false],
    ['drupal', '8.x-2.0-rc1', true],
    ['composer', '1.0.0-patch1', false],
    ['composer', '1.0.0-RC2', true],
    ['nuget', '13.0.0--preview001', true],
    ['numeric', '10.0.0-preview.1', true],
    ['numeric', '8.2.29-1+deb', false],
    ['semver', 'junk', false],
  ])('%s: %s is %s', (scheme, version, expected) => {
    expect(isPrerelease(scheme, version)).toBe(expected);
  });
});

it('says whether two versions begin alike', () => {
  expect(sharesNumbers('numeric', '8.0.4', '8.0.12', 2)).toBe(true);
  expect(sharesNumbers('numeric', '8.0.4', '8.1.4', 2)).toBe(false);
  expect(sharesNumbers('drupal', '7.x-1.2', '8.x-1.2', 1)).toBe(false);
});
