import { expect, test } from 'vitest';
import umbraco from '../../src/platforms/umbraco.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf, versionOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  ['a content identifier', { body: '<img data-udi="umb://media/0123">' }],
  [
    'the back office of version 14',
    { body: '<title>Umbraco</title><umb-app lang="en-US"></umb-app>' },
  ],
  ['a cookie of the back office', { headers: [['set-cookie', 'UMB-XSRF-TOKEN=***; secure']] }],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  ['the word', { body: '<p>Umbraco partner</p>' }],
  ['a plug-in folder alone', { body: '<script src="/App_Plugins/x.js">' }],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(umbraco, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(umbraco, page)).toBeLessThan(50);
});

test('reads the version from the header of old ones, and nothing from the back office', () => {
  expect(versionOf(umbraco, { headers: [['x-umbraco-version', '6.2.5']] })).toBe('6.2.5');
  expect(versionOf(umbraco, { body: '<umb-app></umb-app>' })).toBeNull();
});
