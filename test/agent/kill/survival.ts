import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import {
  type Arrived,
  ended,
  patienceMs,
  speed,
  started,
  startWorld,
  until,
  type World,
} from './world.ts';

/** Where, or when, an agent is killed. */
export type Kill = { readonly point: string } | { readonly afterMs: number };

/** What came of kills. */
export interface Figures {
  kills: number;
  messages: number;
  /** Messages that came again with their own key. */
  repeats: number;
}

const firstPages = ['jo mail page', 'jo hook page'];
const pages = [...firstPages, 'sam mail page', 'sam hook page'];
const allClearOf = (page: string) => page.replace('page', 'resolved');
const allClears = pages.map(allClearOf);

/**
 * An outage from its first failing run to the all-clear, with an agent that is killed again and again
 * on the way and started again each time: everybody hears everything, and nothing twice but with the
 * same key.
 */
export async function surviveKills(kills: readonly Kill[]): Promise<Figures> {
  await using world = await startWorld();
  const story = recoverOncePaged(world);
  for (const kill of kills) await liveUntil(world, kill);
  const last = world.start({});
  // The story may have been told to its end before.
  await Promise.all([story, started(last)]);
  await untilArrived(world, [...pages, ...allClears]);
  await untilRecorded(world);
  expect(await ended(last, 'SIGTERM')).toBe(0);
  await expectStoryTold(world);
  return { ...figuresOf(world.arrived()), kills: kills.length };
}

async function liveUntil(world: World, kill: Kill): Promise<void> {
  const agent = world.start({ point: 'point' in kill ? kill.point : null });
  if ('afterMs' in kill) {
    await sleep(kill.afterMs);
    agent.kill('SIGKILL');
  }
  const end = await Promise.race([ended(agent), sleep(patienceMs, null, { ref: false })]);
  expect(end, `it was not killed at: ${JSON.stringify(kill)}`).toBe('SIGKILL');
}

/**
 * Somebody acknowledges beside a running agent and is killed in the middle of it: either it holds or
 * they do it again, and nobody else is paged.
 */
export async function surviveKillOfAcknowledgement(point: string): Promise<void> {
  await using world = await startWorld();
  const secondStepMs = 600_000;
  const agent = world.start({ secondStepMs });
  await untilArrived(world, firstPages);
  expect(await ended(world.start({ point, acknowledges: true }))).toBe('SIGKILL');
  expect(await ended(world.start({ acknowledges: true }))).toBe(0);
  await sleep((1.2 * secondStepMs) / speed);
  world.down = false;
  await untilArrived(world, firstPages.map(allClearOf));
  await untilRecorded(world);
  expect(await ended(agent, 'SIGTERM')).toBe(0);
  expect(world.arrived().map(({ person }) => person)).not.toContain('sam');
  const { incident, kinds } = await told(world);
  expect(incident).toMatchObject({ state: 'resolved', acknowledgedBy: 'jo', stepsTaken: 1 });
  expect(kinds.filter((kind) => kind === 'acknowledged')).toHaveLength(1);
}

/** The site comes back as soon as everybody was paged. */
async function recoverOncePaged(world: World): Promise<void> {
  await untilArrived(world, pages);
  world.down = false;
}

async function untilArrived(world: World, names: readonly string[]): Promise<void> {
  const missing = () => {
    const here = new Set(world.arrived().map(nameOf));
    return names.filter((name) => !here.has(name));
  };
  await until(
    () => `${missing().join(', ')} did not come`,
    () => missing().length === 0,
  );
}

/** What arrived late may be tried once more: the agent ends when it knows of everything. */
async function untilRecorded({ file }: World): Promise<void> {
  const store = openStore(file, { clock: { now: () => Date.now() } });
  const start = performance.now();
  while ((await store.outbox.pending()).length > 0 && performance.now() - start < patienceMs) {
    await sleep(50);
  }
  await store.close();
}

/** Counts, and finds messages that came again under another key. */
function figuresOf(arrived: readonly Arrived[]): Omit<Figures, 'kills'> {
  const keys = new Set(arrived.map(({ key }) => key));
  for (const [name, same] of Map.groupBy(arrived, nameOf)) {
    expect(new Set(same.map(({ key }) => key)).size, `keys of ${name}`).toBe(1);
  }
  return { messages: keys.size, repeats: arrived.length - keys.size };
}

/** One incident, told from end to end, and nothing left to do. */
async function expectStoryTold(world: World): Promise<void> {
  const { incident, kinds } = await told(world);
  expect(incident).toMatchObject({ state: 'resolved', openings: 1, stepsTaken: 2 });
  for (const kind of ['opened', 'paged', 'escalated', 'resolved']) {
    expect(
      kinds.filter((each) => each === kind),
      kind,
    ).toEqual([kind]);
  }
  expect(kinds.slice(0, 3)).toEqual(['opened', 'page-planned', 'paged']);
  expect(kinds.indexOf('escalated')).toBeLessThan(kinds.indexOf('resolved'));
}

/** The one incident that there is, in a store that is sound and in which nothing is left to do. */
async function told({ file }: World) {
  const store = openStore(file, { clock: { now: () => Date.now() } });
  const [incident, ...others] = await store.incidents.list();
  expect(others).toEqual([]);
  const timeline = await store.timeline.of(incident?.id ?? '');
  expect(await store.outbox.pending()).toEqual([]);
  expect(await store.incidents.nextStepAt()).toBeNull();
  await store.close();
  const database = new DatabaseSync(file);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  return { incident, kinds: timeline.map(({ kind }) => kind as string) };
}

function nameOf({ person, channel, kind }: Arrived): string {
  return `${person} ${channel} ${kind}`;
}
