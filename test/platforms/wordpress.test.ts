import { expect, test } from 'vitest';
import wordpress from '../../src/platforms/wordpress.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf, versionOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  [
    'the REST link in the headers',
    { headers: [['link', '<https://x.example/wp-json/>; rel="https://api.w.org/"']] },
  ],
  [
    'the generator, attributes in either order',
    { body: '<meta content="WordPress 6.9.1" name="generator">' },
  ],
  ['the REST link in the head', { body: '<link rel="https://api.w.org/" href="/wp-json/">' }],
  ['X-Redirect-By', { headers: [['x-redirect-by', 'WordPress']] }],
  [
    'its asset folders',
    { body: '<link href="/wp-content/themes/a.css"><script src="/wp-includes/js/b.js">' },
  ],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  ['an article that names it', { body: '<p>We moved away from WordPress.</p>' }],
  [
    'a content host of a front end without a head',
    { body: '<img src="https://cms.shop.example/wp-content/uploads/a.png">' },
  ],
  ['one hot-linked image', { body: '<img src="https://other.example/wp-content/uploads/a.png">' }],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(wordpress, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(wordpress, page)).toBeLessThan(50);
});

test.each([
  ['WordPress 6.9.1', '6.9.1'],
  ['WordPress 7.0-RC1', '7.0-RC1'],
  ['WordPress', null],
])('reads the version from the generator “%s”', (content, version) => {
  const body = `<meta name="generator" content="${content}"><meta name="generator" content="WooCommerce 9.4.2">`;
  expect(versionOf(wordpress, { body })).toBe(version);
});
