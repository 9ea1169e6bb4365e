import { describe, expect, it } from 'vitest';
import { agentStore, noon } from './support/temp-store.ts';
import { entry, incident, trouble } from './support/values.ts';

const minute = 60_000;

describe('incidents', () => {
  it('are found by id, by trouble, by site, and while they are not resolved', async () => {
    const { store } = agentStore();
    const old = incident('I-1', { state: 'resolved', openedAt: noon - minute });
    const other = incident('I-3', { trouble: { ...trouble, site: 'bistro' }, openedAt: noon + 1 });
    await store.commit({ incidents: [old, incident('I-2'), other] }, 'durable');
    const ids = async (filter = {}) => (await store.incidents.list(filter)).map(({ id }) => id);
    expect(await ids()).toEqual(['I-3', 'I-2', 'I-1']);
    expect(await ids({ unresolved: true })).toEqual(['I-3', 'I-2']);
    expect(await ids({ site: 'acme', check: 'uptime' })).toEqual(['I-2', 'I-1']);
    expect(await ids({ since: noon })).toEqual(['I-3', 'I-2']);
    expect(await ids({ limit: 1 })).toEqual(['I-3']);
    expect((await store.incidents.lastOf(trouble))?.id).toBe('I-2');
    expect(await store.incidents.lastOf({ ...trouble, check: 'tls' })).toBeNull();
    expect(await store.incidents.get('I-9')).toBeNull();
  });

  it('change by being put again', async () => {
    const { store } = agentStore();
    await store.incidents.put([incident('I-1')]);
    await store.incidents.put([incident('I-1', { state: 'resolved', resolvedBy: 'jo' })]);
    expect(await store.incidents.get('I-1')).toMatchObject({ state: 'resolved', resolvedBy: 'jo' });
    expect(await store.incidents.list({ unresolved: true })).toEqual([]);
  });

  it('have one next step each, due by the clock', async () => {
    const { store } = agentStore();
    const steps = [
      { incident: 'I-1', dueAt: noon + 2 * minute },
      { incident: 'I-2', dueAt: noon + minute },
    ];
    await store.commit({ steps }, 'durable');
    await store.incidents.putSteps([{ incident: 'I-1', dueAt: noon }]);
    expect(await store.incidents.dueSteps(noon)).toEqual([{ incident: 'I-1', dueAt: noon }]);
    expect((await store.incidents.dueSteps(noon + minute)).map((step) => step.incident)).toEqual([
      'I-1',
      'I-2',
    ]);
    expect(await store.incidents.nextStepAt()).toBe(noon);
  });

  it('have a timeline in the order in which it was written, not of the clock', async () => {
    const { store } = agentStore();
    const entries = [entry('I-1'), entry('I-1', { at: noon - minute, kind: 'paged' })];
    await store.timeline.add([...entries, entry('I-2')]);
    expect(await store.timeline.of('I-1')).toEqual(entries);
  });

  it('keep text of a site as it is', async () => {
    const { store } = agentStore();
    const title = `Robert'); DROP TABLE incidents;-- \u0000 \u202e ${'🦊'.repeat(3)}`;
    await store.commit({ incidents: [incident('I-1', { title })] }, 'durable');
    expect((await store.incidents.get('I-1'))?.title).toBe(title);
  });
});

describe('silences and acceptances', () => {
  const silence = { id: 'S-1', site: 'acme', check: null, by: 'jo', reason: 'move' };
  const acceptance = {
    id: 'A-1',
    site: 'acme',
    check: 'uptime',
    fingerprint: '0123456789abcdef',
    until: noon + minute,
    by: 'jo',
    reason: 'known',
    createdAt: noon,
  };

  it('hold until they expire, by themselves or by hand', async () => {
    const { store } = agentStore();
    const later = { ...silence, from: noon + minute, until: noon + 2 * minute };
    await store.silences.put(later);
    await store.acceptances.put(acceptance);
    expect(await store.silences.notExpired(noon)).toEqual([later]);
    expect(await store.silences.notExpired(noon + 2 * minute)).toEqual([]);
    expect(await store.acceptances.notExpired(noon)).toEqual([acceptance]);
    expect(await store.acceptances.expire('A-1', noon)).toBe(true);
    expect(await store.acceptances.notExpired(noon)).toEqual([]);
    expect(await store.acceptances.get('A-1')).toEqual({ ...acceptance, until: noon });
    expect(await store.silences.expire('S-1', noon + 3 * minute)).toBe(false);
    expect(await store.silences.expire('S-9', noon)).toBe(false);
  });

  it('are replaced under the same id', async () => {
    const { store } = agentStore();
    await store.silences.put({ ...silence, from: 0, until: noon });
    await store.silences.put({ ...silence, from: 0, until: noon + minute, reason: 'longer' });
    expect(await store.silences.notExpired(noon)).toMatchObject([{ reason: 'longer' }]);
    expect((await store.silences.get('S-1'))?.until).toBe(noon + minute);
  });
});

describe('what is remembered', () => {
  it('is when each check is due, until config no longer has it', async () => {
    const { store } = agentStore();
    const row = { site: 'acme', check: 'uptime', schedule: '60s', nextAt: noon };
    const other = { ...row, check: 'tls', schedule: '0 3 * * *' };
    await store.commit({ due: [row, other] }, 'batched');
    await store.commit({ due: [{ ...row, nextAt: noon + minute }] }, 'batched');
    await store.memory.dropDue([other]);
    expect(await store.memory.due()).toEqual([{ ...row, nextAt: noon + minute }]);
  });

  it('is any fact about the agent itself', async () => {
    const { store } = agentStore();
    await store.facts.put('asleep', { since: noon });
    expect(await store.facts.get('asleep')).toEqual({ since: noon });
    await store.facts.put('asleep', null);
    expect(await store.facts.get('asleep')).toBeNull();
  });
});
