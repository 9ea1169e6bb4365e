import type { App, NamedSite } from '../app.ts';
import type { Config } from '../config/load.ts';
import type { AgentStatus } from '../core/agent-status.ts';
import type { Check } from '../core/check.ts';
import { noMemory } from '../core/check-memory.ts';
import type { Channel, MessageLinks } from '../core/notification.ts';
import type { CheckResult } from '../core/result.ts';
import { partsOf } from '../core/result-parts.ts';
import { noAccess } from '../core/site-access.ts';
import { Pipeline } from '../engine/pipeline.ts';
import type { Wishes } from '../engine/pipeline-ports.ts';
import { Stepper } from '../engine/stepper.ts';
import { Writer } from '../engine/writer.ts';
import type { Change } from '../incidents/change.ts';
import { incidentIds } from '../incidents/ids.ts';
import { type OutboxEvent, startOutbox } from '../notify/outbox.ts';
import type { OpenStore } from '../store/open.ts';
import { StoreError } from '../store/store-error.ts';
import { boundChannels } from './bound-channels.ts';
import { newsReader } from './news.ts';
import { type SelfTroubleId, selfObservation, selfSite, selfWatched } from './self.ts';
import { Tally } from './tally.ts';
import { keyOf, watchedChecks, watchedSites } from './watched.ts';

export type { Change } from '../incidents/change.ts';
export type { OutboxEvent } from '../notify/outbox.ts';

/** What an agent is made of. The store is open, and held by this agent alone. */
export interface AgentPorts {
  readonly app: App;
  readonly checks: readonly Check[];
  /** Every kind of channel there is. */
  readonly channels: readonly Channel[];
  readonly store: OpenStore;
  readonly version: string;
  readonly after: (ms: number, act: () => void) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Where messages send their readers. */
  readonly links: MessageLinks;
  readonly onResult: (site: string, result: CheckResult) => void;
  readonly onChange: (change: Change) => void;
  readonly onMessage: (event: OutboxEvent) => void;
  /** Something of the agent itself broke; never a site's fault. */
  readonly onFault: (what: string, error: unknown) => void;
}

/** A running agent. */
export interface Agent {
  /** Puts another config in force. What is open, running or due goes on. */
  replaceConfig(config: Config): void;
  /** What is wrong with the config on disk, or null: health shows it. */
  blameConfig(fault: string | null): void;
  status(): AgentStatus;
  /** Takes no new work, keeps what is known, and ends within about 8 s. Resolves with the runs cut off. */
  stop(): Promise<number>;
}

/** How soon after an inconclusive run a check runs again. */
const recheckMs = 1500;
/** How often wishes of people, which come through the store, are read. */
const lookEveryMs = 2000;
const pruneEveryMs = 3_600_000;
const outboxGraceMs = 5000;

/** Puts schedule, visits, incidents, store and outbox together, and starts them. */
export async function startAgent(first: Config, ports: AgentPorts): Promise<Agent> {
  const { app, checks, store, after, onFault } = ports;
  const { clock } = app;
  const tally = new Tally();
  const startedAt = clock.now();
  let config = first;
  let loadedAt = startedAt;
  let watched = watchedChecks(config, checks, startedAt);
  let channels = boundChannels(config, ports.channels);
  let wishes: Wishes = { silences: [], acceptances: [] };
  let configFault: string | null = null;
  let oldestAt: number | null = null;

  const taken = new Set((await store.incidents.list()).map(({ id }) => id));
  const writer = new Writer({
    store,
    after,
    faultOf: (error) => (error instanceof StoreError ? error.message : null),
    onUnsaved: ({ outbox = [], incidents = [] }, because) => {
      if (outbox.length > 0) sender.sendDirect(outbox, incidents, because);
    },
    onFault: (error) => onFault('a result that cannot be stored', error),
  });
  const pipeline = new Pipeline(await store.memory.trackers(), {
    clock,
    writer,
    ids: incidentIds(clock, (id) => taken.has(id)),
    escalation: () => config.escalation,
    wishes: () => wishes,
    watched: (site, check) =>
      site === selfSite ? selfWatched : (watched.get(keyOf(site, check)) ?? null),
    recheck: ({ site, meta }) => worker.hasten(site.id, meta.id, clock.now() + recheckMs),
    onChange: (change) => {
      taken.add(change.incident.id);
      ports.onChange(change);
    },
    wake: () => {
      stepper.wake();
      sender.wake();
    },
  });
  const stepper = new Stepper({
    clock,
    after,
    takeDueSteps: () => pipeline.takeDueSteps(),
    nextStepAt: async () => {
      await pipeline.mindClock();
      return earliest(writer.nextStepAt, await stored(store.incidents.nextStepAt()));
    },
    onFault: (error) => onFault('escalation', error),
  });
  const tellSelf = (id: SelfTroubleId, evidence: string | null) =>
    pipeline
      .observe([selfObservation(id, clock.now(), evidence)], selfWatched)
      .catch((error: unknown) => onFault('the agent’s own incident', error));
  const sender = startOutbox({
    store: store.outbox,
    clock,
    random: ports.random,
    after,
    channels: () => channels,
    timezoneOf: (person) => config.practice.people[person]?.timezone ?? 'UTC',
    links: ports.links,
    onEvent: (event) => {
      ports.onMessage(event);
      if (event.status !== 'failed' && event.status !== 'gave-up') return;
      const { person, channel, reason } = event;
      void tellSelf('message-undeliverable', `${person} by ${channel}: ${reason}`);
    },
  });

  const lastRuns = new Map(
    (await store.results.allLatest()).map(({ site, result }) => [
      keyOf(site, result.check),
      Date.parse(result.startedAt),
    ]),
  );
  const browser = app.browsers({ executablePath: config.practice.browser.executablePath });
  const prepared = () => watchedSites(config, checks, app.maskSecrets(config.secrets));
  const worker = app.worker(prepared(), {
    lastRun: (site, check) => lastRuns.get(keyOf(site, check)) ?? null,
    accessOf: (id) => config.sites.find(({ site }) => site.id === id)?.access ?? noAccess,
    // A store that cannot be read knows of nothing; the check runs as if for the first time.
    memoryOf: (site, check) => store.memory.ofCheck(site, check).catch(() => noMemory),
    feedCache: store.feeds,
    browser,
    onResult: async (site: NamedSite, judged) => {
      const { result, attachments } = partsOf(judged);
      tally.count(site.id, result);
      ports.onResult(site.id, result);
      const about = watched.get(keyOf(site.id, result.check));
      if (!about) return;
      // Whoever has to be told is told before files are written.
      await pipeline.take(about, judged);
      await store.attachments
        .keep(site.id, result.check, attachments)
        .catch((error: unknown) => onFault(`files of ${site.id} ${result.check}`, error));
    },
    onFault: (site, ids, error) => onFault(`${site.id} ${ids.join(', ')}`, error),
    onOverlap: (site, check) =>
      onFault(
        `${site.id} ${check}`,
        new Error('it still runs: the run that is due now is left out'),
      ),
  });

  let stopped = false;
  let callOff = () => {};
  let storeFault: string | null = null;
  let prunedAt = startedAt;
  const readNews = newsReader(store);
  const look = async () => {
    const now = clock.now();
    try {
      const news = await readNews(now);
      if (news) {
        ({ wishes, oldestAt } = news);
        tally.open(news.open);
      }
      if (now - prunedAt > pruneEveryMs) {
        prunedAt = now;
        await store.prune(now);
        await store.attachments.keepOnly((site, check) => watched.has(keyOf(site, check)));
      }
    } catch (error) {
      onFault('the store', error);
    }
    if (writer.fault !== storeFault) {
      storeFault = writer.fault;
      await tellSelf('store-refuses', storeFault);
    }
    if (!stopped) callOff = after(lookEveryMs, () => void look());
  };
  await look();
  const { recovery } = store.opened;
  if (recovery) {
    await tellSelf('store-replaced', `${recovery.reason}; moved to ${recovery.movedTo}`);
    await store.recoveryTold();
  }
  worker.start();
  stepper.wake();

  return {
    blameConfig: (fault) => {
      configFault = fault;
    },
    replaceConfig(next) {
      config = next;
      loadedAt = clock.now();
      watched = watchedChecks(config, checks, loadedAt);
      channels = boundChannels(config, ports.channels);
      tally.keepOnly((site, check) => watched.has(keyOf(site, check)));
      worker.replaceSites(prepared());
    },
    status() {
      const { waiting, storeTrouble } = sender.status();
      return {
        version: ports.version,
        startedAt,
        lastTickAt: worker.lastTickAt,
        nextDueAt: worker.nextDueAt,
        storeFault: writer.fault ?? storeTrouble,
        configFault,
        configLoadedAt: loadedAt,
        sites: config.sites.length,
        outbox: { waiting, oldestMs: oldestAt === null ? 0 : Math.max(0, clock.now() - oldestAt) },
        ...tally.counts,
      };
    },
    async stop() {
      stopped = true;
      callOff();
      // At the same time, so that all of it ends within 8 s: what has to leave still stands in the outbox.
      const [cutOff] = await Promise.all([
        worker.stop().finally(() => browser.close()),
        sender.stop(outboxGraceMs),
      ]);
      await stepper.stop();
      await writer.stop();
      await store.close();
      return cutOff;
    },
  };
}

function earliest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** A store that cannot be read knows of nothing; what is in memory goes on. */
function stored<T>(reading: Promise<T | null>): Promise<T | null> {
  return reading.catch(() => null);
}
