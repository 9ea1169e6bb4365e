import { expect, it } from 'vitest';
import type {
  InventoryRoute,
  PlatformModule,
  RouteOutcome,
  RoutePorts,
} from '../../../src/core/platform-module.ts';
import { walkRoutes } from '../../../src/gather/inventory/routes.ts';

function routeThat(id: string, take: InventoryRoute['take']): InventoryRoute {
  return { id, title: id, missing: () => null, take };
}

function walk(...routes: readonly InventoryRoute[]) {
  const module = { title: 'WordPress', kinds: ['core'], routes } as unknown as PlatformModule;
  return walkRoutes(module, {
    timeoutMs: 50,
    signal: new AbortController().signal,
    portsUntil: (signal) => ({ signal, access: { routes: null } }) as unknown as RoutePorts,
  });
}

it('gives each route a deadline of its own, of which its ports hear', async () => {
  const heard: boolean[] = [];
  const endless = routeThat('rest', ({ signal }) => {
    signal.addEventListener('abort', () => heard.push(true));
    return new Promise<RouteOutcome>(() => {});
  });
  const quick = routeThat('folder', async ({ signal }) => {
    heard.push(signal.aborted);
    return { ok: true, components: [], complete: ['core'] };
  });
  expect((await walk(endless, quick)).routes).toEqual([
    { route: 'rest', title: 'rest', outcome: 'failed', reason: 'not done within 50 ms' },
    { route: 'folder', title: 'folder', outcome: 'used', reason: null },
  ]);
  expect(heard).toEqual([true, false]);
});

it('survives a route that throws after its deadline', async () => {
  const late = routeThat('rest', async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    throw new Error('too late');
  });
  const { routes } = await walk(late);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(routes).toMatchObject([{ outcome: 'failed', reason: 'not done within 50 ms' }]);
});

it('shortens what a route says to what a person reads', async () => {
  const chatty = routeThat('rest', async () => ({ ok: false, reason: `no\n${'x'.repeat(5000)}` }));
  const { routes } = await walk(chatty);
  expect(routes[0]?.reason?.startsWith('no xxx')).toBe(true);
  expect(routes[0]?.reason).toHaveLength(500);
});
