import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComposerAudit } from '../../../src/analysis/manifests/composer-audit.ts';
import { rangesOf } from '../../../src/analysis/manifests/composer-constraint.ts';
import {
  readComposerInstalled,
  readComposerLock,
} from '../../../src/analysis/manifests/composer-lock.ts';
import { readDrupalInfo } from '../../../src/analysis/manifests/drupal-info.ts';
import { toolJson } from '../../../src/analysis/manifests/tool-json.ts';

const atLeast = (version: string) => ({ version, inclusive: true });
const below = (version: string) => ({ version, inclusive: false });

test.each([
  ['>=1.0,<2.0', [{ from: atLeast('1.0'), to: below('2.0') }]],
  ['>= 1.0 <= 2.0', [{ from: atLeast('1.0'), to: atLeast('2.0') }]],
  [
    '<1.2.3||>2',
    [
      { from: null, to: below('1.2.3') },
      { from: below('2'), to: null },
    ],
  ],
  ['1.2.3', [{ from: atLeast('1.2.3'), to: atLeast('1.2.3') }]],
  ['*', [{ from: null, to: null }]],
  ['^2.0', null],
  ['>=1.0,!=1.5', null],
  ['', null],
])('the constraint %s', (constraint, ranges) => {
  expect(rangesOf(constraint)).toEqual(ranges);
});

test('installed.json is read as Composer 1 and Composer 2 write it', () => {
  const row = { name: 'Acme/SDK', version: '1.0.0' };
  const packages = [expect.objectContaining({ name: 'acme/sdk', version: '1.0.0' })];
  expect(readComposerInstalled(JSON.stringify([row]))).toEqual({ ok: true, packages });
  expect(readComposerInstalled(JSON.stringify({ packages: [row] }))).toEqual({
    ok: true,
    packages,
  });
});

test('an info file keeps its version through quotes, comments and a mistake elsewhere', () => {
  const text =
    'name: "A: b"  # c\r\nversion: VERSION\r\n\tbroken: [\r\nversion: \'1.2.0\'\r\nproject: a\r\n';
  expect(readDrupalInfo(text, 'yaml')).toEqual({
    name: 'A: b',
    type: null,
    version: '1.2.0',
    project: 'a',
    ofCore: false,
    conflictLine: null,
  });
});

test('JSON is found behind notices that look like it', () => {
  expect(toolJson('[warning] a\n[]x\n{"a": [1]}\nbye')).toEqual({ a: [1] });
  expect(toolJson('\uFEFF {"a": 1}')).toEqual({ a: 1 });
  expect(toolJson('no JSON [1]')).toBeUndefined();
});

test('whatever comes is read to an answer or to none, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      readComposerLock(text);
      readComposerInstalled(text);
      readComposerAudit(toolJson(text));
      readDrupalInfo(text, 'yaml');
      rangesOf(text);
    }),
  );
});
