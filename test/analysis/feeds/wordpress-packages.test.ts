import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readWordpressPackage,
  wordpressInstant,
} from '../../../src/analysis/feeds/wordpress-packages.ts';
import { FeedUnreadable } from '../../../src/core/feed.ts';

describe('an instant of WordPress.org', () => {
  it.each([
    ['2025-09-26 9:07pm GMT', Date.UTC(2025, 8, 26, 21, 7)],
    ['2025-09-26 12:07am GMT', Date.UTC(2025, 8, 26, 0, 7)],
    ['2025-09-26 12:07pm GMT', Date.UTC(2025, 8, 26, 12, 7)],
    ['2025-09-26 12:10:03', Date.UTC(2025, 8, 26, 12, 10, 3)],
    ['2025-09-26T12:10:03Z', Date.UTC(2025, 8, 26, 12, 10, 3)],
    ['2025-09-26', Date.UTC(2025, 8, 26)],
  ])('%s', (text, at) => {
    expect(wordpressInstant(text)).toBe(at);
  });

  it.each([
    null,
    '',
    'yesterday',
    '2025-13-40',
    '2025-09-26 99:00',
    '26/09/2025',
    '2025-09-26 9:07pm CET',
  ])('is none in “%s”', (text) => {
    expect(wordpressInstant(text)).toBeNull();
  });
});

it('whatever the directory sends is a package or unreadable', () => {
  const names = [
    'error',
    'closed',
    'slug',
    'version',
    'versions',
    'requires',
    'last_updated',
    '__proto__',
  ];
  const value = fc.oneof(fc.constantFrom('tide', 'closed', '1.0', false, null), fc.jsonValue());
  const answer = fc
    .dictionary(fc.constantFrom(...names), value)
    .map((sent) => JSON.stringify(sent));
  fc.assert(
    fc.property(fc.oneof(answer, fc.string()), (text) => {
      try {
        const read = readWordpressPackage(text, { kind: 'plugin', slug: 'tide' }, 'test');
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      } catch (error) {
        expect(error).toBeInstanceOf(FeedUnreadable);
      }
    }),
  );
});
