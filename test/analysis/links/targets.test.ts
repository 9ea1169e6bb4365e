import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkTargets, loadedAddresses } from '../../../src/analysis/links/targets.ts';
import type { PageLink, PageRequest } from '../../../src/core/artifacts/page-audit.ts';

const home = 'https://shop.example/';
const about = 'https://shop.example/about';

function link(url: string, rest: Partial<PageLink> = {}): PageLink {
  return { url, text: 'Prices', rel: [], kind: 'link', path: '0/1', selector: 'nav > a', ...rest };
}

const targetsOf = (...links: readonly PageLink[]) => linkTargets([{ url: home, links }], home);

describe('what pages link to', () => {
  it('is each address once, with where it stands', () => {
    const targets = linkTargets(
      [
        { url: home, links: [link(about), link(`${about}#team`, { selector: 'footer > a' })] },
        { url: about, links: [link(about, { text: ' About\n us ' })] },
      ],
      home,
    );
    expect(targets).toEqual([
      {
        url: about,
        internal: true,
        kinds: ['link'],
        places: [
          { page: home, selector: 'nav > a', text: 'Prices' },
          { page: home, selector: 'footer > a', text: 'Prices' },
          { page: about, selector: 'nav > a', text: 'About us' },
        ],
        count: 3,
      },
    ]);
  });

  it('names five places and counts the rest', () => {
    const [target] = targetsOf(...Array.from({ length: 12 }, () => link(about)));
    expect(target?.places).toHaveLength(5);
    expect(target?.count).toBe(12);
  });

  it('comes with the site’s own first, sub-domains included', () => {
    const urls = ['https://other.example/', 'https://static.shop.example/a.png', about];
    expect(
      targetsOf(...urls.map((url) => link(url))).map(({ url, internal }) => [url, internal]),
    ).toEqual([
      ['https://static.shop.example/a.png', true],
      [about, true],
      ['https://other.example/', false],
    ]);
  });

  it('holds everything that an address is used for', () => {
    const [target] = targetsOf(link(about, { kind: 'frame' }), link(about), link(about));
    expect(target?.kinds).toEqual(['frame', 'link']);
  });

  it.each([
    'mailto:jo@shop.example',
    'tel:+441632960000',
    'javascript:void(0)',
    'data:text/html,hi',
    'ftp://shop.example/',
    'https://jo:secret@shop.example/',
    'https://',
    '',
    `https://shop.example/${'a'.repeat(2048)}`,
  ])('is no address to ask for: %.60s', (url) => expect(targetsOf(link(url))).toEqual([]));

  it('loses no link, whatever the pages hold', () => {
    const some = fc.array(fc.constantFrom('/a', '/b', '//other.example/', '/a#x', '/a?b'));
    fc.assert(
      fc.property(some, (paths) => {
        const targets = targetsOf(...paths.map((path) => link(new URL(path, home).href)));
        expect(targets.reduce((sum, { count }) => sum + count, 0)).toBe(paths.length);
        expect(new Set(targets.map(({ url }) => url)).size).toBe(targets.length);
      }),
    );
  });
});

describe('what the browser was given already', () => {
  const request = (url: string, status: number): PageRequest => ({
    url,
    status,
    type: 'image',
    bytes: null,
  });

  it('are addresses that answered well; whatever else is asked for again', () => {
    const requests = [
      request('https://shop.example/a.png#x', 200),
      request('https://shop.example/b.png', 404),
      request('https://shop.example/c.png', 0),
      request('https://shop.example/d', 301),
      request('data:image/png;base64,AA', 200),
    ];
    expect([...loadedAddresses([{ requests }])]).toEqual([['https://shop.example/a.png', 200]]);
  });
});
