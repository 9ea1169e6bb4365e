import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/core/artifacts/catalogue.ts';
import { gathered } from '../../src/core/artifacts/failure.ts';
import type { Inventory } from '../../src/core/artifacts/inventory.ts';
import { type Component, componentKey } from '../../src/core/component.ts';
import type { Feed, FeedState } from '../../src/core/feed.ts';
import type { FeedCache } from '../../src/core/feed-cache.ts';
import type { GatherContext } from '../../src/core/gatherer.ts';
import { memoryFeedCache } from '../../src/core/memory-feed-cache.ts';
import type { FeedSettings } from '../../src/core/site-access.ts';
import { gatherCatalogue } from '../../src/gather/feeds/gather-catalogue.ts';
import { type FeedLimits, feedLimits } from '../../src/gather/feeds/limits.ts';
import { failures, type Talk } from './feed-failures.ts';
import { gatherContext } from './gather-context.ts';
import { closedPort, httpOrigin } from './origin.ts';

/** A Monday at noon. */
export const noon = Date.UTC(2026, 10, 23, 12);

const hourMs = 3_600_000;

/** What came to a service on loopback that stands for the real one. */
export interface ServiceRequest {
  readonly method: string;
  /** Behind the feed's base, without its first slash, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the service answers: a body with 200, or more than that. */
export type ServiceReply =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };

/** A service's answers: by path, or whatever a request calls for. What has no answer is answered with 404. */
export type ServiceAnswers =
  | Readonly<Record<string, ServiceReply>>
  | ((request: ServiceRequest) => ServiceReply | undefined);

/** How a feed is asked in a test. */
export interface AskOptions {
  readonly components: readonly Component[];
  readonly key?: string;
  readonly disclose?: boolean;
  /** Epoch milliseconds. */
  readonly now?: number;
  readonly cache?: FeedCache;
  readonly limits?: Partial<FeedLimits>;
  readonly signal?: AbortSignal;
}

/** What came of asking: what the check would see, and what the service heard. */
export interface FeedOutcome {
  readonly catalogue: Catalogue;
  readonly state: FeedState;
  readonly requests: readonly ServiceRequest[];
}

const quick: FeedLimits = { ...feedLimits, perSecond: 1000, answerMs: 5000, longestWaitMs: 1500 };

/** Asks a feed by way of a mirror: an address, a folder or a file. */
export async function askFeedAt(
  feed: Feed,
  mirror: string | null,
  options: AskOptions,
): Promise<Omit<FeedOutcome, 'requests'>> {
  const { components, key, disclose = true, now = noon } = options;
  const settings: FeedSettings = {
    ...(key === undefined ? {} : { key }),
    ...(mirror === null ? {} : { mirror }),
  };
  const context = gatherContext({
    clock: { now: () => now, monotonic: () => performance.now() },
    feeds: () => Promise.resolve([feed]),
    feedCache: options.cache ?? memoryFeedCache(),
    ...(options.signal ? { signal: options.signal } : {}),
    access: {
      credentials: {},
      inventory: { routes: null, folder: null, commands: {}, files: [] },
      feeds: { disclose, settings: { [feed.id]: settings } },
    },
    // Only an inventory is ever asked for here.
    need: (() => Promise.resolve(gathered(inventoryOf(components)))) as GatherContext['need'],
  });
  const outcome = await gatherCatalogue(context, { ...quick, ...options.limits });
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  const [state] = outcome.value.feeds;
  if (state === undefined) throw new Error(`${feed.id} covers none of the components`);
  return { catalogue: outcome.value, state };
}

/** Asks a feed whose service is played by a server on loopback, over real HTTP. */
export async function askFeed(
  feed: Feed,
  answers: ServiceAnswers,
  options: AskOptions,
): Promise<FeedOutcome> {
  const requests: ServiceRequest[] = [];
  await using service = await httpOrigin(async (request, response) => {
    const heard = await heardOf(request);
    requests.push(heard);
    send(response, replyTo(answers, heard) ?? { status: 404, body: '' });
  });
  return { ...(await askFeedAt(feed, service.url, options)), requests };
}

async function heardOf(request: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? '',
    path: (request.url ?? '').replace(/^\//, ''),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function replyTo(answers: ServiceAnswers, request: ServiceRequest): ServiceReply | undefined {
  if (typeof answers === 'function') return answers(request);
  return Object.hasOwn(answers, request.path) ? answers[request.path] : undefined;
}

function send(response: ServerResponse, reply: ServiceReply): void {
  const {
    status = 200,
    headers = {},
    body = '',
  } = typeof reply === 'string' ? { body: reply } : reply;
  response.writeHead(status, headers).end(body);
}

/** An inventory with these components and nothing else. */
export function inventoryOf(components: readonly Component[]): Inventory {
  return {
    platform: 'other',
    components,
    routes: [],
    remarks: [],
    packages: [],
    advisories: [],
    notices: [],
  };
}

/** A feed, and what it brings back when all is well. */
export interface FeedTrial extends AskOptions {
  readonly feed: Feed;
  readonly answers: ServiceAnswers;
  /** False for a feed that adds to what others know and answers for no component of its own. */
  readonly answersForComponents?: boolean;
}

/**
 * The shared tests of a feed: whatever its service does, the outcome is `unreadable`, or `stale` with
 * what was known before; never an answer that reads as "there is nothing new".
 */
export function testFeedFailures(trial: FeedTrial): void {
  const { feed, answers, components, answersForComponents = true } = trial;
  const limits = { answerMs: 250, ...trial.limits };

  const expectNoAnswer = ({ catalogue, state }: Omit<FeedOutcome, 'requests'>) => {
    expect(state).toMatchObject({ feed: feed.id, state: 'unreadable' });
    expect(state.reason).toMatch(/\w{3}/);
    expect(state.reason).not.toContain('\n');
    if (trial.key) expect(JSON.stringify(catalogue)).not.toContain(trial.key);
    const { packages, advisories, lifecycles, exploited } = catalogue;
    expect({ packages, advisories, lifecycles, exploited }).toEqual({
      packages: [],
      advisories: [],
      lifecycles: [],
      exploited: [],
    });
    if (!answersForComponents) return;
    const covered = components.filter((one) => feed.covers(one)).map(componentKey);
    expect(Object.keys(catalogue.unanswered).toSorted()).toEqual(covered.toSorted());
  };

  describe(`${feed.id}, when its service fails`, () => {
    it.each(Object.entries(failures))('%s is no answer', async (_name, talk) => {
      await using service = await httpOrigin(talk);
      expectNoAnswer(await askFeedAt(feed, service.url, { ...trial, limits }));
    });

    it('a refused connection is no answer', async () => {
      const mirror = `http://127.0.0.1:${await closedPort()}`;
      expectNoAnswer(await askFeedAt(feed, mirror, { ...trial, limits }));
    });

    it('its own answers cut off are no answer', async () => {
      const cut: ServiceAnswers = (request) => {
        const { body = '', ...rest } = replyAsObject(replyTo(answers, request));
        return { ...rest, body: String(body).slice(0, Math.floor(String(body).length / 2)) };
      };
      expectNoAnswer(await askFeed(feed, cut, { ...trial, limits }));
    });

    it('a mirror that is not there is no answer', async () => {
      expectNoAnswer(await askFeedAt(feed, '/nowhere/at/all', { ...trial, limits }));
    });

    it('what was known before stays in force, and its age is said', async () => {
      const cache = trial.cache ?? memoryFeedCache();
      let talk: Talk | null = null;
      await using service = await httpOrigin(async (request, response) => {
        if (talk) talk(request, response);
        else send(response, replyTo(answers, await heardOf(request)) ?? { status: 404 });
      });
      const ask = (now: number) => askFeedAt(feed, service.url, { ...trial, limits, cache, now });
      const before = await ask(noon);
      expect(before.state).toMatchObject({ state: 'fresh', asOf: noon, reason: null });

      talk = failures['500'] ?? null;
      const later = noon + Math.max(72 * hourMs, feed.maxAgeMs + hourMs);
      const after = await ask(later);
      expect(after.state).toMatchObject({ state: 'stale', asOf: noon });
      expect(after.state.reason).toMatch(/500/);
      expect({ ...after.catalogue, feeds: [] }).toEqual({ ...before.catalogue, feeds: [] });
    });
  });
}

function replyAsObject(reply: ServiceReply | undefined): Exclude<ServiceReply, string> {
  if (reply === undefined) return { status: 404 };
  return typeof reply === 'string' ? { body: reply } : reply;
}
