import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Where } from '../../src/core/finding.ts';
import { fingerprint } from '../../src/core/fingerprint.ts';

const page: Where = { url: 'https://shop.example/cart?a=1&b=2' };

function at(where: Where): string {
  return fingerprint('seo', 'title-missing', where);
}

describe('the fingerprint of a finding', () => {
  it('is 16 hex digits, and the same for ever', () => {
    expect(at({ url: 'https://shop.example/' })).toBe('7684db0e03f3adc6');
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (check, rule, url) => {
        expect(fingerprint(check, rule, { url })).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  it.each([
    ['another check', fingerprint('uptime', 'title-missing', page)],
    ['another rule', fingerprint('seo', 'title-empty', page)],
    ['another page', at({ url: 'https://shop.example/basket?a=1&b=2' })],
    ['another parameter', at({ url: 'https://shop.example/cart?a=1&b=3' })],
    ['another host', at({ url: 'https://shop.test/cart?a=1&b=2' })],
    ['another scheme', at({ url: 'http://shop.example/cart?a=1&b=2' })],
    ['another port', at({ url: 'https://shop.example:8443/cart?a=1&b=2' })],
    ['an element', at({ ...page, selector: 'h1' })],
    ['a component', at({ ...page, component: 'h1' })],
    ['a header', at({ ...page, header: 'h1' })],
    ['a line', at({ ...page, line: 1 })],
  ])('differs for %s', (_, other) => {
    expect(other).not.toBe(at(page));
  });

  it.each([
    ['the case of scheme and host', 'HTTPS://Shop.Example/cart?a=1&b=2'],
    ['the default port', 'https://shop.example:443/cart?a=1&b=2'],
    ['a fragment', 'https://shop.example/cart?a=1&b=2#top'],
    ['a trailing slash', 'https://shop.example/cart/?a=1&b=2'],
    ['the order of parameters', 'https://shop.example/cart?b=2&a=1'],
    ['a user and password', 'https://me:secret@shop.example/cart?a=1&b=2'],
  ])('does not depend on %s', (_, url) => {
    expect(at({ url })).toBe(at(page));
  });

  it('does not depend on the case of a header or a component', () => {
    expect(at({ ...page, header: 'X-Cache' })).toBe(at({ ...page, header: 'x-cache' }));
    expect(at({ ...page, component: 'Akismet' })).toBe(at({ ...page, component: 'akismet' }));
  });

  it('takes a URL that is none as it is', () => {
    expect(at({ url: 'not a url' })).not.toBe(at({ url: 'not a url ' }));
  });

  it('does not confuse one place with another that has the same words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        expect(at({ ...page, selector: a, component: b })).not.toBe(
          at({ ...page, selector: a + b, component: '' }),
        );
      }),
    );
  });
});
