import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { componentKinds } from '../../src/core/component.ts';
import { noAccess } from '../../src/core/site-access.ts';
import { loadPlatforms } from '../../src/engine/discover.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const routeIds = [
  'command',
  'rest',
  'admin-api',
  'management-api',
  'folder',
  'files',
  'black-box',
] as const;
const platforms = await loadPlatforms();

describe.each(platforms)('the platform $id', (platform) => {
  const { id, markers, probes, routes, kinds, credentials, commands } = platform;

  it('is recognised by traces, each with its weight', () => {
    const all = [...markers, ...probes.flatMap((probe) => probe.markers)];
    expect(all).not.toHaveLength(0);
    for (const { name, weight } of all) {
      expect(name).toMatch(/\w/);
      expect(weight, name).toBeGreaterThan(0);
      expect(weight, name).toBeLessThanOrEqual(100);
    }
  });

  it('asks for a few paths of the site only', () => {
    expect(probes.length).toBeLessThanOrEqual(4);
    for (const { path } of probes) expect(path).toMatch(/^(\/|\{)/);
  });

  it('has routes of known kinds, each once', () => {
    const ids = routes.map((route) => route.id);
    expect(ids).not.toHaveLength(0);
    expect(new Set(ids).size).toBe(ids.length);
    for (const route of ids) expect(routeIds).toContain(route);
  });

  it('tries what needs nothing last, and says of the others what they need', () => {
    const access = { ...noAccess.inventory, credentials: {} };
    const needs = routes.map((route) => [route.id, route.missing(access)] as const);
    for (const [route, missing] of needs) {
      if (route === 'black-box') expect(missing).toBeNull();
      else expect(missing, route).toMatch(/\b(inventory|credentials)\./);
    }
    const blackBox = routes.findIndex((route) => route.id === 'black-box');
    expect([-1, routes.length - 1]).toContain(blackBox);
  });

  it('says what a complete inventory has', () => {
    expect(kinds).not.toHaveLength(0);
    for (const kind of kinds) expect(componentKinds).toContain(kind);
  });

  it('explains its credentials and commands', () => {
    for (const meaning of Object.values({ ...credentials, ...commands })) {
      expect(meaning).toMatch(/\w.*\w/);
    }
  });

  it('has an example, and tests of each of its own routes', () => {
    expect(existsSync(`${root}config/examples/${id}.yaml`)).toBe(true);
    expect(globSync(`test/platforms/${id}/**/*.test.ts`, { cwd: root })).not.toHaveLength(0);
  });
});
