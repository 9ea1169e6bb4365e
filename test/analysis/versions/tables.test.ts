import { describe, expect, it } from 'vitest';
import { compareVersions, orderVersions } from '../../../src/analysis/versions/compare.ts';
import { type VersionScheme, versionSchemes } from '../../../src/core/component.ts';

type Row = readonly [a: string, expected: '<' | '=' | '>' | '?', b: string];

const signs = ['<', '=', '>'] as const;
const sign = (order: -1 | 0 | 1 | null) => (order === null ? '?' : signs[order + 1]);

function raw(scheme: VersionScheme, rows: readonly Row[]) {
  it.each(rows)('%s %s %s', (a, expected, b) => {
    expect(sign(compareVersions(scheme, a, b))).toBe(expected);
  });
}

describe('wordpress: PHP’s version_compare, to the letter', () => {
  raw('wordpress', [
    ['5.9', '<', '5.10'],
    ['1.0', '<', '1.0.0'],
    ['1.0', '>', '1'],
    ['1.0-beta1', '<', '1.0'],
    ['1.0RC1', '>', '1.0beta9'],
    ['1.0', '<', '1.0pl1'],
    ['1.0.0-1', '>', '1.0.0'],
    ['6.9-RC1', '<', '6.9'],
    ['6.9-alpha-60000', '<', '6.9-beta1'],
    ['6.9-beta2-12345', '>', '6.9-beta2'],
    ['1.02', '=', '1.2'],
    ['2024.01.05', '=', '2024.1.5'],
    ['01.2', '=', '1.2'],
    ['v1.2', '<', '1.2'],
    ['1.0foo', '<', '1.0'],
    ['1.0+build', '<', '1.0'],
    ['1.0-SNAPSHOT', '<', '1.0'],
    ['1.0.x', '<', '1.0.0'],
    ['1.0foo', '<', '1.0dev'],
    ['1.0c', '<', '1.0rc'],
    ['1.0a1', '=', '1.0alpha1'],
    ['1.0p1', '=', '1.0pl1'],
    ['1.0-rc', '=', '1.0-RC'],
    ['1_0', '=', '1.0'],
    ['1..0', '=', '1.0'],
    ['trunk', '<', '1.0'],
    ['8.x-1.2', '>', '1.2.0'],
    ['', '=', ''],
    ['', '<', '0'],
    ['1.', '<', '1.'],
    ['1.99999999999999999999', '=', '1.99999999999999999998'],
  ]);
});

describe('drupal: core’s ExtensionVersion', () => {
  raw('drupal', [
    ['8.x-1.12', '=', '1.12.0'],
    ['8.x-1.2', '<', '8.x-1.10'],
    ['8.x-3.6', '<', '4.0.0'],
    ['8.x-2.0-rc1', '<', '8.x-2.0'],
    ['2.0.0-alpha2', '<', '2.0.0-alpha10'],
    ['2.0.0-dev', '<', '2.0.0-alpha1'],
    ['2.0.0-alpha9', '<', '2.0.0-beta1'],
    ['2.0.0-beta9', '<', '2.0.0-rc1'],
    ['10.6.15', '<', '10.60.1'],
    ['11.4-dev', '<', '11.4.0'],
    ['1.x-dev', '?', '8.x-1.5'],
    ['8.x-1.x-dev', '?', '8.x-1.5'],
    ['7.x-1.2', '?', '7.x-1.3'],
    ['9.x-1.2', '?', '1.2.0'],
    ['8.x-dev', '?', '8.x-1.0'],
    ['1.2.3.4', '?', '1.2.3'],
    ['1.0.0-rc1-2', '?', '1.0.0'],
    ['1.0.0-mystery1', '?', '1.0.0'],
    ['v1.0.0', '?', '1.0.0'],
    ['1', '?', '1.0.0'],
    ['', '?', ''],
  ]);
});

describe('composer: normalised by Composer\\Semver, then compared by PHP', () => {
  raw('composer', [
    ['1.12.0', '=', '1.12.0.0'],
    ['v2.1.1', '=', '2.1.1'],
    ['1.0', '=', '1.0.0'],
    ['1.0.0-rc7', '<', '1.0.0'],
    ['1.0.0+build', '=', '1.0.0'],
    ['2.x-dev', '>', '2.400.0'],
    ['2.x-dev', '<', '3.0.0'],
    ['dev-2.x', '?', '2.0.0'],
    ['dev-main', '=', 'dev-main'],
    ['8.x-1.12', '?', '1.12.0'],
    ['1.0.0-dev', '<', '1.0.0-alpha1'],
    ['1.0.0-alpha2', '<', '1.0.0-alpha10'],
    ['1.0.0-a2', '=', '1.0.0-alpha2'],
    ['1.0.0-beta2', '<', '1.0.0-RC1'],
    ['1.0.0', '<', '1.0.0-patch1'],
    ['1.0.0-pl1', '=', '1.0.0-p1'],
    ['1.0.0-stable', '=', '1.0.0'],
    ['2024.01.05', '=', '2024.1.5'],
    ['20240105', '<', '20240106'],
    ['one', '?', '1.0.0'],
  ]);
});

describe('semver: Semantic Versioning 2.0.0', () => {
  raw('semver', [
    ['1.0.0-alpha2', '>', '1.0.0-alpha10'],
    ['1.0.0-alpha.2', '<', '1.0.0-alpha.10'],
    ['1.0.0-rc.1', '<', '1.0.0'],
    ['1.0.0-1', '<', '1.0.0-alpha'],
    ['1.0.0+a', '=', '1.0.0+b'],
    ['1.0.0-Alpha', '<', '1.0.0-alpha'],
    ['1.0', '?', '1.0.0'],
    ['1.0.0.0', '?', '1.0.0'],
    ['01.2.3', '?', '1.2.3'],
    ['v1.2.3', '=', '1.2.3'],
    ['8.x-1.12', '?', '8.0.0'],
  ]);
});

describe('nuget: four numbers, labels regardless of case', () => {
  raw('nuget', [
    ['1', '=', '1.0'],
    ['1.0', '=', '1.0.0'],
    ['1.0.0', '=', '1.0.0.0'],
    ['1.0.0-alpha', '=', '1.0.0-Alpha'],
    ['1.0.0.1', '>', '1.0.0'],
    ['4.8.0.20240101', '<', '4.8.1'],
    ['1.0.0-rc2', '>', '1.0.0-rc10'],
    ['1.0.0-rc.2', '<', '1.0.0-rc.10'],
    ['13.0.0--preview001', '<', '13.0.0'],
    ['1.01', '=', '1.1'],
    ['1.0.0+x', '=', '1.0.0'],
    ['8.18.15', '<', '13.0.0'],
    ['1.0.0-1', '<', '1.0.0-a'],
    ['1.0.0-a', '<', '1.0.0-a.1'],
    ['3.0.0.beta', '?', '3.0.0'],
    ['1.0.0-', '?', '1.0.0'],
    ['1.2.3.4.5', '?', '1.2.3.4'],
    ['2147483648.0', '?', '1.0'],
    ['v1.0', '?', '1.0'],
    ['6.*', '?', '6.0'],
    ['[1.0]', '?', '1.0'],
    ['', '?', '1.0'],
  ]);
});

describe('shopify: the quarter, and unstable after all of them', () => {
  raw('shopify', [
    ['2026-01', '<', '2026-04'],
    ['2025-10', '<', '2026-01'],
    ['2026-07', '=', '2026-07'],
    ['unstable', '>', '2099-10'],
    ['unstable', '=', 'unstable'],
    ['2026-13', '?', '2026-10'],
    ['2026-1', '?', '2026-10'],
    ['1.0.0', '?', '2026-10'],
  ]);
});

describe('numeric: dotted numbers alone', () => {
  raw('numeric', [
    ['8.0.29', '<', '8.0.100'],
    ['8.2', '=', '8.2.0'],
    ['8.2.29-1+deb', '?', '8.2.29'],
  ]);
});

describe('a comparison for checks passes over what means nothing', () => {
  it.each<readonly [VersionScheme, ...Row]>([
    ['wordpress', 'v1.2', '=', '1.2'],
    ['wordpress', ' 6.9 ', '=', '6.9.0'],
    ['wordpress', '1.0.', '=', '1.0'],
    ['wordpress', '6.9-RC1', '<', '6.9.0'],
    ['wordpress', '1.0.0-1', '>', '1.0'],
    ['wordpress', '1.0.0-1', '<', '1.0.1'],
    ['wordpress', 'trunk', '?', '1.0'],
    ['drupal', '7.x-3.9', '<', '7.x-3.10'],
    ['drupal', '7.x-3.9', '?', '8.x-3.10'],
    ['drupal', 'v2.1.1', '=', '2.1.1'],
    ['composer', 'dev-main', '?', 'dev-main'],
    ['composer', '2.x-dev', '?', '1.0.0'],
    ['semver', '15.4', '=', '15.4.0'],
    ['semver', '15', '=', 'v15.0.0'],
    ['nuget', ' 1.0 ', '=', '1.0.0'],
    ['nuget', '[1.0, 2.0)', '?', '1.0'],
    ['shopify', 'Unstable', '>', '2026-10'],
    ['numeric', '8.2.29-1+ubuntu22.04.1+deb.sury.org+1', '=', '8.2.29'],
  ])('%s: %s %s %s', (scheme, a, expected, b) => {
    expect(sign(orderVersions(scheme, a, b))).toBe(expected);
  });
});

it.each(versionSchemes)(
  '%s compares nothing with a text that is too long to be a version',
  (scheme) => {
    expect(compareVersions(scheme, `1.${'0'.repeat(256)}`, '1.0.0')).toBeNull();
  },
);
