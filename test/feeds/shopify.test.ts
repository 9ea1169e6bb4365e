import { describe, expect, it } from 'vitest';
import shopify from '../../src/feeds/shopify.ts';
import { plugin } from '../support/components.ts';
import { askFeed } from '../support/feed-tester.ts';

const api = plugin('admin-api', '2026-01', {
  kind: 'api',
  scheme: 'shopify',
  registry: 'shopify',
});

async function calendarAt(now: string) {
  const outcome = await askFeed(shopify, {}, { components: [api], now: Date.parse(now) });
  return { ...outcome, names: outcome.catalogue.packages[0]?.releases.map((one) => one.version) };
}

describe('the calendar of Shopify’s APIs', () => {
  it('asks nobody, and so never fails', async () => {
    const { requests, state } = await calendarAt('2026-11-23T12:00:00Z');
    expect(requests).toEqual([]);
    expect(state).toMatchObject({ state: 'fresh', reason: null });
  });

  it('has a version a quarter, from 17:00 UTC of its first day on', async () => {
    const { names } = await calendarAt('2026-11-23T12:00:00Z');
    expect(names?.slice(0, 3)).toEqual(['2026-10', '2026-07', '2026-04']);
    expect(names?.at(-1)).toBe('2019-04');
    expect((await calendarAt('2027-01-01T16:59:59Z')).names?.[0]).toBe('2026-10');
    expect((await calendarAt('2027-01-01T17:00:00Z')).names?.[0]).toBe('2027-01');
  });

  it('supports each for twelve months', async () => {
    const { lifecycles } = (await calendarAt('2026-11-23T12:00:00Z')).catalogue;
    expect(lifecycles.slice(0, 5).map(({ cycle, endsOn }) => [cycle, endsOn])).toEqual([
      ['2026-10', '2027-10-01'],
      ['2026-07', '2027-07-01'],
      ['2026-04', '2027-04-01'],
      ['2026-01', '2027-01-01'],
      ['2025-10', '2026-10-01'],
    ]);
    expect(lifecycles[0]).toMatchObject({ product: 'shopify-api' });
  });

  it('knows nothing of themes and apps', () => {
    expect(shopify.covers({ ...api, kind: 'theme' })).toBe(false);
  });
});
