import { describe, expect, it } from 'vitest';
import { hour, minute, second, shop, startPractice } from './support/practice.ts';

const night = Date.UTC(2026, 10, 23, 2);

/** A practice in the night whose shop is well until two o'clock. */
async function untilTwo(options: Parameters<typeof startPractice>[1] = {}) {
  const practice = await startPractice('2026-11-23T01:50:00Z', options);
  await practice.clock.pass(10 * minute);
  return practice;
}

/** Lets time pass until somebody was paged. */
async function untilPaged({ clock, pages }: Awaited<ReturnType<typeof untilTwo>>) {
  for (let waited = 0; pages().length === 0 && waited < 5 * minute; waited += second) {
    await clock.pass(second);
  }
}

describe('an outage at two in the night', () => {
  it('is confirmed by two quick re-checks, and Jo is paged 30 s later', async () => {
    const practice = await untilTwo();
    const { clock, runs, messages, incidents } = practice;
    practice.site('failed');
    await clock.pass(2 * minute);
    const failed = runs.filter(({ at }) => at >= night).map(({ at }) => at);
    const [first = 0, again = 0, third = 0] = failed;
    expect(first - night).toBeLessThanOrEqual(minute);
    expect([again - first, third - again]).toEqual([1500, 1500]);
    const [incident] = await incidents();
    expect(incident).toMatchObject({
      state: 'open',
      priority: 'P1',
      startedAt: first,
      openedAt: third,
    });
    expect(messages).toMatchObject([{ person: 'jo', kind: 'page', urgent: true }]);
    const page = messages[0];
    expect((page?.at ?? 0) - third).toBeGreaterThanOrEqual(30 * second);
    expect((page?.at ?? 0) - third).toBeLessThan(31 * second);
    expect(page?.body).toContain(`caretaker incidents ack ${incident?.id}`);
  });

  it('that nobody answers goes to Sam a quarter of an hour later; both hear when it is over', async () => {
    const practice = await untilTwo();
    practice.site('failed');
    await untilPaged(practice);
    await practice.clock.pass(14 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
    await practice.clock.pass(2 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    practice.site('passed');
    await practice.clock.pass(3 * minute);
    const after = practice.messages.slice(2).map(({ person, kind }) => `${person} ${kind}`);
    expect(after.toSorted()).toEqual(['jo resolved', 'sam resolved']);
    expect((await practice.timeline()).map(({ kind }) => kind)).toEqual([
      'opened',
      'page-planned',
      'paged',
      'sent',
      'escalated',
      'sent',
      'resolved',
      'sent',
      'sent',
    ]);
  });

  it('that is over before the first page wakes nobody, and the timeline says why', async () => {
    const practice = await untilTwo({ sites: [shop('shop', '20s')] });
    practice.site('failed');
    while ((await practice.incidents()).length === 0) await practice.clock.pass(second);
    practice.site('passed');
    await practice.clock.pass(10 * minute);
    expect(practice.messages).toEqual([]);
    const timeline = await practice.timeline();
    expect(timeline.map(({ kind }) => kind)).toEqual([
      'opened',
      'page-planned',
      'page-dropped',
      'resolved',
    ]);
    expect(timeline[2]?.reason).toContain('Nobody was paged yet, and it is over. 2 runs in a row');
  });

  it('that Jo takes on, in another process, goes no further', async () => {
    const practice = await untilTwo();
    practice.site('failed');
    await untilPaged(practice);
    await practice.clock.pass(5 * minute);
    await practice.acknowledge('jo');
    await practice.clock.pass(hour);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
    practice.site('passed');
    await practice.clock.pass(3 * minute);
    expect(practice.told()).toHaveLength(2);
    expect(await practice.incidents()).toMatchObject([
      { state: 'resolved', acknowledgedBy: 'jo', resolvedBy: 'caretaker' },
    ]);
  });

  it('that somebody takes on before the first page wakes nobody', async () => {
    const practice = await untilTwo();
    practice.site('failed');
    while ((await practice.incidents()).length === 0) await practice.clock.pass(second);
    await practice.acknowledge('jo');
    await practice.clock.pass(hour);
    expect(practice.messages).toEqual([]);
    expect((await practice.timeline()).map(({ kind }) => kind)).toContain('page-dropped');
  });

  it('that was ours, with no network, is nobody’s incident', async () => {
    const practice = await untilTwo();
    practice.site('errored');
    await practice.clock.pass(hour);
    expect(practice.messages).toEqual([]);
    expect(await practice.incidents()).toEqual([]);
  });

  it('whose page the mail server refuses for now is paged again and again until it is taken', async () => {
    const practice = await untilTwo();
    practice.mailServer({ outcome: 'temporary', reason: '451 later', retryAfterMs: null });
    practice.site('failed');
    await practice.clock.pass(5 * minute);
    practice.mailServer({ outcome: 'sent', providerId: null });
    await practice.clock.pass(minute);
    expect(practice.pages()).toHaveLength(1);
  });

  it('whose page can never arrive becomes an incident about the agent itself', async () => {
    const practice = await untilTwo();
    practice.mailServer({ outcome: 'permanent', reason: '550 no such user' });
    practice.site('failed');
    const failed = async () =>
      (await practice.timeline()).some(({ kind }) => kind === 'delivery-failed');
    while (!(await failed())) await practice.clock.pass(second);
    practice.mailServer({ outcome: 'sent', providerId: null });
    await practice.clock.pass(2 * minute);
    expect(practice.told()).toHaveLength(1);
    expect(practice.told()[0]).toContain('A message could not be delivered');
  });
});

describe('somebody wishes not to be paged', () => {
  it('by a silence: nobody is, until it ends and the site is still down', async () => {
    const practice = await untilTwo();
    const { clock } = practice;
    await practice.beside((store) =>
      store.silences.put({
        id: 'S-1',
        site: 'shop',
        check: null,
        from: clock.now(),
        until: clock.now() + hour,
        by: 'jo',
        reason: 'deployment',
      }),
    );
    await clock.pass(3 * second);
    practice.site('failed');
    await clock.pass(59 * minute);
    expect(practice.messages).toEqual([]);
    await clock.pass(2 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
    const kinds = (await practice.timeline()).map(({ kind }) => kind);
    expect(kinds).toEqual(['opened', 'suppressed', 'unsuppressed', 'paged', 'sent']);
  });

  it('by maintenance in config: nobody is, and the time counts as maintenance', async () => {
    const start = { kind: 'once', at: night - 10 * minute } as const;
    const work = { start, durationMs: hour, reason: 'new server', check: null };
    const practice = await untilTwo({
      sites: [shop('shop', '60s', { maintenanceWindows: [work] })],
    });
    practice.site('failed');
    await practice.clock.pass(30 * minute);
    practice.site('passed');
    await practice.clock.pass(hour);
    expect(practice.messages).toEqual([]);
    const [incident] = await practice.incidents();
    expect(incident).toMatchObject({ state: 'resolved', pagedAt: null });
    const hours = await practice.beside((store) =>
      store.results.rollups('hours', 'shop', 'uptime', { from: night, until: night + hour }),
    );
    expect(hours).toMatchObject([{ downMs: 0 }]);
    expect(hours[0]?.maintenanceMs).toBeGreaterThan(48 * minute);
  });
});
