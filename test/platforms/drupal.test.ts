import { expect, test } from 'vitest';
import drupal from '../../src/platforms/drupal.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf, versionOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  ['X-Generator', { headers: [['X-Generator', 'Drupal 11 (https://www.drupal.org)']] }],
  ['the Expires date of its core', { headers: [['expires', 'Sun, 19 Nov 1978 05:00:00 GMT']] }],
  [
    'its settings element',
    { body: '<script data-drupal-selector="drupal-settings-json">{}</script>' },
  ],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  ['an article that names it', { body: '<p>Drupal 11 is out</p>' }],
  ['one file path', { body: '<img src="/sites/default/files/a.png">' }],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(drupal, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(drupal, page)).toBeLessThan(50);
});

test.each([
  ['Drupal 11 (https://www.drupal.org)', '11'],
  ['Drupal 7 (http://drupal.org)', '7'],
  ['Drupal', null],
])('reads the major version from “%s”, and no more', (generator, version) => {
  expect(versionOf(drupal, { headers: [['x-generator', generator]] })).toBe(version);
});
