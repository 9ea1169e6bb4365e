import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutboxRow, SentMessage } from '../../src/core/outbox.ts';
import { leaseMs, messageOf, planSending } from '../../src/notify/pace.ts';
import { aDraft, anIncident, aRow, night } from './examples.ts';

const minute = 60_000;
let count = 0;
/** A row about an incident of its own, unless one is given. */
function row(changes: Partial<OutboxRow> = {}, id = `I-${++count}`): OutboxRow {
  return aRow(aDraft(anIncident({ id }), changes), changes);
}
const keysOf = (rows: readonly OutboxRow[]) => rows.map(({ key }) => key);
const plan = (rows: readonly OutboxRow[], recent: readonly SentMessage[] = [], now = night) =>
  planSending(rows, recent, [], now);

describe('what is due for a person by a channel', () => {
  it('is one message; alone it has its own key', () => {
    const one = row();
    expect(plan([one]).bundles).toEqual([{ key: one.key, rows: [one] }]);
    const rows = [row(), row(), row({ person: 'sam' })];
    expect(plan(rows).bundles.map(({ rows: { length } }) => length)).toEqual([2, 1]);
  });

  it('leads with the most urgent, and the oldest of these', () => {
    const minor = row({ urgent: false, priority: 'P3', createdAt: night - 5000 });
    const young = row({ createdAt: night - 1000 });
    const old = row({ createdAt: night - 2000 });
    const [bundle] = plan([minor, young, old]).bundles;
    expect(keysOf(bundle?.rows ?? [])).toEqual(keysOf([old, young, minor]));
  });

  it('goes in the order of urgency and age', () => {
    const minor = row({ person: 'a', urgent: false, priority: 'P2', createdAt: night - 9000 });
    const young = row({ person: 'b', createdAt: night - 1000 });
    const old = row({ person: 'c', createdAt: night - 2000 });
    expect(plan([minor, young, old]).bundles.map(({ key }) => key)).toEqual(
      keysOf([old, young, minor]),
    );
  });

  it('stays the same message once it was tried, whatever came since', () => {
    const tried = [row({ bundle: 'b1', attempts: 1 }), row({ bundle: 'b1', attempts: 1 })];
    const { bundles } = plan([...tried, row()]);
    expect(bundles[0]?.key).toBe('b1');
    expect(bundles[0]?.rows).toHaveLength(2);
  });

  it('has the same key however its rows are ordered', () => {
    const rows = [row(), row(), row()];
    expect(plan(rows).bundles[0]?.key).toBe(plan(rows.toReversed()).bundles[0]?.key);
  });
});

describe('the limits', () => {
  const sent = (changes: Partial<SentMessage>): SentMessage => ({
    person: 'jo',
    channel: 'mail',
    at: night - 20_000,
    wave: 'another',
    ...changes,
  });

  it('let one message a minute through, by person and channel', () => {
    const held = plan([row()], [sent({})]);
    expect(held).toEqual({ bundles: [], wakeAt: night + 40_000 });
    expect(plan([row()], [sent({})], night + 40_000).bundles).toHaveLength(1);
    expect(plan([row({ person: 'sam' })], [sent({})]).bundles).toHaveLength(1);
    expect(plan([row({ channel: 'hook' })], [sent({})]).bundles).toHaveLength(1);
  });

  it('let the first page out on all channels at once', () => {
    const rows = ['mail', 'sms', 'call', 'push'].map((channel) => row({ channel }, 'I-1'));
    expect(plan(rows).bundles).toHaveLength(4);
  });

  it('and afterwards three messages a minute in all', () => {
    const recent = ['sms', 'call', 'push'].map((channel, index) =>
      sent({ channel, at: night - 30_000 + index * 1000 }),
    );
    expect(plan([row()], recent)).toEqual({ bundles: [], wakeAt: night + 30_000 });
    expect(plan([row()], recent.slice(1)).bundles).toHaveLength(1);
  });

  it('do not count what was sent in a future that the clock has left', () => {
    expect(plan([row()], [sent({ at: night + 3_600_000 })]).bundles).toHaveLength(1);
  });
});

describe('rows that have to wait', () => {
  it.each([
    ['for their next attempt', { nextAttemptAt: night + 7000 }, night + 7000],
    ['for another sender', { leasedUntil: night + 9000 }, night + 9000],
  ])('%s say until when', (_, changes, wakeAt) => {
    expect(plan([row(changes)])).toEqual({ bundles: [], wakeAt });
  });

  it.each([
    ['an attempt', { nextAttemptAt: night + 2 * minute }],
    ['a lease', { leasedUntil: night + leaseMs + 1 }],
  ])('do not wait for %s further away than any we set: the clock jumped back', (_, changes) => {
    expect(plan([row(changes)]).bundles).toHaveLength(1);
  });

  it('wait while the person gets another message by this channel, or four leave by it', () => {
    const flying = { key: 'x', rows: [row()] } as const;
    expect(planSending([row()], [], [flying], night).bundles).toHaveLength(0);
    const rows = Array.from({ length: 6 }, (_, index) => row({ person: `p${index}` }));
    expect(plan(rows).bundles).toHaveLength(4);
    const other = row({ person: 'p9', channel: 'hook' });
    expect(plan([...rows, other]).bundles).toHaveLength(5);
  });
});

it('whatever is waiting, no limit is broken, nothing goes twice, and all of it goes in the end', () => {
  const draft = fc.record({
    person: fc.constantFrom('jo', 'sam'),
    channel: fc.constantFrom('mail', 'sms', 'call', 'push'),
    urgent: fc.boolean(),
    age: fc.nat(100_000),
    incident: fc.nat(5),
    step: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 40 }), (drafts) => {
      const rows = drafts.map(({ age, incident, ...changes }, index) =>
        row({ ...changes, key: `${index}`, createdAt: night - age }, `I-${incident}`),
      );
      const waiting = new Map(rows.map((each) => [each.key, each]));
      const sent: SentMessage[] = [];
      let now = night;
      for (let round = 0; waiting.size > 0; round++) {
        expect(round).toBeLessThan(200);
        const { bundles, wakeAt } = planSending([...waiting.values()], sent, [], now);
        for (const bundle of bundles) {
          for (const { key } of bundle.rows) expect(waiting.delete(key)).toBe(true);
          sent.push(messageOf(bundle, now));
        }
        now = Math.max(now, bundles.length === 0 ? (wakeAt ?? now) : now);
      }
      for (const message of sent) {
        const last = sent.filter(
          ({ person, at }) =>
            person === message.person && at > message.at - minute && at <= message.at,
        );
        expect(last.filter(({ channel }) => channel === message.channel)).toHaveLength(1);
        if (last.some(({ wave }) => wave !== message.wave)) {
          expect(last.length).toBeLessThanOrEqual(4);
        }
      }
    }),
  );
});
