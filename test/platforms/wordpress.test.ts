import { expect, test } from 'vitest';
import wordpress from '../../src/platforms/wordpress.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  [
    'the REST link in the headers',
    { headers: [['link', '<https://x.example/wp-json/>; rel="https://api.w.org/"']] },
  ],
  [
    'the generator, attributes in either order',
    { body: '<meta content="WordPress 6.9.1" name="generator">' },
  ],
  [
    'its asset folders',
    { body: '<link href="/wp-content/a.css"><script src="/wp-includes/b.js">' },
  ],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  ['an article that names it', { body: '<p>We moved away from WordPress.</p>' }],
  ['one hot-linked image', { body: '<img src="https://other.example/wp-content/uploads/a.png">' }],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(wordpress, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(wordpress, page)).toBeLessThan(50);
});
