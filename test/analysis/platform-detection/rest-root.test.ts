import { describe, expect, it, test } from 'vitest';
import { restAddress, restRootIn } from '../../../src/analysis/platform-detection/rest-root.ts';
import { type AnswerOptions, answer } from '../../support/artifacts.ts';

const rootOf = (page: AnswerOptions) => {
  const exchange = answer(page);
  return exchange.ok ? restRootIn(exchange.value) : null;
};
const link = (address: string): AnswerOptions => ({
  headers: [
    ['link', '<https://shop.example/?p=2>; rel=shortlink'],
    ['Link', `<${address}>; rel="https://api.w.org/"`],
  ],
});

describe('the root of the REST API', () => {
  it.each([
    ['https://shop.example/wp-json/', 'https://shop.example/wp-json/'],
    ['https://shop.example/api/', 'https://shop.example/api/'],
    ['https://shop.example/?rest_route=/', 'https://shop.example/?rest_route=/'],
    ['/wp-json/', 'https://shop.example/wp-json/'],
    ['https://www.shop.example/wp-json/', 'https://www.shop.example/wp-json/'],
    // Over https whatever scheme it spells: passwords go there.
    ['http://shop.example/wp-json/', 'https://shop.example/wp-json/'],
    ['https://user:word@shop.example/wp-json/', 'https://shop.example/wp-json/'],
  ])('%s is read from the header', (spelled, root) => expect(rootOf(link(spelled))).toBe(root));

  it.each([
    'https://other.example/wp-json/',
    'https://shop.example:8443/wp-json/',
    'javascript:alert(1)',
    'https://',
  ])('%s leads out of the site', (spelled) => expect(rootOf(link(spelled))).toBeNull());

  it('is read from the head, in either order of the attributes', () => {
    const body =
      '<link href="https://shop.example/?rest_route=/&#038;x=1" rel="https://api.w.org/">';
    expect(rootOf({ body })).toBe('https://shop.example/?rest_route=/&x=1');
  });

  it('is unknown where nothing is said', () => expect(rootOf({})).toBeNull());
});

test.each([
  ['https://a.example/wp-json/', 'https://a.example/wp-json/wp/v2/users?per_page=1'],
  ['https://a.example/wp-json', 'https://a.example/wp-json/wp/v2/users?per_page=1'],
  [
    'https://a.example/?rest_route=/',
    'https://a.example/?rest_route=%2Fwp%2Fv2%2Fusers&per_page=1',
  ],
])('a route below %s is %s', (root, address) => {
  expect(restAddress(root, 'wp/v2/users?per_page=1')).toBe(address);
});
