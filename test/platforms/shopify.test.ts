import { expect, test } from 'vitest';
import shopify from '../../src/platforms/shopify.ts';
import type { AnswerOptions } from '../support/artifacts.ts';
import { scoreOf } from './detection.ts';

const certain: readonly (readonly [string, AnswerOptions])[] = [
  ['Powered-By', { headers: [['powered-by', 'Shopify']] }],
  ['the shop id', { headers: [['x-shopid', '12345']] }],
  ['the theme object', { body: '<script>Shopify.theme = {"id":1,"theme_store_id":887};</script>' }],
];

const unsure: readonly (readonly [string, AnswerOptions])[] = [
  [
    'a buy button on another site',
    { body: '<script src="https://cdn.shopify.com/buy-button.js">' },
  ],
  [
    'an article about its theme object',
    { body: '<p>Look at Shopify.theme = {"id":1} in the console.</p>' },
  ],
  ['a shop id that is no number', { headers: [['x-shopid', 'abc']] }],
];

test.each(certain)('is recognised by %s', (_, page) => {
  expect(scoreOf(shopify, page)).toBeGreaterThanOrEqual(50);
});

test.each(unsure)('is not taken for certain by %s', (_, page) => {
  expect(scoreOf(shopify, page)).toBeLessThan(50);
});
