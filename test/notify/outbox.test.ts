import { describe, expect, it } from 'vitest';
import {
  type Delivery,
  type MessageLinks,
  type Notification,
  noLinks,
} from '../../src/core/notification.ts';
import type { BoundChannel } from '../../src/notify/bound-channel.ts';
import { type Outbox, type OutboxEvent, startOutbox } from '../../src/notify/outbox.ts';
import { aDraft, anIncident, night } from './examples.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A sender on a clock of its own, with channels that answer as they are told. */
function sender(store: MemoryStore = memoryStore(), startAt = night, links = noLinks) {
  let now = startAt;
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  const sent: Notification[] = [];
  const events: OutboxEvent[] = [];
  const answers: { next: (notification: Notification) => Delivery | Promise<Delivery> } = {
    next: () => ({ outcome: 'sent', providerId: '250 ok' }),
  };
  const channel: BoundChannel = {
    maxBodyLength: 4000,
    async send(notification) {
      sent.push(notification);
      return answers.next(notification);
    },
  };
  const after = (ms: number, act: () => void) => {
    const timer = { at: now + ms, act };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const outbox: Outbox = startOutbox({
    store,
    after,
    clock: { now: () => now, monotonic: () => now },
    random: () => 1,
    channels: () => new Map(['mail', 'hook', 'sms', 'call'].map((id) => [id, channel])),
    timezoneOf: () => 'UTC',
    links,
    onEvent: (event) => events.push(event),
  });
  return {
    store,
    outbox,
    sent,
    events,
    answers,
    now: () => now,
    jump: (ms: number) => {
      now += ms;
    },
    async tell(...about: Parameters<MemoryStore['commit']>) {
      store.commit(...about);
      outbox.wake();
      await quiet();
    },
    /** Lets time pass, timer by timer. */
    async pass(ms: number) {
      const end = now + ms;
      await quiet();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.act();
        await quiet();
      }
      now = end;
    },
  };
}

/** Until nothing is left to do but to wait: nothing here does real input or output. */
const quiet = () => new Promise(setImmediate);

const failed = (reason = 'connection refused'): Delivery => ({
  outcome: 'temporary',
  reason,
  retryAfterMs: null,
});
const kinds = ({ store }: { readonly store: MemoryStore }) =>
  store.timeline.map(({ kind }) => kind);

describe('a page in the outbox', () => {
  it('is sent at once, recorded, and on the timeline', async () => {
    const one = sender();
    await one.tell([aDraft()], [anIncident()]);
    expect(one.sent).toHaveLength(1);
    expect(one.sent[0]).toMatchObject({ key: aDraft().key, address: 'jo@practice.example' });
    expect(one.store.final.get(aDraft().key)).toMatchObject({ status: 'sent', reason: '250 ok' });
    expect(one.store.timeline).toEqual([
      {
        incident: 'I-0V3K7F',
        at: night,
        kind: 'sent',
        by: 'caretaker',
        reason: 'The page to jo by mail was sent (250 ok).',
      },
    ]);
    await one.pass(hour);
    expect(one.sent).toHaveLength(1);
  });

  it('keeps what it said once for all that it carried, without what lets its reader act', async () => {
    const links: MessageLinks = {
      incident: (id) => `https://care.example/incidents/${id}`,
      acknowledge: (_, person) => `https://care.example/ack/${person}`,
    };
    const one = sender(memoryStore(), night, links);
    const other = anIncident({ id: 'I-0000002', priority: 'P3' });
    await one.tell([aDraft(), aDraft(other)], [anIncident(), other]);
    expect(one.sent).toHaveLength(1);
    const [message] = one.sent;
    expect(message?.body).toContain('Acknowledge: https://care.example/ack/jo');
    expect(one.store.final.get(aDraft().key)).toMatchObject({
      text: {
        subject: message?.subject,
        body: message?.body.replace(
          'https://care.example/ack/jo',
          'a link for jo alone, which is not kept',
        ),
      },
    });
    expect(one.store.final.get(aDraft(other).key)).toMatchObject({ status: 'sent', text: null });
  });

  it('is found though nobody said that it is there', async () => {
    const one = sender();
    await one.outbox.settled();
    one.store.commit([aDraft()], [anIncident()]);
    await one.pass(20 * second);
    expect(one.sent).toHaveLength(1);
  });

  it.each([
    ['was acknowledged', { state: 'acknowledged', acknowledgedBy: 'sam' }, 'sam acknowledged'],
    ['is over', { state: 'resolved', resolvedBy: 'caretaker' }, 'caretaker resolved'],
    ['was opened again', { openings: 2 }, 'opened again since'],
  ] as const)('is dropped, with the reason, if its incident %s', async (_, changes, reason) => {
    const one = sender();
    await one.tell([aDraft()], [anIncident(changes)]);
    expect(one.sent).toHaveLength(0);
    expect(one.store.timeline).toMatchObject([
      { kind: 'page-dropped', reason: expect.stringContaining(reason) },
    ]);
  });

  it('whose all-clear came too late leaves neither', async () => {
    const one = sender();
    const incident = anIncident({ openings: 2 });
    await one.tell([aDraft(anIncident(), { kind: 'resolved' })], [incident]);
    expect(one.sent).toHaveLength(0);
  });

  it('by a channel that config no longer has fails for good, and says so', async () => {
    const one = sender();
    await one.tell([aDraft(anIncident(), { channel: 'fax' })], [anIncident()]);
    expect(kinds(one)).toEqual(['delivery-failed']);
    expect(one.events).toMatchObject([{ status: 'failed', reason: 'config has no channel fax' }]);
  });
});

describe('a message that failed', () => {
  it('for now is tried again with the same key, less and less often, at least once a minute', async () => {
    const one = sender();
    const times: number[] = [];
    one.answers.next = () => {
      times.push((one.now() - night) / second);
      return failed();
    };
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(5 * minute);
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    expect(new Set(one.sent.map(({ key }) => key)).size).toBe(1);
    // Said once, not a line a minute through the night.
    expect(kinds(one)).toEqual(['delivery-failed']);
    one.answers.next = () => ({ outcome: 'sent', providerId: null });
    await one.pass(minute);
    expect(kinds(one)).toEqual(['delivery-failed', 'sent']);
    expect(one.sent.at(-1)?.body).toContain('Late by 5 min');
  });

  it('waits as long as the provider asks, and no more than a minute', async () => {
    const one = sender();
    one.answers.next = () => ({ outcome: 'temporary', reason: '429', retryAfterMs: 20 * second });
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(19 * second);
    expect(one.sent).toHaveLength(1);
    one.answers.next = () => ({
      outcome: 'temporary',
      reason: '429',
      retryAfterMs: 365 * 24 * hour,
    });
    await one.pass(second);
    expect(one.sent).toHaveLength(2);
    await one.pass(minute);
    expect(one.sent).toHaveLength(3);
  });

  it('for good is not tried again', async () => {
    const one = sender();
    one.answers.next = () => ({ outcome: 'permanent', reason: 'no such user' });
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(hour);
    expect(one.sent).toHaveLength(1);
    expect(one.store.timeline).toMatchObject([
      { kind: 'delivery-failed', reason: 'The page to jo by mail failed for good: no such user.' },
    ]);
  });

  it('is given up after a day', async () => {
    const one = sender();
    one.answers.next = () => failed();
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(25 * hour);
    expect(kinds(one)).toEqual(['delivery-failed', 'gave-up']);
    expect(one.store.rows.size).toBe(0);
  });

  it('is not tried again once somebody has the incident in hand', async () => {
    const one = sender();
    one.answers.next = () => failed();
    await one.tell([aDraft()], [anIncident()]);
    one.store.incidents.set('I-0V3K7F', anIncident({ state: 'acknowledged' }));
    await one.pass(hour);
    expect(one.sent).toHaveLength(1);
    expect(kinds(one)).toEqual(['delivery-failed', 'page-dropped']);
  });

  it.each([
    [
      'throws',
      () => Promise.reject(new TypeError('canary')),
      'the channel itself failed (TypeError)',
    ],
    ['never settles', () => new Promise<Delivery>(() => {}), 'no answer within 60 s'],
  ])('because its channel %s is tried again', async (_, next, reason) => {
    const one = sender();
    one.answers.next = next;
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(minute);
    expect(one.events[0]).toMatchObject({ status: 'waiting', reason });
  });
});

describe('many at once', () => {
  const street = (count: number) => {
    const incidents = Array.from({ length: count }, (_, index) => anIncident({ id: `I-${index}` }));
    return { incidents, drafts: incidents.map((incident) => aDraft(incident)) };
  };

  it('are one message, with their count', async () => {
    const one = sender();
    const { drafts, incidents } = street(2000);
    await one.tell(drafts, incidents);
    await one.pass(hour);
    expect(one.sent).toHaveLength(1);
    expect(one.sent[0]?.subject).toContain('(and 1999 more)');
    expect(one.store.final.size).toBe(2000);
    expect(kinds(one).filter((kind) => kind === 'sent')).toHaveLength(2000);
  });

  it('are at most one message a minute for a person by a channel', async () => {
    const one = sender();
    const { drafts, incidents } = street(10);
    const times: number[] = [];
    one.answers.next = () => {
      times.push(one.now() - night);
      return { outcome: 'sent', providerId: null };
    };
    for (const [index, draft] of drafts.entries()) {
      await one.tell([draft], incidents.slice(index, index + 1));
      await one.pass(10 * second);
    }
    await one.pass(hour);
    expect(times).toEqual([0, minute, 2 * minute]);
    expect(one.store.final.size).toBe(10);
  });

  it('leave out what is over by the time they leave, and keep their key', async () => {
    const one = sender();
    const { drafts, incidents } = street(3);
    one.answers.next = () => failed();
    await one.tell(drafts, incidents);
    one.store.incidents.set('I-1', anIncident({ id: 'I-1', state: 'resolved' }));
    one.answers.next = () => ({ outcome: 'sent', providerId: null });
    await one.pass(minute);
    const [first, second] = one.sent;
    expect(second?.key).toBe(first?.key);
    expect(first?.subject).toContain('(and 2 more)');
    expect(second?.subject).toContain('(and 1 more)');
  });

  it('do not wait for a slow channel', async () => {
    const one = sender();
    one.answers.next = ({ channel }) =>
      channel === 'mail' ? new Promise(() => {}) : { outcome: 'sent', providerId: null };
    const incident = anIncident();
    await one.tell([aDraft(incident), aDraft(incident, { channel: 'sms' })], [incident]);
    expect(one.events).toMatchObject([{ status: 'sent', channel: 'sms' }]);
  });
});

describe('after a crash', () => {
  it('what was leased is sent again at once, as the same message with the same key', async () => {
    const store = memoryStore();
    const incidents = [anIncident({ id: 'I-1' }), anIncident({ id: 'I-2' })];
    const first = sender(store);
    // Killed while the provider thinks.
    first.answers.next = () => new Promise(() => {});
    await first.tell(
      incidents.map((incident) => aDraft(incident)),
      incidents,
    );
    const late = anIncident({ id: 'I-3' });
    store.commit([aDraft(late, { createdAt: night + second })], [late]);
    const restarted = sender(store, night + second);
    await restarted.pass(2 * minute);
    expect(restarted.sent.map(({ key }) => key)).toEqual([first.sent[0]?.key, aDraft(late).key]);
    expect(restarted.sent[0]?.subject).toBe(first.sent[0]?.subject);
  });

  it('the limits still hold', async () => {
    const store = memoryStore();
    const first = sender(store);
    await first.tell([aDraft()], [anIncident()]);
    const later = anIncident({ id: 'I-2' });
    store.commit([aDraft(later)], [later]);
    const restarted = sender(store, night + 10 * second);
    await restarted.pass(49 * second);
    expect(restarted.sent).toHaveLength(0);
    await restarted.pass(second);
    expect(restarted.sent).toHaveLength(1);
  });
});

describe('a clock that jumps', () => {
  it.each([
    ['forward by ten years', 10 * 365 * 24 * hour],
    ['back by an hour', -hour],
    ['back to 1970', -night],
  ])('%s neither loses a page nor doubles one', async (_, ms) => {
    const one = sender();
    one.answers.next = () => failed();
    await one.tell([aDraft()], [anIncident()]);
    one.jump(ms);
    one.answers.next = () => ({ outcome: 'sent', providerId: null });
    one.outbox.wake();
    await one.pass(2 * minute);
    expect(one.sent).toHaveLength(2);
    expect(kinds(one)).toEqual(['delivery-failed', 'sent']);
  });

  it('does not take a message from itself while it is being sent', async () => {
    const one = sender();
    one.answers.next = () => new Promise(() => {});
    await one.tell([aDraft()], [anIncident()]);
    one.jump(10 * hour);
    one.outbox.wake();
    await quiet();
    expect(one.sent).toHaveLength(1);
  });
});

describe('a store that cannot be written', () => {
  const full = { what: 'writes', reason: 'store: the disk is full' } as const;

  it('does not hold up a page, which says so; it is recorded once there is room', async () => {
    const one = sender();
    one.store.commit([aDraft()], [anIncident()]);
    one.store.failing = full;
    await one.pass(5 * minute);
    expect(one.sent).toHaveLength(1);
    expect(one.sent[0]?.body).toContain(
      'could not write this to its store: store: the disk is full',
    );
    expect(one.sent[0]?.body).toContain('What was seen');
    expect(one.outbox.status()).toMatchObject({ storeTrouble: full.reason, unrecorded: 1 });
    one.store.failing = null;
    await one.pass(minute);
    expect(one.sent).toHaveLength(1);
    expect(one.store.final.get(aDraft().key)).toMatchObject({ status: 'sent' });
    expect(one.outbox.status()).toMatchObject({ storeTrouble: null, unrecorded: 0 });
  });

  it('nor one that never reached it, and one that reaches it later is not sent again', async () => {
    const one = sender();
    one.store.failing = { what: 'everything', reason: 'store: gone' };
    one.answers.next = () => failed();
    one.outbox.sendDirect([aDraft()], [anIncident()], 'the disk is full');
    await one.pass(2 * second);
    one.answers.next = () => ({ outcome: 'sent', providerId: null });
    await one.pass(hour);
    expect(one.sent.at(-1)?.body).toContain('could not write this to its store: the disk is full');
    const tries = one.sent.length;
    one.store.failing = null;
    await one.tell([aDraft()], [anIncident()]);
    await one.pass(hour);
    expect(one.sent).toHaveLength(tries);
    expect(kinds(one)).toEqual(['delivery-failed', 'sent']);
  });

  it('that fails for good sends what it knows, even without the incident', async () => {
    const one = sender();
    one.store.commit([aDraft()], [anIncident()]);
    const { pending } = one.store;
    const rows = await pending();
    one.store.failing = { what: 'everything', reason: 'store: damaged' };
    one.store.pending = async () => rows;
    await one.pass(minute);
    expect(one.sent).toHaveLength(1);
    expect(one.sent[0]?.body).toContain('caretaker incidents show I-0V3K7F');
  });
});

describe('stopping', () => {
  it('starts nothing more, and cancels what takes too long', async () => {
    const one = sender();
    one.answers.next = () => new Promise(() => {});
    await one.tell([aDraft()], [anIncident()]);
    const stopped = one.outbox.stop(5 * second);
    await one.pass(7 * second);
    await stopped;
    expect(one.events).toMatchObject([{ status: 'waiting', reason: 'the agent was stopped' }]);
    one.store.commit([aDraft(anIncident({ id: 'I-2' }))]);
    one.outbox.wake();
    await one.pass(hour);
    expect(one.sent).toHaveLength(1);
    expect(one.store.rows.size).toBe(2);
  });
});
