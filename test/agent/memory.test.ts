import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startAgent } from '../../src/agent/agent.ts';
import { type App, createApp } from '../../src/app.ts';
import { type Check, defineCheck } from '../../src/core/check.ts';
import { noLinks } from '../../src/core/notification.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { Worker } from '../../src/engine/worker.ts';
import { takeAgentLock } from '../../src/store/agent-lock.ts';
import { openStore } from '../../src/store/open.ts';
import { storeFile } from '../store/support/temp-store.ts';
import { configWith, siteWith } from '../support/agent-config.ts';
import { pingCheck } from '../support/config-folder.ts';
import { FastClock } from '../support/fast-clock.ts';

const picture = {
  name: 'home.jpg',
  mime: 'image/jpeg',
  title: 'The home page',
  url: 'https://shop.example/',
  base64: Buffer.from('a picture').toString('base64'),
} as const;

/** Counts its own runs, and shows a picture at every other of them. */
const counting: Check = defineCheck({
  ...pingCheck,
  meta: { ...pingCheck.meta, id: 'counting', schedule: '10s', confirm: 0 },
  requires: () => ({}),
  evaluate: (_answers, _options, { state, previous }) => {
    const runs = typeof state === 'number' ? state + 1 : 1;
    return {
      findings: [],
      labels: { runs: String(runs), before: previous?.labels.runs ?? 'none' },
      attachments: runs % 2 === 1 ? [picture] : [],
      state: runs,
    };
  },
});

/** An agent with this one check, which is due every ten seconds. */
async function watch() {
  const clock = new FastClock('2026-11-23T12:00:00Z');
  const file = storeFile();
  const told: CheckResult[] = [];
  const faults: string[] = [];
  const base = createApp(clock);
  const app: App = {
    ...base,
    worker: (sites, events) =>
      new Worker(sites, {
        ...events,
        clock,
        timer: clock.timer,
        visit: (site, planned, options) => {
          const memory = (check: string) => events.memoryOf(site.id, check);
          return base.visit(site, planned, { ...options, memory });
        },
      }),
  };
  const lock = takeAgentLock(file, clock);
  const store = openStore(file, { clock, lock });
  const site = siteWith('shop', new Map([['counting', { schedule: '10s', options: {} }]]));
  const agent = await startAgent(configWith([site], new Map(), []), {
    app,
    checks: [counting],
    channels: [],
    store,
    version: '0.0.0',
    after: clock.timer,
    random: () => 0.5,
    links: noLinks,
    onResult: (_site, result) => told.push(result),
    onChange: () => {},
    onMessage: () => {},
    onFault: (what, error) => faults.push(`${what}: ${(error as Error).message}`),
  });
  onTestFinished(async () => {
    await agent.stop();
    lock.release();
  });
  return {
    told,
    faults,
    store,
    /** Lets the check run once more, its files be written, and the result be kept. */
    run: async () => {
      await clock.pass(10_000);
      await setTimeout(200);
      await clock.pass(2000);
    },
  };
}

it('a check knows its last run, and what it kept; its files lie beside the store, and nobody is told of them', async () => {
  const { told, faults, store, run } = await watch();
  const kept = async () => (await store.attachments.of('shop')).get('counting');
  await run();
  expect(told.at(-1)?.labels).toEqual({ runs: '1', before: 'none' });
  expect(told.at(-1)?.changes).toBeUndefined();
  expect(await kept()).toMatchObject([{ name: 'home.jpg', bytes: 9 }]);
  expect(await store.memory.state('shop', 'counting')).toBe(1);
  await run();
  expect(told.at(-1)?.labels).toEqual({ runs: '2', before: '1' });
  expect(told.at(-1)?.changes).toMatchObject({ since: told[0]?.startedAt, new: [], fixed: [] });
  expect(await kept()).toBeUndefined();
  await run();
  expect(await kept()).toHaveLength(1);
  expect(JSON.stringify(told)).not.toMatch(/attachments|base64|"state"/);
  expect(faults).toEqual([]);
});
