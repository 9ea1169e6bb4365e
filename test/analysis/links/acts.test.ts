import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsWhenAsked } from '../../../src/analysis/links/acts.ts';

const acts = (path: string) => actsWhenAsked(new URL(path, 'https://shop.example/'));

describe('an address that does something when it is asked for', () => {
  it.each([
    '/logout',
    '/wp-login.php?action=logout&_wpnonce=1f2e3d',
    '/user/logout',
    '/account/Log_Out.aspx',
    '/posts/12/delete',
    '/newsletter/unsubscribe?u=12',
    '/shop/?add-to-cart=99',
    '/cart/?remove_item=0cc175b9',
    '/cart/add?id=4711',
    '/basket/add/4711',
    '/admin/save?csrf_token=abc',
    '/admin/node?destroy=1',
  ])('is %s', (path) => expect(acts(path)).toBe(true));

  it.each([
    '/',
    '/how-to-delete-an-account',
    '/blog/why-we-add-to-cart-slowly',
    '/logout-times-of-the-harbour',
    '/delete-me.html/about',
    '/cart',
    '/add',
    '/products?sort=added',
    '/search?q=remove+stains',
    '/unsubscribed',
  ])('is not %s', (path) => expect(acts(path)).toBe(false));

  it('is told in no time, whatever it looks like', () => {
    const url = fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'large' });
    fc.assert(fc.property(url, (text) => typeof actsWhenAsked(new URL(text)) === 'boolean'));
    const begin = performance.now();
    acts(`/${'-_'.repeat(500_000)}?${'a-'.repeat(500_000)}=${'.php'.repeat(250_000)}`);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
