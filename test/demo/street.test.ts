import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { getCACertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { likelyPlatform } from '../../src/analysis/platform-detection/score.ts';
import { createApp } from '../../src/app.ts';
import { request } from '../../src/core/check.ts';
import { platforms } from '../../src/core/site.ts';
import { streetTimes } from '../../src/demo/scene.ts';
import { streetSites } from '../../src/demo/sites/all.ts';
import { configOf, demoWith, everythingAtOnce } from './support.ts';

const app = createApp();
const signal = new AbortController().signal;

describe('the street', () => {
  it('has a site of every platform', () => {
    const built = streetSites.map(({ platform }) => platform);
    expect(built.toSorted()).toEqual([...platforms].toSorted());
  });

  it('serves every page that its config names, and nothing else', async () => {
    const { street, ...demo } = await demoWith(streetTimes);
    const config = await configOf({ street, ...demo });
    for (const { site } of config.sites) {
      for (const path of [site.url, ...site.pages]) {
        const url = new URL(path, site.url).href;
        const page = await app.fetchPage({ ...site, url }, signal);
        expect([url, page.ok && page.value.status]).toEqual([url, 200]);
      }
    }
    const [open] = street.sites;
    expect((await fetch(`${open?.url}constructor`)).status).toBe(404);
    expect((await fetch(`${open?.url}no/such/page`)).status).toBe(404);
  });

  it('has sites that look like what they are built with', async () => {
    const demo = await demoWith(streetTimes);
    const config = await configOf(demo);
    for (const { site, platform } of demo.street.sites.map((open) => ({ ...open, ...open.site }))) {
      const configured = config.sites.find((each) => each.site.id === site.id)?.site;
      if (configured === undefined) throw new Error(site.id);
      const url = new URL('/', configured.url).href;
      const wanted = request('platform-detection', { url });
      const found = await app.gather({ ...configured, url }, wanted, { signal });
      if (!found.ok) throw new Error(found.failure.message);
      const likely = likelyPlatform(found.value.candidates)?.platform ?? 'other';
      expect([site.id, likely]).toEqual([site.id, platform]);
    }
  });

  it('has exactly its known faults, as far as there are checks for them', async () => {
    const demo = await demoWith(everythingAtOnce);
    const config = await configOf(demo);
    const checks = await app.checks.all();
    for (const { site, checks: configured, access } of config.sites) {
      const planned = checks.flatMap((check) => {
        const found = configured.get(check.meta.id);
        if (found) return [{ check, options: found.options }];
        // Off in the story, where its pages would drown the outage.
        const shown = check.meta.id === 'platform-hardening';
        return shown ? [{ check, options: check.options.defaults }] : [];
      });
      const results = await app.visit(site, planned, { signal, access });
      const found = results.flatMap(({ check, findings }) =>
        findings.map(({ rule }) => `${check} ${rule}`),
      );
      expect(results.filter(({ outcome }) => outcome === 'errored')).toEqual([]);
      const known = streetSites.find(({ id }) => id === site.id)?.knownFaults ?? [];
      const wanted = known
        .filter(({ check }) => planned.some((one) => one.check.meta.id === check))
        .map(({ check, rule }) => `${check} ${rule}`);
      expect([site.id, found.toSorted()]).toEqual([site.id, wanted.toSorted()]);
    }
  });

  it('can be reached on this machine only, and leaves no server, trust or file behind', async () => {
    const before = getCACertificates('default').length;
    const demo = await demoWith(streetTimes);
    expect(getCACertificates('default')).toHaveLength(before + 1);
    const addresses = demo.street.sites.map(({ address }) => address);
    expect(addresses.every((address) => address.startsWith('127.0.0.1:'))).toBe(true);
    await demo.close();
    expect(getCACertificates('default')).toHaveLength(before);
    expect(existsSync(demo.folder)).toBe(false);
    for (const address of addresses) await free(Number(address.split(':')[1]));
  });
});

/** Resolves if nobody listens on a port of loopback. */
async function free(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}
