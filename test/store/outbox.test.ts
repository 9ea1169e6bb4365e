import { describe, expect, it } from 'vitest';
import type { RowChange, RowOutcome } from '../../src/core/outbox.ts';
import { agentStore, noon, storeFile } from './support/temp-store.ts';
import { draft, entry, incident } from './support/values.ts';

const minute = 60_000;
const text = { subject: 'The site is down', body: 'Since two o’clock.' };
const lease = (keys: readonly string[], now = noon) => ({
  keys,
  bundle: 'b1',
  now,
  leasedUntil: now + minute,
});
const sent = (key: string): RowOutcome => ({
  change: { key, status: 'sent', at: noon, attempts: 0, reason: '250 queued', text },
  timeline: [entry('I-1', { kind: 'sent' })],
});

async function outboxWith(...keys: readonly string[]) {
  const { store } = agentStore();
  const outbox = keys.map((key) => draft(key, 'I-1'));
  await store.commit({ incidents: [incident('I-1')], outbox }, 'durable');
  return store;
}

describe('the outbox', () => {
  it('gives back what was put in, ready to be sent', async () => {
    const { outbox } = await outboxWith('k1');
    expect(await outbox.pending()).toEqual([
      {
        ...draft('k1', 'I-1'),
        attempts: 0,
        nextAttemptAt: noon,
        bundle: null,
        leasedUntil: null,
        lastReason: null,
      },
    ]);
    expect(await outbox.waiting()).toEqual({ count: 1, oldestAt: noon });
  });

  it('takes a message once: the same key is the same message, also after it was sent', async () => {
    const store = await outboxWith('k1');
    await store.outbox.record([sent('k1')]);
    await store.commit({ outbox: [draft('k1', 'I-1')] }, 'durable');
    expect(await store.outbox.pending()).toEqual([]);
    expect(await store.outbox.waiting()).toEqual({ count: 0, oldestAt: null });
  });

  it('leases a row to one sender at a time, with the incident as it is then', async () => {
    const store = await outboxWith('k1', 'k2');
    const resolved = incident('I-1', { state: 'resolved', resolvedAt: noon });
    await store.commit({ incidents: [resolved] }, 'durable');
    const first = await store.outbox.lease(lease(['k1']));
    expect(first.map(({ row, incident: now }) => [row.key, row.bundle, now?.state])).toEqual([
      ['k1', 'b1', 'resolved'],
    ]);
    const second = await store.outbox.lease(lease(['k1', 'k2', 'unknown']));
    expect(second.map(({ row }) => row.key)).toEqual(['k2']);
    const later = await store.outbox.lease(lease(['k1'], noon + minute));
    expect(later).toHaveLength(1);
    expect(await store.outbox.lease(lease([]))).toEqual([]);
  });

  it('reads rows of the agent’s own without an incident', async () => {
    const { store } = agentStore();
    await store.commit({ outbox: [draft('self')] }, 'durable');
    const [item] = await store.outbox.read(['self']);
    expect([item?.row.kind, item?.incident]).toEqual(['self', null]);
  });

  it('ends every lease at a new start, and the bundle stays', async () => {
    const store = await outboxWith('k1');
    await store.outbox.lease(lease(['k1']));
    await store.outbox.releaseLeases();
    const [row] = await store.outbox.pending();
    expect([row?.leasedUntil, row?.bundle]).toEqual([null, 'b1']);
  });

  it('keeps a failed attempt waiting, without its lease', async () => {
    const store = await outboxWith('k1');
    await store.outbox.lease(lease(['k1']));
    const change = { key: 'k1', status: 'waiting', attempts: 1, reason: '421 busy' } as const;
    const outcome = { change: { ...change, nextAttemptAt: noon + 5000 }, timeline: [] };
    await store.outbox.record([outcome]);
    expect(await store.outbox.pending()).toMatchObject([
      { attempts: 1, nextAttemptAt: noon + 5000, lastReason: '421 busy', leasedUntil: null },
    ]);
  });

  it.each(['sent', 'failed', 'gave-up', 'dropped'] as const)(
    'is done with what is %s',
    async (status) => {
      const store = await outboxWith('k1', 'k2');
      const change = { key: 'k1', status, at: noon, attempts: 2, reason: 'so it is', text };
      await store.outbox.record([{ change, timeline: [entry('I-1', { kind: 'noted' })] }]);
      expect((await store.outbox.pending()).map(({ key }) => key)).toEqual(['k2']);
      expect(await store.outbox.lease(lease(['k1']))).toEqual([]);
      expect(await store.timeline.of('I-1')).toMatchObject([{ kind: 'noted' }]);
    },
  );

  it('ignores what is said of a row that is final or unknown, the timeline too', async () => {
    const store = await outboxWith('k1');
    await store.outbox.record([sent('k1')]);
    await store.outbox.record([sent('k1'), sent('unknown')]);
    expect(await store.timeline.of('I-1')).toHaveLength(1);
  });

  it('keeps what a message said, once, and tells it of each row that it carried', async () => {
    const store = await outboxWith('k1', 'k2', 'k3', 'k4');
    await store.outbox.lease(lease(['k1', 'k2', 'k4']));
    const follower = sent('k2');
    await store.outbox.record([
      sent('k1'),
      { ...follower, change: { ...follower.change, key: 'k2', text: null } as RowChange },
      {
        change: { key: 'k4', status: 'dropped', at: noon, attempts: 0, reason: 'over' },
        timeline: [],
      },
    ]);
    const records = await store.outbox.of('I-1');
    expect(records.map(({ key, text: said }) => [key, said])).toEqual([
      ['k1', text],
      ['k2', text],
      ['k3', null],
      ['k4', null],
    ]);
  });

  it('remembers what was sent, for the limits a minute', async () => {
    const store = await outboxWith('k1', 'k2');
    await store.outbox.lease(lease(['k1', 'k2']));
    const dropped = {
      key: 'k2',
      status: 'dropped',
      at: noon,
      attempts: 0,
      reason: 'resolved',
    } as const;
    await store.outbox.record([sent('k1'), { change: dropped, timeline: [] }]);
    expect(await store.outbox.sentSince(noon)).toMatchObject([
      { key: 'k1', person: 'jo', channel: 'mail', incident: 'I-1', bundle: 'b1', at: noon },
    ]);
    expect(await store.outbox.sentSince(noon + 1)).toEqual([]);
  });

  it('is seen by a visitor while the agent runs', async () => {
    const file = storeFile();
    const agent = agentStore(file);
    await agent.store.commit({ outbox: [draft('k1')] }, 'durable');
    const { openStore } = await import('../../src/store/open.ts');
    const visitor = openStore(file, { clock: { now: () => noon } });
    expect(await visitor.outbox.pending()).toHaveLength(1);
    await visitor.close();
  });
});
