import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortAddresses } from '../../../src/analysis/sitemap/addresses.ts';
import { readSitemap } from '../../../src/analysis/sitemap/read-sitemap.ts';

const urlset = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${content}</urlset>`;
const address = (address: string, lastmod: string | null = null) => ({ address, lastmod });

describe('a sitemap', () => {
  it('names pages, some with their dates', () => {
    const text = urlset(
      '<url><loc> https://mill.example/ </loc><lastmod>2026-11-01</lastmod></url><!-- more --><url><loc><![CDATA[https://mill.example/?a=1&b=2]]></loc></url>',
    );
    expect(readSitemap(text, false)).toEqual({
      kind: 'urlset',
      count: 2,
      addresses: [
        address('https://mill.example/', '2026-11-01'),
        address('https://mill.example/?a=1&b=2'),
      ],
    });
  });

  it('has escaped addresses, may have a prefix, and pictures that are no pages', () => {
    const text =
      '\ufeff<s:urlset xmlns:s="a" xmlns:image="b"><s:url><s:loc>https://mill.example/a?x=1&amp;y=&#x32;</s:loc><image:image><image:loc>https://mill.example/a.jpg</image:loc></image:image></s:url></s:urlset>';
    expect(readSitemap(text, false)).toMatchObject({ kind: 'urlset', count: 1 });
    expect(readSitemap(text, false)).not.toMatchObject({
      addresses: [address('https://mill.example/a.jpg')],
    });
  });

  it('may be an index of others', () => {
    const text =
      '<sitemapindex><sitemap><loc>https://mill.example/1.xml.gz</loc></sitemap><sitemap/></sitemapindex>';
    expect(readSitemap(text, false)).toEqual({
      kind: 'index',
      count: 1,
      addresses: [address('https://mill.example/1.xml.gz')],
    });
  });

  it('may be a list of addresses', () => {
    const text = 'https://mill.example/a\r\n\r\nhttps://mill.example/b\n';
    expect(readSitemap(text, false)).toMatchObject({ kind: 'text', count: 2 });
  });

  it('may be a feed', () => {
    const rss =
      '<rss><channel><link>https://mill.example/</link><item><link>https://mill.example/news</link><pubDate>Mon, 02 Nov 2026</pubDate></item></channel></rss>';
    const atom =
      '<feed><entry><link rel="self" href="https://mill.example/x.xml"/><link href="https://mill.example/n?a=1&amp;b=2"/></entry></feed>';
    expect(readSitemap(rss, false)).toMatchObject({
      kind: 'feed',
      addresses: [address('https://mill.example/news', 'Mon, 02 Nov 2026')],
    });
    expect(readSitemap(atom, false)).toMatchObject({
      kind: 'feed',
      addresses: [address('https://mill.example/n?a=1&b=2')],
    });
  });

  it.each([
    ['', 'it is empty'],
    ['no pages today', 'it is neither XML nor a list of addresses'],
    ['<!doctype html><html><body>Sorry', 'it is a web page, no sitemap'],
    ['<html><head></head></html>', 'it is a web page, no sitemap'],
    ['<bread><url/></bread>', 'its root <bread> is none of a sitemap'],
    [
      urlset('<url><loc>https://mill.example/?a&b</loc></url>'),
      /an `&` that is not written .* \(line 2\)/,
    ],
    [urlset('<url><loc>https://mill.example/</url>'), '</url> closes <loc> (line 2)'],
    ['<urlset>\n<url>\n', 'ends before <url> is closed'],
    ['<urlset><url', 'ends in the middle of a tag (line 1)'],
    ['<urlset>a < b</urlset>', /a `<` that is not written `&lt;`/],
    [`${'<urlset>'.repeat(40)}`, /elements more than 32 deep/],
  ])('is not read where it says %j', (text, why) => {
    const reading = readSitemap(text, false);
    expect('why' in reading ? reading.why : reading).toEqual(
      typeof why === 'string' ? why : expect.stringMatching(why),
    );
  });

  it('declares no entities: a document type ends the reading', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "bbbb">]>${urlset('')}`;
    expect(readSitemap(text, false)).toEqual({
      why: 'a document type (DOCTYPE), which is not read',
    });
  });

  it('that was cut counts as far as it goes', () => {
    const text = urlset('<url><loc>https://mill.example/a</loc></url><url><loc>https://mill.ex');
    expect(readSitemap(text.slice(0, -9), true)).toMatchObject({ count: 1 });
    expect(readSitemap('https://mill.example/a\nhttps://mill.ex', true)).toMatchObject({
      count: 1,
    });
  });

  it('of more than 50,000 pages is counted to its end, and kept no further', () => {
    const text = urlset('<url><loc>https://mill.example/a</loc></url>'.repeat(50_010));
    const start = performance.now();
    const reading = readSitemap(text, false);
    expect(performance.now() - start).toBeLessThan(1000);
    expect('why' in reading ? reading : [reading.count, reading.addresses.length]).toEqual([
      50_010, 50_000,
    ]);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<urlset>',
      '</urlset>',
      '<url>',
      '<loc>',
      '</loc>',
      '&',
      ';',
      '#x',
      '<!',
      '<!--',
      ']]>',
      '<![CDATA[',
      'x',
      '"',
      '/>',
      '<?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, cut) => {
        expect(readSitemap(pieces.join(''), cut)).toBeDefined();
      }),
    );
  });
});

it('sorts addresses by what a sitemap may speak for', () => {
  const all = [
    'https://mill.example/a#part',
    'https://www.mill.example/b',
    'http://mill.example/c',
    'https://other.example/',
    'https://mill.example:8443/',
    '/relative',
    'ftp://mill.example/',
    `https://mill.example/${'x'.repeat(2048)}`,
  ];
  const sorted = sortAddresses(
    all.map((one) => address(one)),
    'https://mill.example/',
  );
  expect(sorted).toMatchObject({
    own: [
      { url: 'https://mill.example/a' },
      { url: 'https://www.mill.example/b' },
      { url: 'http://mill.example/c' },
    ],
    foreign: ['https://other.example/', 'https://mill.example:8443/'],
    foreignCount: 2,
    invalidCount: 3,
  });
});
