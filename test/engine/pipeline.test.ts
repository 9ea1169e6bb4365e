import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../src/core/acceptance.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { CheckResult } from '../../src/core/result.ts';
import type { Silence } from '../../src/core/suppression.ts';
import { Pipeline } from '../../src/engine/pipeline.ts';
import type { WatchedCheck } from '../../src/engine/pipeline-ports.ts';
import { Writer } from '../../src/engine/writer.ts';
import type { Change } from '../../src/incidents/change.ts';
import { incidentIds } from '../../src/incidents/ids.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { agentStore, storeFile } from '../store/support/temp-store.ts';
import { escalation, minute, second } from '../stories/support/practice.ts';
import { finding, result } from '../support/check-runs.ts';
import { fallible } from '../support/fallible-store.ts';
import { FastClock } from '../support/fast-clock.ts';

/** Uptime of the shop, which two re-checks have to confirm. */
const uptime: WatchedCheck = {
  site: { id: 'shop', timezone: 'UTC' },
  meta: { id: 'uptime', category: 'availability', incidentPer: 'check', confirm: 2 },
  intervalMs: minute,
  priority: { environment: 'production', transactional: false, package: null },
  promises: null,
  windows: () => [],
};
/** A check with an incident for each finding, which one failing run convinces. */
const findings: WatchedCheck = {
  ...uptime,
  meta: { id: 'headers', category: 'security', incidentPer: 'finding', confirm: 0 },
};

async function setUp() {
  const clock = new FastClock('2026-11-23T02:00:00Z');
  const file = storeFile();
  const disk = fallible(agentStore(file, clock).store);
  const { store } = disk;
  const wishes: { silences: Silence[]; acceptances: Acceptance[] } = {
    silences: [],
    acceptances: [],
  };
  const rechecked: string[] = [];
  const changes: Change[] = [];
  let wakes = 0;
  const writer = new Writer({
    store,
    after: clock.timer,
    faultOf: (error) => (error instanceof StoreError ? error.message : null),
    onUnsaved: () => {},
    onFault: (error) => {
      throw error;
    },
  });
  const start = async () =>
    new Pipeline(await store.memory.trackers(), {
      clock,
      writer,
      ids: incidentIds(clock, () => false),
      escalation: () => escalation,
      wishes: () => wishes,
      watched: (_site, check) => (check === 'uptime' ? uptime : findings),
      recheck: ({ site, meta }) => rechecked.push(`${site.id} ${meta.id}`),
      onChange: (change) => changes.push(change),
      wake: () => {
        wakes += 1;
      },
    });
  const run = (...found: readonly Finding[]): CheckResult =>
    result({ startedAt: new Date(clock.now()).toISOString(), findings: found });
  return {
    ...{ clock, disk, store, writer, wishes, rechecked, changes, start, run },
    pipeline: await start(),
    wakes: () => wakes,
    down: () => run(finding()),
    kinds: async () => {
      const [incident] = await store.incidents.list();
      return incident ? (await store.timeline.of(incident.id)).map(({ kind }) => kind) : [];
    },
  };
}

describe('a result that changes nothing', () => {
  it('waits for others, and is in the store within a second', async () => {
    const { clock, disk, store, pipeline, run, wakes } = await setUp();
    await pipeline.take(uptime, run());
    expect(disk.transactions).toBe(0);
    await clock.pass(second);
    expect(await store.results.latest('shop', 'uptime')).toMatchObject({ outcome: 'passed' });
    expect(wakes()).toBe(0);
  });
});

describe('what belongs to a result', () => {
  it('is kept where it belongs: state for the next run, and no file in the store', async () => {
    const { clock, store, pipeline, run } = await setUp();
    const base64 = Buffer.from('a picture').toString('base64');
    const picture = { name: 'home.jpg', mime: 'image/jpeg', title: 'Home', base64 } as const;
    const attachments = [{ ...picture, url: 'https://shop.example/' }];
    await pipeline.take(uptime, { ...run(), attachments, state: { seen: 3 } });
    await clock.pass(second);
    const latest = await store.results.latest('shop', 'uptime');
    expect(JSON.stringify(latest)).not.toMatch(/attachments|state|picture/);
    expect(await store.memory.state('shop', 'uptime')).toEqual({ seen: 3 });
    await pipeline.take(uptime, run());
    await clock.pass(second);
    expect(await store.memory.state('shop', 'uptime')).toEqual({ seen: 3 });
  });

  it('is in no message about it', async () => {
    const { clock, store, pipeline, down } = await setUp();
    const base64 = Buffer.from('a picture').toString('base64');
    const picture = { name: 'home.jpg', mime: 'image/jpeg', title: 'Home', base64 } as const;
    const attachments = [{ ...picture, url: 'https://shop.example/' }];
    for (let run = 0; run < 3; run++) await pipeline.take(uptime, { ...down(), attachments });
    await clock.pass(minute);
    const [incident] = await store.incidents.list();
    const messages = await store.outbox.of(incident?.id ?? '');
    expect(JSON.stringify([incident, messages])).not.toContain(base64);
  });
});

describe('results that fail', () => {
  it('ask for a re-check until they suffice; then there is an incident with a step', async () => {
    const { clock, store, pipeline, down, rechecked, changes, wakes } = await setUp();
    await pipeline.take(uptime, down());
    await pipeline.take(uptime, down());
    expect(rechecked).toEqual(['shop uptime', 'shop uptime']);
    expect(await store.incidents.list()).toEqual([]);
    await pipeline.take(uptime, down());
    expect(rechecked).toHaveLength(2);
    expect(changes).toHaveLength(1);
    expect(wakes()).toBe(1);
    expect(await store.incidents.list()).toMatchObject([{ state: 'open', priority: 'P1' }]);
    expect(await store.incidents.nextStepAt()).toBe(clock.now() + 30 * second);
  });

  it('are durable, with everything that waited before them, when they have been taken', async () => {
    const { store, pipeline, run, down, clock } = await setUp();
    await clock.pass(500);
    await pipeline.take(uptime, run());
    await clock.pass(700);
    await pipeline.take(uptime, down());
    const runs = await store.results.runs('shop', 'uptime', { from: 0, until: clock.now() + 1000 });
    expect(runs).toHaveLength(2);
    expect(await store.memory.trackers()).toMatchObject([{ failures: 1 }]);
  });

  it('at the same moment are counted one after the other', async () => {
    const { store, pipeline, down, changes } = await setUp();
    await Promise.all([1, 2, 3, 4].map(() => pipeline.take(uptime, down())));
    expect(await store.memory.trackers()).toMatchObject([{ failures: 4, open: true }]);
    expect(changes).toHaveLength(1);
  });

  it('go on being counted after a restart', async () => {
    const { store, pipeline, start, down } = await setUp();
    await pipeline.take(uptime, down());
    await pipeline.take(uptime, down());
    const next = await start();
    await next.take(uptime, down());
    expect(await store.incidents.list()).toHaveLength(1);
  });

  it('and pass again are forgotten when nothing is worth remembering', async () => {
    const { clock, disk, store, pipeline, run, down } = await setUp();
    await pipeline.take(uptime, down());
    for (let passed = 0; passed < 32; passed++) {
      await clock.pass(minute);
      await pipeline.take(uptime, run());
    }
    expect(await store.memory.trackers()).toEqual([]);
    const { transactions } = disk;
    await pipeline.take(uptime, run());
    expect(disk.transactions).toBe(transactions);
  });

  it('with an incident for each finding have one each, and each ends alone', async () => {
    const { store, pipeline, run } = await setUp();
    const one = finding({ fingerprint: 'one', title: 'One' });
    const two = finding({ fingerprint: 'two', title: 'Two' });
    const of = (...found: readonly Finding[]) => ({ ...run(...found), check: 'headers' });
    await pipeline.take(findings, of(one, two));
    await pipeline.take(findings, of(two));
    const states = (await store.incidents.list()).map(({ title, state }) => `${title} ${state}`);
    expect(states.toSorted()).toEqual(['One resolved', 'Two open']);
  });

  it('in a finding that somebody has accepted are nobody’s incident', async () => {
    const { clock, store, pipeline, wishes, run } = await setUp();
    const one = finding({ fingerprint: 'one' });
    wishes.acceptances.push({
      id: 'A-1',
      site: 'shop',
      check: 'headers',
      fingerprint: 'one',
      until: clock.now() + minute,
      by: 'jo',
      reason: 'known',
      createdAt: clock.now(),
    });
    await pipeline.take(findings, { ...run(one), check: 'headers' });
    expect(await store.incidents.list()).toEqual([]);
    await clock.pass(minute);
    await pipeline.take(findings, { ...run(one), check: 'headers' });
    expect(await store.incidents.list()).toHaveLength(1);
  });
});

describe('a step that falls due', () => {
  async function opened() {
    const world = await setUp();
    for (let nth = 0; nth < 3; nth++) await world.pipeline.take(uptime, world.down());
    return world;
  }

  it('puts its pages into the outbox together with the next step', async () => {
    const { clock, store, pipeline } = await opened();
    await clock.pass(30 * second);
    await pipeline.takeDueSteps();
    expect(await store.outbox.pending()).toMatchObject([{ person: 'jo', kind: 'page' }]);
    expect(await store.incidents.nextStepAt()).toBe(clock.now() + 15 * minute);
  });

  it('is taken once, however often it is asked for', async () => {
    const { clock, store, pipeline, kinds } = await opened();
    await clock.pass(30 * second);
    await Promise.all([1, 2, 3].map(() => pipeline.takeDueSteps()));
    expect(await store.outbox.pending()).toHaveLength(1);
    expect((await kinds()).filter((kind) => kind === 'paged')).toHaveLength(1);
  });

  it('sees what somebody else has just done to the incident', async () => {
    const { clock, store, pipeline } = await opened();
    const [incident] = await store.incidents.list();
    if (!incident) throw new Error('an incident is open');
    await store.incidents.put([{ ...incident, state: 'acknowledged', acknowledgedBy: 'jo' }]);
    await clock.pass(30 * second);
    await pipeline.takeDueSteps();
    expect(await store.outbox.pending()).toEqual([]);
    expect(await store.incidents.nextStepAt()).toBeNull();
  });

  it('of an incident that is not there any more is dropped', async () => {
    const { clock, store, pipeline } = await setUp();
    await store.incidents.putSteps([{ incident: 'I-gone', dueAt: clock.now() }]);
    await pipeline.takeDueSteps();
    expect(await store.incidents.nextStepAt()).toBeNull();
  });

  it.each([60 * minute, -60 * minute])(
    'moves along with a wall clock that is set by %i ms',
    async (by) => {
      const { clock, store, pipeline } = await opened();
      clock.set(by);
      await pipeline.mindClock();
      expect(await store.incidents.nextStepAt()).toBe(clock.now() + 30 * second);
    },
  );

  it('keeps its time of day where it waits for the end of a silence', async () => {
    const { clock, store, pipeline, wishes, down } = await setUp();
    const until = clock.now() + 120 * minute;
    const about = { id: 'S-1', site: 'shop', check: null, by: 'jo', reason: 'deploy' };
    wishes.silences.push({ ...about, from: clock.now(), until });
    for (let nth = 0; nth < 3; nth++) await pipeline.take(uptime, down());
    clock.set(60 * minute);
    await pipeline.mindClock();
    expect(await store.incidents.nextStepAt()).toBe(until);
  });
});

describe('a store that refuses', () => {
  it('changes nothing about who is paged and when', async () => {
    const { clock, disk, store, pipeline, writer, changes, down, kinds } = await setUp();
    disk.refusal = new StoreError('full', 'caretaker.db');
    for (let nth = 0; nth < 3; nth++) await pipeline.take(uptime, down());
    await clock.pass(30 * second);
    expect(writer.nextStepAt).toBe(clock.now());
    await pipeline.takeDueSteps();
    expect(changes.flatMap(({ drafts }) => drafts)).toMatchObject([{ person: 'jo' }]);
    disk.refusal = null;
    await clock.pass(5 * second);
    expect(await kinds()).toEqual(['opened', 'page-planned', 'paged']);
    expect(await store.outbox.pending()).toHaveLength(1);
  });
});
