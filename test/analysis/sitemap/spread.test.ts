import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHarmlessPage, spread } from '../../../src/analysis/sitemap/spread.ts';

const base = 'https://mill.example';
const numbered = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${base}/${folder}/${100 + index}`);

describe('a spread', () => {
  it('takes from every folder, and from all over the large ones', () => {
    const urls = [...numbered('bread', 90), ...numbered('news', 9), `${base}/about`, `${base}/map`];
    expect(spread(urls, 6)).toEqual([
      `${base}/about`,
      `${base}/map`,
      `${base}/bread/122`,
      `${base}/bread/167`,
      `${base}/news/102`,
      `${base}/news/106`,
    ]);
  });

  it('is the same in whatever order the addresses come, each once, never more than there are', () => {
    const urls = fc.array(fc.integer({ min: 0, max: 40 }).map((n) => `${base}/${n % 5}/${n}`));
    fc.assert(
      fc.property(urls, fc.nat(30), (all, count) => {
        const chosen = spread(all, count);
        expect(chosen).toEqual(spread(all.toReversed(), count));
        expect(new Set(chosen).size).toBe(Math.min(count, new Set(all).size));
        expect(all).toEqual(expect.arrayContaining([...chosen]));
      }),
    );
  });
});

it.each([
  ['/', true],
  ['/bread/rye?size=2', true],
  ['/removals', true],
  ['/cancellation-policy', true],
  ['/menu.html', true],
  ['/logout', false],
  ['/account/sign-out/', false],
  ['/log%6Fut', false],
  ['/cart/add?id=3', false],
  ['/bread?add-to-cart=17', false],
  ['/bread?action=delete&id=1', false],
  ['/?do=empty', false],
  ['/news/17/delete', false],
  ['/wp-admin/options.php', false],
  ['/newsletter/unsubscribe?u=1', false],
  ['/menu.pdf', false],
  ['/feed.xml', false],
])('opening %s is harmless: %s', (path, isHarmless) => {
  expect(isHarmlessPage(new URL(path, base))).toBe(isHarmless);
});
