import { describe, expect, it } from 'vitest';
import packagist from '../../src/feeds/packagist.ts';
import { plugin } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const composer = { kind: 'package', scheme: 'composer', registry: 'packagist' } as const;
const tides = plugin('harbour/tides', '2.0.1', composer);

const metadata = (versions: unknown) =>
  JSON.stringify({ packages: { 'harbour/tides': versions }, minified: 'composer/2.0' });

const answers = {
  'p2/harbour/tides.json': metadata([
    {
      name: 'harbour/tides',
      version: 'v3.1.0',
      version_normalized: '3.1.0.0',
      time: '2026-10-02T08:00:00+00:00',
      require: { php: '>=8.2' },
      abandoned: 'harbour/currents',
    },
    { version: 'v3.0.0', version_normalized: '3.0.0.0', time: '2025-03-01T08:00:00+00:00' },
    { version: 'v2.0.1', version_normalized: '2.0.1.0', require: '__unset' },
  ]),
} satisfies ServiceAnswers;

describe('packages of Packagist', () => {
  it('have releases, each with what the ones before it said already', async () => {
    const { catalogue } = await askFeed(packagist, answers, { components: [tides] });
    expect(catalogue.packages).toMatchObject([
      {
        registry: 'packagist',
        name: 'harbour/tides',
        published: true,
        unsupported: 'abandoned by its maintainers, who name harbour/currents in its place',
        releases: [
          { version: 'v3.1.0', releasedAt: Date.UTC(2026, 9, 2, 8), requiresPhp: '>=8.2' },
          { version: 'v3.0.0', releasedAt: Date.UTC(2025, 2, 1, 8), requiresPhp: '>=8.2' },
          { version: 'v2.0.1' },
        ],
      },
    ]);
    expect(catalogue.packages[0]?.releases[2]).not.toHaveProperty('requiresPhp');
  });

  it('that are private are not published, which says nothing about them', async () => {
    const own = plugin('client/own', '1.0', composer);
    const { catalogue } = await askFeed(packagist, {}, { components: [own] });
    expect(catalogue.packages).toMatchObject([{ name: 'client/own', published: false }]);
  });

  it('whose name is none are not asked for', async () => {
    const odd = plugin('../../etc', '1.0', composer);
    const { catalogue } = await askFeed(packagist, answers, { components: [odd] });
    expect(catalogue.packages).toEqual([]);
    expect(Object.keys(catalogue.unanswered)).toEqual(['package/../../etc']);
  });
});

testFeedFailures({ feed: packagist, components: [tides], answers });
