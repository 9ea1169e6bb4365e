import { onTestFinished } from 'vitest';
import { type Agent, startAgent } from '../../../src/agent/agent.ts';
import { type App, createApp } from '../../../src/app.ts';
import type { Config } from '../../../src/config/load.ts';
import type { SiteConfig } from '../../../src/config/site-config.ts';
import { type Check, defineCheck } from '../../../src/core/check.ts';
import type { Incident, TimelineEntry } from '../../../src/core/incident.ts';
import {
  type Delivery,
  defineChannel,
  type Notification,
  noLinks,
} from '../../../src/core/notification.ts';
import type { Outcome } from '../../../src/core/result.ts';
import { Worker } from '../../../src/engine/worker.ts';
import { acknowledge } from '../../../src/incidents/people.ts';
import { takeAgentLock } from '../../../src/store/agent-lock.ts';
import { type OpenStore, openStore } from '../../../src/store/open.ts';
import { storeFile } from '../../store/support/temp-store.ts';
import { configWith, siteWith } from '../../support/agent-config.ts';
import { finding, result } from '../../support/check-runs.ts';
import { pingCheck } from '../../support/config-folder.ts';
import { FastClock } from '../../support/fast-clock.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A message as it arrived. */
export interface Message extends Notification {
  readonly at: number;
}

/** One run of a check. */
export interface Run {
  readonly site: string;
  readonly check: string;
  readonly at: number;
}

/** How often the sites of a practice are checked, and by which checks. */
export interface PracticeOptions {
  readonly sites?: readonly SiteConfig[];
  /** Puts something between the agent and its store. */
  readonly store?: (store: OpenStore, file: string) => OpenStore;
  /** What a site shows that is down. */
  readonly evidence?: string;
}

const uptime: Check = defineCheck({
  ...pingCheck,
  meta: { ...pingCheck.meta, id: 'uptime', title: 'Uptime', confirm: 2 },
});
const nightly: Check = defineCheck({
  ...pingCheck,
  meta: { ...pingCheck.meta, id: 'nightly', title: 'Nightly', category: 'quality' },
});

/** A site whose home page is looked at every so often. */
export function shop(
  id = 'shop',
  every = '60s',
  overrides: Parameters<typeof siteWith>[2] = {},
): SiteConfig {
  return siteWith(id, new Map([['uptime', { schedule: every, options: {} }]]), overrides);
}

/** Jo at once, Sam a quarter of an hour later. */
export const escalation: Config['escalation'] = [
  { afterMs: 0, recipients: [{ person: 'jo', channel: 'mail', address: 'jo@practice.example' }] },
  {
    afterMs: 15 * minute,
    recipients: [{ person: 'sam', channel: 'mail', address: 'sam@practice.example' }],
  },
];

/** The config of a practice that watches these sites. */
export function config(sites: readonly SiteConfig[], steps = escalation): Config {
  return configWith(sites, new Map([['mail', { kind: 'sink', settings: {} }]]), steps);
}

/**
 * A whole agent on a fast clock: real schedule, incidents, store and outbox. Only the network is
 * left out: sites are up, down or out of reach as the story says, and messages arrive in a list.
 */
export async function startPractice(start: string, options: PracticeOptions = {}) {
  const { sites = [shop()], store: between = (store) => store, evidence = '503' } = options;
  const clock = new FastClock(start);
  const file = storeFile();
  const outcomes = new Map<string, Outcome>();
  const messages: Message[] = [];
  const runs: Run[] = [];
  const faults: string[] = [];
  let answer: Delivery | 'silence' = { outcome: 'sent', providerId: null };
  let current = config(sites);
  let agent: Agent | null = null;
  let held: (() => void) | null = null;

  const sink = defineChannel({
    kind: 'sink',
    title: 'A list',
    settings: ({ z }) => z.object({}),
    secrets: [],
    personKey: 'email',
    maxBodyLength: 10_000,
    send: async (notification, _settings, { signal }) => {
      if (answer === 'silence') {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        return { outcome: 'temporary', reason: 'no answer', retryAfterMs: null };
      }
      if (answer.outcome === 'sent') messages.push({ ...notification, at: clock.now() });
      return answer;
    },
  });
  const base = createApp(clock);
  const app: App = {
    ...base,
    worker: (watched, events) =>
      new Worker(watched, {
        ...events,
        clock,
        timer: clock.timer,
        visit: async (site, planned, { onResult }) => {
          for (const { check } of planned) {
            runs.push({ site: site.id, check: check.meta.id, at: clock.now() });
            const outcome = outcomes.get(site.id) ?? 'passed';
            onResult(
              result({
                check: check.meta.id,
                startedAt: new Date(clock.now()).toISOString(),
                outcome,
                findings: outcome === 'failed' ? [finding({ evidence })] : [],
                ...(outcome === 'errored' ? { reason: 'no network' } : {}),
              }),
            );
          }
        },
      }),
  };

  async function begin(): Promise<void> {
    const lock = takeAgentLock(file, clock);
    const store = between(openStore(file, { clock, lock }), file);
    held = () => lock.release();
    agent = await startAgent(current, {
      app,
      checks: [nightly, uptime],
      channels: [sink],
      store,
      version: '0.0.0',
      after: clock.timer,
      random: () => 0.5,
      links: noLinks,
      onResult: () => {},
      onChange: () => {},
      onMessage: () => {},
      onFault: (what, error) => faults.push(`${what}: ${(error as Error).message}`),
    });
  }
  async function end(): Promise<void> {
    await agent?.stop();
    held?.();
    agent = null;
    held = null;
  }
  /** Something that another process does with the store. */
  async function beside<T>(act: (store: OpenStore) => Promise<T>): Promise<T> {
    const store = openStore(file, { clock });
    try {
      return await act(store);
    } finally {
      await store.close();
    }
  }

  await begin();
  onTestFinished(end);
  return {
    clock,
    file,
    messages,
    runs,
    faults,
    beside,
    end,
    begin,
    status: () => agent?.status(),
    blameConfig: (fault: string | null) => agent?.blameConfig(fault),
    /** From now on the site answers with an error, or we cannot reach it, or it is well. */
    site: (outcome: Outcome, id = 'shop') => outcomes.set(id, outcome),
    /** From now on the mail server answers so, or never. */
    mailServer: (delivery: Delivery | 'silence') => {
      answer = delivery;
    },
    reload: (next: Config) => {
      current = next;
      agent?.replaceConfig(next);
    },
    /** `person subject` of everything that arrived. */
    told: () => messages.map(({ person, subject }) => `${person}: ${subject}`),
    pages: () => messages.filter(({ kind }) => kind === 'page'),
    incidents: (): Promise<readonly Incident[]> => beside((store) => store.incidents.list()),
    /** Of the only incident of a site, in its order. */
    timeline: (site = 'shop'): Promise<readonly TimelineEntry[]> =>
      beside(async (store) => {
        const entries = [];
        for (const { id } of await store.incidents.list({ site })) {
          entries.push(...(await store.timeline.of(id)));
        }
        return entries;
      }),
    /** As `caretaker incidents ack` does. */
    acknowledge: (by: string): Promise<void> =>
      beside((store) =>
        store.transact('durable', async (transaction) => {
          for (const incident of await transaction.incidents.list({ unresolved: true })) {
            const act = acknowledge(incident, by, clock.now());
            if (!act.ok) throw new Error(act.reason);
            const { timeline, incident: acknowledged } = act.change;
            const steps = [{ incident: incident.id, dueAt: null }];
            await transaction.commit({ incidents: [acknowledged], timeline, steps });
          }
        }),
      ),
  };
}

export type Practice = Awaited<ReturnType<typeof startPractice>>;
