import { describe, expect, it } from 'vitest';
import { samplePages } from '../../../src/analysis/seo/page-sample.ts';

const home = 'https://mill.example/';
const pathsOf = (sources: Partial<Parameters<typeof samplePages>[0]>) =>
  samplePages({ home, pages: [], entries: [], limit: 5, ...sources }).map(
    ({ url, namedBy }) => `${namedBy} ${url.replace('https://mill.example', '')}`,
  );

describe('the sample of a site', () => {
  it('is the home page, the pages of config, then pages of the sitemap', () => {
    const entries = ['https://mill.example/a', 'https://mill.example/b/1', home];
    expect(pathsOf({ pages: ['/bread', 'https://mill.example/shop'], entries, limit: 4 })).toEqual([
      'site /',
      'config /bread',
      'config /shop',
      'sitemap /a',
    ]);
  });

  it('has each page once, whatever the final slash', () => {
    const entries = ['https://mill.example/bread/', 'https://mill.example/c'];
    expect(pathsOf({ pages: ['/bread', '/bread#oven', '/'], entries })).toEqual([
      'site /',
      'config /bread',
      'sitemap /c',
    ]);
  });

  it('stays on the site and leaves alone what does something', () => {
    const entries = [
      'https://other.example/x',
      'https://shop.mill.example/x',
      'https://mill.example/logout',
      'https://mill.example/price-list.pdf',
      'https://www.mill.example/d',
    ];
    const pages = ['https://other.example/', 'mailto:baker@mill.example', 'https://[', '/log-in'];
    expect(pathsOf({ pages, entries })).toEqual([
      'site /',
      'config /log-in',
      'sitemap https://www.mill.example/d',
    ]);
  });

  it('never has more pages than it may', () => {
    expect(pathsOf({ pages: ['/a', '/b'], limit: 2 })).toEqual(['site /', 'config /a']);
    expect(pathsOf({ limit: 1, entries: ['https://mill.example/z'] })).toEqual(['site /']);
  });
});
