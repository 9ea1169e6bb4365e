import { describe, expect, test } from 'vitest';
import type { AgentStatus } from '../../src/core/agent-status.ts';
import { startWeb } from '../../src/web/server.ts';
import { webOfTest } from '../support/web.ts';

const now = Date.UTC(2026, 10, 23, 3, 0);

function status(changes: Partial<AgentStatus> = {}): AgentStatus {
  return {
    version: '1.2.3',
    startedAt: now - 3_600_000,
    lastTickAt: now - 500,
    nextDueAt: now + 500,
    storeFault: null,
    configFault: null,
    configLoadedAt: now - 3_600_000,
    sites: 1,
    openIncidents: { P1: 1, P2: 0, P3: 0, P4: 0 },
    outbox: { waiting: 0, oldestMs: 0 },
    runs: { passed: 5, failed: 1, incomplete: 0, inapplicable: 0, errored: 2 },
    lastRuns: [
      { site: 'shop', check: 'uptime', outcome: 'failed', durationMs: 312, at: now, metrics: {} },
      { site: 'blog', check: 'uptime', outcome: 'errored', durationMs: 1, at: now, metrics: {} },
    ],
    ...changes,
  };
}

async function web(changes: Partial<AgentStatus> = {}) {
  const options = { now: () => now, status: () => status(changes), seed: async () => {} };
  return (await webOfTest(options)).web;
}

describe('/healthz', () => {
  test('answers 200 while the schedule moves', async () => {
    const response = await (await web()).request('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', faults: [] });
  });

  test('answers 503 when checks have been due for a minute and none is started', async () => {
    const stuck = await web({ nextDueAt: now - 61_000, lastTickAt: now - 61_000 });
    const response = await stuck.request('/healthz');
    expect(response.status).toBe(503);
    expect(await response.json()).toHaveProperty('faults', [
      'the schedule is stuck: checks are due and none is started',
    ]);
  });

  test('asks for no restart over a full disk or a broken config: it would not help', async () => {
    const response = await (
      await web({ storeFault: 'disk full', configFault: 'shop.yaml:3:1' })
    ).request('/healthz');
    expect(response.status).toBe(200);
  });
});

test('an agent that starts is alive and not ready', async () => {
  const options = { now: () => now, status: () => null, seed: async () => {} };
  const { web } = await webOfTest(options);
  expect((await web.request('/healthz')).status).toBe(200);
  const ready = await web.request('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ status: 'failing', faults: ['the agent is starting'] });
  expect((await web.request('/metrics')).status).toBe(503);
});

describe('/readyz', () => {
  test.each([
    [{ storeFault: 'disk full' }, 'the store takes no writes: disk full'],
    [
      { configFault: 'config/sites/shop.yaml:3:1' },
      'config is stale, the last good one is in force: config/sites/shop.yaml:3:1',
    ],
    [{ outbox: { waiting: 2, oldestMs: 900_000 } }, '2 messages wait, the oldest for 15 minutes'],
  ])('answers 503 and says why: %j', async (changes, fault) => {
    const response = await (await web(changes)).request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toHaveProperty('faults', [fault]);
  });

  test('answers 200 when nothing needs an operator', async () => {
    expect((await (await web()).request('/readyz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  test('speaks of every site and check by their ids, and of nothing that a site says', async () => {
    const response = await (await web()).request('/metrics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(text).toContain('probe_success{site="shop",check="uptime"} 0');
    expect(text).toContain('probe_duration_seconds{site="shop",check="uptime"} 0.312');
    expect(text).toContain('caretaker_open_incidents{priority="P1"} 1');
    expect(text).toContain('caretaker_runs_total{outcome="errored"} 2');
    expect(text).toContain('caretaker_build_info{version="1.2.3"} 1');
  });

  test('an errored run says nothing about the site', async () => {
    const text = await (await (await web()).request('/metrics')).text();
    expect(text).not.toContain('probe_success{site="blog"');
    expect(text).toContain('probe_duration_seconds{site="blog",check="uptime"}');
  });

  test('a broken config shows', async () => {
    const text = await (await (await web({ configFault: 'x' })).request('/metrics')).text();
    expect(text).toContain('caretaker_config_last_reload_successful 0');
  });
});

test('listens on the address of the config and lets go of it', async () => {
  const server = await startWeb(await web(), '127.0.0.1:0', () => {});
  expect((await fetch(new URL('/healthz', server.url))).status).toBe(200);
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test('an unknown path is 404, and every answer carries the usual security headers', async () => {
  const response = await (await web()).request('/nothing');
  expect(response.status).toBe(404);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
