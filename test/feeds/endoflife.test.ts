import { describe, expect, it } from 'vitest';
import endoflife from '../../src/feeds/endoflife.ts';
import { drupalModule, nugetPackage, plugin, runtime } from '../support/components.ts';
import { askFeed, type ServiceAnswers, testFeedFailures } from '../support/feed-tester.ts';

const line = (name: string, eolFrom: string | null, latest: string | null, more: object = {}) => ({
  name,
  codename: null,
  label: name,
  releaseDate: '2024-01-01',
  isLts: false,
  ltsFrom: null,
  isEoas: true,
  eoasFrom: '2025-06-30',
  isEol: false,
  eolFrom,
  isMaintained: true,
  latest: latest === null ? null : { name: latest, date: '2026-10-22', link: null },
  custom: null,
  ...more,
});

const product = (name: string, ...releases: readonly object[]) =>
  JSON.stringify({
    schema_version: '1.2.1',
    generated_at: '2026-11-22T00:00:00+00:00',
    last_modified: '2026-11-01T00:00:00+00:00',
    result: { name, label: name, category: 'lang', releases },
  });

const php = runtime('php', '8.3.4');
const umbraco = nugetPackage('Umbraco.Cms', '13.5.2', { kind: 'core' });
const answers = {
  'products/php': product(
    'php',
    line('8.4', '2028-12-31', '8.4.15'),
    line('8.3', '2027-12-31', '8.3.28'),
  ),
  'products/umbraco': product(
    'umbraco',
    line('13', '2026-12-14', '13.16.1', { isLts: true }),
    line('4', null, null, { isEol: true }),
  ),
} satisfies ServiceAnswers;

describe('the lines of endoflife.date', () => {
  it('end with their security repairs', async () => {
    const { catalogue } = await askFeed(endoflife, answers, { components: [php, umbraco] });
    expect(catalogue.lifecycles).toEqual([
      {
        product: 'php',
        cycle: '8.4',
        longTerm: false,
        endsOn: '2028-12-31',
        latest: '8.4.15',
        source: 'endoflife',
      },
      expect.objectContaining({ product: 'php', cycle: '8.3', endsOn: '2027-12-31' }),
      expect.objectContaining({ product: 'umbraco', cycle: '13', longTerm: true }),
      // Ended on a day that nobody wrote down.
      expect.objectContaining({
        product: 'umbraco',
        cycle: '4',
        endsOn: '2026-11-01',
        latest: null,
      }),
    ]);
  });

  it('name the newest release of PHP, which no registry does', async () => {
    const { catalogue } = await askFeed(endoflife, answers, { components: [php, umbraco] });
    expect(catalogue.packages).toMatchObject([
      {
        registry: 'php',
        name: 'php',
        releases: [
          { version: '8.4.15', releasedAt: Date.UTC(2026, 9, 22) },
          { version: '8.3.28', security: false },
        ],
      },
    ]);
  });

  it.each([
    ['WordPress', plugin('wordpress', '6.9', { kind: 'core' }), true],
    ['Drupal', drupalModule('drupal', '11.4.1', { kind: 'core' }), true],
    ['an old Umbraco', nugetPackage('UmbracoCms', '7.15.7'), true],
    ['.NET Framework', { ...runtime('dotnet', '4.8'), slug: 'dotnetfx' }, true],
    ['.NET, which tells its own', runtime('dotnet', '8.0.11'), false],
    ['a plugin named as a product', plugin('drupal', '1.0'), false],
  ])('are known of %s', (_what, component, covered) => {
    expect(endoflife.covers(component)).toBe(covered);
  });

  it('of another product are no answer', async () => {
    const { catalogue } = await askFeed(
      endoflife,
      { 'products/php': product('perl', line('5', null, '5.40')) },
      { components: [php] },
    );
    expect(catalogue.lifecycles).toEqual([]);
    expect(catalogue.unanswered['runtime/php']?.[0]).toMatch(
      /not what endoflife\.date says of php/,
    );
  });
});

testFeedFailures({ feed: endoflife, answers, components: [php, umbraco] });
