import { describe, expect, it } from 'vitest';
import { addressVariants } from '../../../src/analysis/seo/address-variants.ts';
import { readCanonicals } from '../../../src/analysis/seo/canonical.ts';
import { hreflangFault } from '../../../src/analysis/seo/language-tags.ts';
import { linkTargets } from '../../../src/analysis/seo/link-header.ts';
import { saysNotFound } from '../../../src/analysis/seo/not-found-text.ts';
import { readStatement } from '../../../src/analysis/seo/page-statement.ts';
import { noindexOf } from '../../../src/analysis/seo/robots-tags.ts';
import { isPlaceholderTitle, shownLength } from '../../../src/analysis/seo/titles.ts';

describe('noindex', () => {
  const ofMeta = (name: string, content: string) =>
    noindexOf({ metas: [{ name, content }], robotsTags: [] })?.source ?? null;
  const ofHeader = (value: string) => noindexOf({ metas: [], robotsTags: [value] })?.text ?? null;

  it.each([
    ['robots', 'noindex, follow', 'meta robots'],
    ['ROBOTS', 'NOINDEX', 'meta robots'],
    ['googlebot', 'none', 'meta googlebot'],
    ['robots', 'index, follow, max-snippet:-1', null],
    ['robots', 'noimageindex', null],
    ['duckduckbot', 'noindex', null],
    ['description', 'noindex', null],
  ])('in <meta name="%s" content="%s">: %s', (name, content, source) => {
    expect(ofMeta(name, content)).toBe(source);
  });

  it.each([
    ['noindex', 'noindex'],
    ['googlebot: nofollow, noindex', 'googlebot: nofollow, noindex'],
    ['otherbot: noindex, nofollow', null],
    ['otherbot: noindex, googlebot: none', 'otherbot: noindex, googlebot: none'],
    ['otherbot: noindex\nnoindex', 'noindex'],
    ['max-snippet: 20, noindex', 'max-snippet: 20, noindex'],
    ['unavailable_after: 25 Jun 2030 15:00:00 GMT', null],
  ])('in X-Robots-Tag: %j: %j', (value, text) => {
    expect(ofHeader(value)).toBe(text);
  });
});

it.each([
  ['en', null],
  ['en-GB', null],
  ['zh-Hant-TW', null],
  ['x-default', null],
  ['en-UK', 'the United Kingdom is GB'],
  ['en_GB', 'it has an underscore for a hyphen'],
  ['jp', 'there is no language jp'],
  ['de-XX', 'there is no country XX'],
  ['es-419', 'it is no language code'],
  ['zh-Abcd', 'there is no script Abcd'],
  ['english', 'it is no language code'],
  ['', 'it is no language code'],
])('hreflang %s: %s', (value, fault) => {
  expect(hreflangFault(value)).toBe(fault);
});

it.each([
  ['Home', true],
  ['Untitled document', true],
  ['New page', true],
  ['Vite + React + TS', true],
  ['Startseite', true],
  ['Home baking for beginners', false],
  ['Test results of our flour', false],
])('the title “%s” says nothing: %s', (title, isPlaceholder) => {
  expect(isPlaceholderTitle(title)).toBe(isPlaceholder);
});

it('measures wide letters twice', () => {
  expect(shownLength('Rye')).toBe(3);
  expect(shownLength('黒パン')).toBe(6);
});

it.each([
  ['Page not found – The Mill', true],
  ['404', true],
  ['Error 404', true],
  ['This page does not exist', true],
  ['Seite nicht gefunden', true],
  ['Page introuvable', true],
  ['Lost and found', false],
  ['Peugeot 404 for hire', false],
  ['Why a page was not to be found in 1911', false],
])('“%s” says that nothing is there: %s', (text, says) => {
  expect(saysNotFound(text)).toBe(says);
});

it('knows the other spellings of an address', () => {
  expect(addressVariants('https://mill.example/', 'https://mill.example/bread')).toEqual([
    'http://mill.example/',
    'https://www.mill.example/',
    'https://mill.example/bread/',
  ]);
  expect(addressVariants('https://www.mill.example/', 'https://www.mill.example/a/')).toEqual([
    'http://www.mill.example/',
    'https://mill.example/',
    'https://www.mill.example/a',
  ]);
  expect(addressVariants('https://shop.mill.example:8443/', null)).toEqual([]);
  expect(addressVariants('http://127.0.0.1:8080/', 'http://127.0.0.1:8080/a.html')).toEqual([]);
});

it('finds a relation in a Link header', () => {
  const header =
    '<https://mill.example/a>; rel="canonical", </style.css>; rel=preload; as=style, <b>; REL="next canonical"';
  expect(linkTargets(header, 'canonical')).toEqual(['https://mill.example/a', 'b']);
  expect(linkTargets(`<${'<'.repeat(20_000)}`, 'canonical')).toEqual([]);
});

it('reads canonical links, of the page and of the server', () => {
  const base = 'https://mill.example/bread/rye';
  const read = (...links: readonly string[]) => readCanonicals(links, '', base);
  expect(read('/rye#top', 'https://mill.example/rye').addresses).toEqual([
    'https://mill.example/rye',
  ]);
  expect(readCanonicals([], '<https://mill.example/x>; rel="canonical"', base).addresses).toEqual([
    'https://mill.example/x',
  ]);
  const bad = ['', 'www.mill.example/rye', 'javascript:void(0)', 'https://'];
  expect(read(...bad)).toEqual({ addresses: [], invalid: bad });
});

describe('the head of a page', () => {
  it('is read as the server sends it', () => {
    const html = `<!doctype html><title> The
      Mill &amp; Oven </title><meta name=Robots content=noindex><meta property="og:title" content="Mill">
      <script>document.write('<link rel=canonical href=/wrong>')</script>
      <link rel="canonical" href="/right"><link rel=alternate hreflang=de href=/de>
      <link rel=alternate type=application/rss+xml href=/feed>
      <body><title>no</title><meta name=late content=x>`;
    expect(readStatement(html)).toEqual({
      title: 'The Mill & Oven',
      canonicals: ['/right'],
      alternates: [{ hreflang: 'de', href: '/de' }],
      metas: [
        { name: 'robots', content: 'noindex' },
        { name: 'og:title', content: 'Mill' },
      ],
    });
  });

  it('says nothing where there is none', () => {
    const nothing = { title: null, canonicals: [], alternates: [], metas: [] };
    expect(readStatement('')).toEqual(nothing);
    expect(readStatement('\0<<<a href="')).toEqual(nothing);
  });

  it('is read at once, however deep and long the page', () => {
    const start = performance.now();
    readStatement('<div>'.repeat(100_000));
    expect(readStatement('<meta name=a content=b>'.repeat(20_000)).metas).toHaveLength(100);
    readStatement('<title>'.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
