import { describe, expect, it } from 'vitest';
import { type Gathered, gathered, notGathered } from '../../../src/core/artifacts/failure.ts';
import type { PlatformDetection } from '../../../src/core/artifacts/platform-detection.ts';
import type { Component } from '../../../src/core/component.ts';
import type {
  InventoryRoute,
  PlatformModule,
  RouteHaul,
  RouteOutcome,
} from '../../../src/core/platform-module.ts';
import { gatherInventory, inventoryOf, lines } from '../../support/inventory.ts';

const akismet: Component = {
  kind: 'plugin',
  slug: 'akismet',
  name: 'Akismet',
  version: '5.0.2',
  active: true,
  source: 'rest',
  confidence: 100,
  scheme: 'wordpress',
  registry: 'wordpress-org',
};
const core: Component = { ...akismet, kind: 'core', slug: 'wordpress', version: '6.1.9' };

function route(
  id: string,
  outcome: RouteOutcome | (() => Promise<RouteOutcome>),
  missing: string | null = null,
): InventoryRoute {
  return {
    id,
    title: `By ${id}`,
    missing: () => missing,
    take: async () => (typeof outcome === 'function' ? outcome() : outcome),
  };
}

const brings = (haul: Partial<RouteHaul>): RouteOutcome => {
  return { ok: true, components: [], complete: [], ...haul };
};
const fails = (reason: string): RouteOutcome => ({ ok: false, reason });

function platformWith(...routes: readonly InventoryRoute[]): PlatformModule {
  return {
    id: 'wordpress',
    title: 'WordPress',
    markers: [],
    probes: [],
    kinds: ['core', 'plugin'],
    routes,
    credentials: {},
    commands: {},
  };
}

describe('the platform', () => {
  const looksLike = (confidence: number): Gathered<PlatformDetection> =>
    gathered({
      candidates: [{ platform: 'wordpress', version: null, confidence, evidence: [] }],
      hiddenBy: null,
      restRoot: null,
    });
  const modules = [platformWith(route('rest', brings({ components: [akismet] })))];

  it('is config’s, and nobody looks for another', async () => {
    const detection = notGathered<PlatformDetection>({ code: 'timed-out', message: 'unused' });
    const inventory = await inventoryOf({ modules, platform: 'wordpress', detection });
    expect(inventory).toMatchObject({ platform: 'wordpress', components: [akismet] });
  });

  it('is the one that detection finds likely', async () => {
    const inventory = await inventoryOf({ modules, platform: null, detection: looksLike(50) });
    expect(inventory).toMatchObject({ platform: 'wordpress', components: [akismet] });
  });

  it('is unknown where detection has but a hint: an empty inventory with the reason', async () => {
    expect(await inventoryOf({ modules, platform: null, detection: looksLike(49) })).toEqual({
      platform: 'other',
      components: [],
      routes: [],
      remarks: [
        {
          about: 'platform',
          message: 'its pages do not tell what it is built with; name it as `platform` of the site',
        },
      ],
      packages: [],
      advisories: [],
      notices: [],
    });
  });

  it('is unknown for the reason for which detection saw nothing', async () => {
    const hiddenBy = 'a protection service challenges us';
    const detection = gathered({ candidates: [], hiddenBy, restRoot: null });
    const { remarks } = await inventoryOf({ modules, platform: null, detection });
    expect(remarks[0]?.message).toBe(`${hiddenBy}; name it as \`platform\` of the site`);
  });

  it('is another one where config says so', async () => {
    const { platform, routes, remarks } = await inventoryOf({ modules, platform: 'other' });
    expect({ platform, routes }).toEqual({ platform: 'other', routes: [] });
    expect(remarks[0]?.message).toBe('config says that it is another platform');
  });

  it('is not had where the site is not had', async () => {
    const detection = notGathered<PlatformDetection>({ code: 'timed-out', message: 'too slow' });
    expect(await gatherInventory({ modules, platform: null, detection })).toEqual({
      ok: false,
      failure: { code: 'timed-out', message: 'too slow' },
    });
  });
});

describe('routes', () => {
  const all = brings({ components: [core, akismet], complete: ['core', 'plugin'] });

  it('are tried in the platform’s order until nothing is missing', async () => {
    const modules = [
      platformWith(
        route('command', fails('WP-CLI ended with exit code 1')),
        route('rest', fails('unused'), 'credentials.wordpress.username'),
        route('folder', brings({ components: [akismet], complete: ['plugin'] })),
        route('files', all),
        route('black-box', fails('unused')),
      ),
    ];
    const { routes, components } = await inventoryOf({ modules });
    expect(components.map(({ slug }) => slug)).toEqual(['akismet', 'wordpress']);
    expect(routes.map(({ route: id, outcome, reason }) => [id, outcome, reason])).toEqual([
      ['command', 'failed', 'WP-CLI ended with exit code 1'],
      ['rest', 'unavailable', 'config does not give credentials.wordpress.username'],
      ['folder', 'used', null],
      ['files', 'used', null],
      ['black-box', 'unneeded', 'the routes before it brought everything'],
    ]);
  });

  it('are tried in config’s order, and no others; a name that is none is said so', async () => {
    const modules = [
      platformWith(route('rest', fails('refused')), route('folder', all), route('files', all)),
    ];
    const access = { routes: ['floder', 'folder', 'folder', 'rest'] };
    const { routes } = await inventoryOf({ modules, access });
    expect(routes).toEqual([
      {
        route: 'floder',
        title: 'floder',
        outcome: 'unavailable',
        reason:
          'WordPress has no route “floder”: correct inventory.routes (known: rest, folder, files)',
      },
      { route: 'folder', title: 'By folder', outcome: 'used', reason: null },
      expect.objectContaining({ route: 'rest', outcome: 'unneeded' }),
    ]);
  });

  it('that throw have failed, and cost nothing but themselves', async () => {
    const bug = () => Promise.reject(new TypeError('x is not a function'));
    const modules = [platformWith(route('rest', bug), route('folder', all))];
    const inventory = await inventoryOf({ modules });
    expect(lines(inventory)).toHaveLength(2);
    expect(inventory.routes[0]).toMatchObject({
      outcome: 'failed',
      reason: 'caretaker itself failed: x is not a function',
    });
  });

  it('that bring nothing leave an inventory that says why', async () => {
    const { components, routes } = await inventoryOf({
      modules: [platformWith(route('rest', fails('wrong password')))],
    });
    expect({ components, reason: routes[0]?.reason }).toEqual({
      components: [],
      reason: 'wrong password',
    });
  });

  it('end with the run, even where they do not listen', async () => {
    const controller = new AbortController();
    const endless = () => new Promise<RouteOutcome>(() => {});
    const inventory = gatherInventory({
      modules: [platformWith(route('rest', endless))],
      context: { signal: controller.signal },
    });
    setTimeout(() => controller.abort(), 50);
    expect(await inventory).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

it('lets no secret into the inventory, however a route spells it', async () => {
  const applicationPassword = 'abcd EFGH ijkl MNOP';
  const leaky = brings({
    components: [{ ...akismet, name: 'keeper of abcdEFGHijklMNOP' }],
    remarks: [{ about: 'rest', message: `sent ${applicationPassword}` }],
  });
  const failing = fails(`refused ${btoa(`keeper:${applicationPassword}`)}`);
  const inventory = await inventoryOf({
    modules: [platformWith(route('rest', failing), route('folder', leaky))],
    credentials: { username: 'keeper', applicationPassword },
  });
  const text = JSON.stringify(inventory);
  expect(text).not.toContain('EFGH');
  expect(text).not.toContain(btoa(`keeper:${applicationPassword}`).slice(12, 30));
  expect(inventory.components[0]?.name).toBe('keeper of ***');
});
