import { describe, expect, it } from 'vitest';
import { addressBelow, folderOf, sameHost, withinSite } from '../../src/analysis/site-address.ts';

describe('the folder of a site', () => {
  it.each([
    ['https://a.example/', 'https://a.example/', '/'],
    ['https://a.example/health', 'https://a.example/health', '/'],
    ['https://a.example/shop', 'https://a.example/shop/', '/shop/'],
    ['https://a.example/shop/', 'https://a.example/shop/', '/shop/'],
    ['https://a.example/', 'https://a.example/en/', '/'],
    ['https://a.example/shop/index.php?x=1', 'https://a.example/shop/index.php?x=1', '/shop/'],
  ])('of %s that leads to %s is %s', (url, finalUrl, folder) => {
    expect(folderOf(url, finalUrl).href).toBe(`https://a.example${folder}`);
  });

  it('is where its paths begin', () => {
    const folder = new URL('https://a.example/shop/');
    expect(addressBelow(folder, '/.git/HEAD')).toBe('https://a.example/shop/.git/HEAD');
    expect(addressBelow(folder, '/?author=1')).toBe('https://a.example/shop/?author=1');
  });
});

describe('two addresses', () => {
  it.each([
    ['https://a.example/x', 'https://www.a.example/', true, true],
    ['http://a.example/', 'https://a.example/', false, true],
    ['https://cdn.a.example/', 'https://a.example/', false, true],
    ['https://a.example:8443/', 'https://a.example/', false, false],
    ['http://127.0.0.1:81/', 'http://127.0.0.1:82/', false, false],
    ['https://b.example/', 'https://a.example/', false, false],
  ])('%s and %s: one host %s, one site %s', (a, b, host, site) => {
    expect(sameHost(new URL(a), new URL(b))).toBe(host);
    expect(withinSite(new URL(a), new URL(b))).toBe(site);
  });
});
