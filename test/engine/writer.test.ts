import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Commit } from '../../src/core/commit.ts';
import { Writer } from '../../src/engine/writer.ts';
import { openStore } from '../../src/store/open.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { agentStore, noon, storeFile } from '../store/support/temp-store.ts';
import { draft, entry, incident, record } from '../store/support/values.ts';
import { fallible, full } from '../support/fallible-store.ts';
import { FastClock } from '../support/fast-clock.ts';

function setUp() {
  const clock = new FastClock('2026-11-23T12:00:00Z');
  const file = storeFile();
  const disk = fallible(agentStore(file, clock).store);
  const unsaved: Commit[] = [];
  const reasons: string[] = [];
  const faults: unknown[] = [];
  const writer = new Writer({
    store: disk.store,
    after: clock.timer,
    faultOf: (error) => (error instanceof StoreError ? error.message : null),
    onUnsaved: (commit, because) => {
      unsaved.push(commit);
      reasons.push(because);
    },
    onFault: (error) => faults.push(error),
  });
  /** Another process beside the agent. */
  const visitor = () => {
    const store = openStore(file, { clock });
    onTestFinished(() => store.close());
    return store;
  };
  const { store } = disk;
  const runs = () => store.results.runs('acme', 'uptime', { from: 0, until: noon * 2 });
  return { clock, disk, store, writer, unsaved, reasons, faults, visitor, runs };
}

const keep = (writer: Writer, commit: Commit) =>
  writer.decide(async () => ({ commit, value: null }));
const said = (text: string): Commit => ({ timeline: [entry('I-1', { reason: text })] });

describe('what nobody has to hear of', () => {
  it('is written within a second, many in one transaction, in its order', async () => {
    const { clock, disk, writer, runs } = setUp();
    for (const second of [0, 1, 2]) {
      writer.later({ results: [record(noon + second * 1000, second === 1 ? 'failed' : 'passed')] });
    }
    expect(writer.waiting).toBe(3);
    await clock.pass(1000);
    expect(disk.transactions).toBe(1);
    expect((await runs()).map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'passed']);
    expect(writer.waiting).toBe(0);
  });

  it('costs no transaction where nothing waits', async () => {
    const { clock, disk } = setUp();
    await clock.pass(60_000);
    expect(disk.transactions).toBe(0);
  });
});

describe('a decision', () => {
  it('is in the store, after everything that waited, when it resolves', async () => {
    const { store, writer } = setUp();
    writer.later(said('first'));
    await keep(writer, said('second'));
    expect((await store.timeline.of('I-1')).map(({ reason }) => reason)).toEqual([
      'first',
      'second',
    ]);
  });

  it('sees what waited', async () => {
    const { writer } = setUp();
    writer.later({ incidents: [incident('I-1')], steps: [{ incident: 'I-1', dueAt: noon }] });
    const seen = await writer.decide(async (incidents) => ({
      commit: {},
      value: [await incidents.get('I-1'), await incidents.dueSteps(noon)],
    }));
    expect(seen).toMatchObject([{ id: 'I-1' }, [{ incident: 'I-1' }]]);
  });

  it('starts from what the one before it has left', async () => {
    const { store, writer } = setUp();
    await store.incidents.put([incident('I-1', { stepsTaken: 0 })]);
    const addOne = () =>
      writer.decide(async (incidents) => {
        const before = (await incidents.get('I-1')) ?? incident('I-1');
        const after = { ...before, stepsTaken: before.stepsTaken + 1 };
        return { commit: { incidents: [after] }, value: null };
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect((await store.incidents.get('I-1'))?.stepsTaken).toBe(20);
  });

  it('that breaks rejects, writes nothing, and hinders nobody', async () => {
    const { clock, store, writer } = setUp();
    writer.later(said('before'));
    const broken = writer.decide(async () => {
      throw new TypeError('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(writer.fault).toBeNull();
    await clock.pass(1000);
    await keep(writer, said('after'));
    expect(await store.timeline.of('I-1')).toHaveLength(2);
  });
});

describe('a result that can never be written', () => {
  it('is given up and reported; everything around it is written', async () => {
    const { clock, writer, faults, runs } = setUp();
    writer.later({ results: [record(noon)] });
    writer.later({ results: [{ ...record(noon + 1000), site: undefined as unknown as string }] });
    writer.later({ results: [record(noon + 2000)] });
    await clock.pass(1000);
    expect(faults).toHaveLength(1);
    expect(await runs()).toHaveLength(2);
    expect(writer.waiting).toBe(0);
  });
});

describe('while the store refuses', () => {
  it('decisions go on in memory, each from the one before, and are handed on with the reason', async () => {
    const { disk, writer, unsaved, reasons } = setUp();
    disk.refusal = full;
    const paged = { incidents: [incident('I-1')], outbox: [draft('k1', 'I-1')] };
    await keep(writer, { ...paged, steps: [{ incident: 'I-1', dueAt: noon + 5000 }] });
    const seen = await writer.decide(async (incidents) => ({
      commit: {},
      value: [await incidents.get('I-1'), await incidents.dueSteps(noon + 5000)],
    }));
    expect(seen).toMatchObject([{ id: 'I-1' }, [{ incident: 'I-1' }]]);
    expect(unsaved).toMatchObject([paged]);
    expect(reasons[0]).toContain('the disk is full');
    expect(writer.fault).toContain('the disk is full');
    expect(writer.nextStepAt).toBe(noon + 5000);
  });

  it('it is asked every five seconds, however much happens', async () => {
    const { clock, disk, writer } = setUp();
    disk.refusal = full;
    for (let second = 0; second < 20; second++) {
      for (let nth = 0; nth < 10; nth++) await keep(writer, said(`${second}.${nth}`));
      await clock.pass(1000);
    }
    expect(disk.transactions).toBeLessThanOrEqual(5);
  });

  it('nothing is lost, and all is written in its order once it takes writes again', async () => {
    const { clock, disk, store, writer } = setUp();
    writer.later(said('1'));
    disk.refusal = full;
    await keep(writer, said('2'));
    writer.later(said('3'));
    await keep(writer, said('4'));
    await clock.pass(20_000);
    expect(await store.timeline.of('I-1')).toEqual([]);
    disk.refusal = null;
    await clock.pass(5000);
    expect((await store.timeline.of('I-1')).map(({ reason }) => reason)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(writer).toMatchObject({ fault: null, waiting: 0, nextStepAt: null });
  });

  it('somebody who acknowledges through it meanwhile is heard, and not overwritten later', async () => {
    const { clock, disk, store, writer, visitor } = setUp();
    await keep(writer, { incidents: [incident('I-1')], steps: [{ incident: 'I-1', dueAt: noon }] });
    disk.refusal = new StoreError('busy', 'caretaker.db');
    const paged = incident('I-1', { stepsTaken: 1, pagedAt: noon });
    await keep(writer, { incidents: [paged], steps: [{ incident: 'I-1', dueAt: noon + 60_000 }] });
    const acts = { state: 'acknowledged', acknowledgedAt: noon, acknowledgedBy: 'jo' } as const;
    await visitor().commit(
      { incidents: [incident('I-1', acts)], steps: [{ incident: 'I-1', dueAt: null }] },
      'durable',
    );
    const seen = writer.decide(async (incidents) => ({
      commit: {},
      value: await incidents.get('I-1'),
    }));
    expect(await seen).toMatchObject({ ...acts, stepsTaken: 1 });
    disk.refusal = null;
    await clock.pass(5000);
    expect(await store.incidents.get('I-1')).toMatchObject({ ...acts, stepsTaken: 1 });
    expect(await store.incidents.stepOf('I-1')).toBeNull();
  });

  it('no more is kept than an hour of a thousand checks; the oldest that says nothing goes first', async () => {
    const { disk, store, writer } = setUp();
    disk.refusal = full;
    await keep(writer, { incidents: [incident('I-1')] });
    for (let nth = 0; nth < 60_010; nth++) writer.later({ cursors: [] });
    expect(writer.waiting).toBe(60_000);
    disk.refusal = null;
    await writer.flush();
    expect(await store.incidents.get('I-1')).not.toBeNull();
  });
});

describe('a writer that is stopped', () => {
  it('has written what waited, and keeps no process alive', async () => {
    const { clock, disk, store, writer } = setUp();
    writer.later(said('last'));
    await writer.stop();
    expect(await store.timeline.of('I-1')).toHaveLength(1);
    disk.refusal = full;
    writer.later(said('too late'));
    await keep(writer, said('too late'));
    const { transactions } = disk;
    await clock.pass(3_600_000);
    expect(disk.transactions).toBe(transactions);
  });
});

describe('whatever the order of results, decisions, refusals and time', () => {
  it('the store has everything once, in the order in which it was given', async () => {
    const { clock, disk, store, writer } = setUp();
    const act = fc.constantFrom('later', 'decide', 'refuse', 'allow', 'wait');
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        run += 1;
        const id = `I-run-${run}`;
        const given: string[] = [];
        const decisions: Promise<unknown>[] = [];
        for (const [nth, each] of acts.entries()) {
          const commit = { timeline: [entry(id, { reason: `${nth}` })] };
          if (each === 'later' || each === 'decide') given.push(`${nth}`);
          if (each === 'later') {
            // What comes while a decision is made may be written after it.
            await Promise.all(decisions);
            writer.later(commit);
          }
          if (each === 'decide') decisions.push(keep(writer, commit));
          if (each === 'refuse') disk.refusal = full;
          if (each === 'allow') disk.refusal = null;
          if (each === 'wait') await clock.pass(700 * nth);
        }
        await Promise.all(decisions);
        disk.refusal = null;
        await writer.flush();
        expect((await store.timeline.of(id)).map(({ reason }) => reason)).toEqual(given);
      }),
    );
  });
});
