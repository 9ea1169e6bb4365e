import { describe, expect, it } from 'vitest';
import {
  config,
  escalation,
  hour,
  minute,
  second,
  shop,
  startPractice,
} from './support/practice.ts';

/** A practice whose shop is down, at the moment at which Jo was paged. */
async function paged() {
  const practice = await startPractice('2026-11-23T02:00:00Z');
  practice.site('failed');
  while (practice.pages().length === 0) await practice.clock.pass(second);
  return { ...practice, pagedAt: practice.clock.now() };
}

/** When Sam was paged, counted from Jo’s page. */
function samAfter({ pages, pagedAt }: Awaited<ReturnType<typeof paged>>): number {
  const page = pages().find(({ person }) => person === 'sam');
  return (page?.at ?? Number.NaN) - pagedAt;
}

describe('a restart in the middle of an incident', () => {
  it('keeps the clock of the next step, and pages nobody again', async () => {
    const practice = await paged();
    await practice.clock.pass(5 * minute);
    await practice.end();
    await practice.clock.pass(3 * minute);
    await practice.begin();
    await practice.clock.pass(20 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    expect(Math.abs(samAfter(practice) - 15 * minute)).toBeLessThan(2 * second);
    expect(await practice.incidents()).toHaveLength(1);
  });

  it('takes the step at once that fell due while nobody watched', async () => {
    const practice = await paged();
    await practice.end();
    await practice.clock.pass(2 * hour);
    await practice.begin();
    await practice.clock.pass(second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
  });

  it('before the first page loses nothing of it', async () => {
    const practice = await startPractice('2026-11-23T02:00:00Z');
    practice.site('failed');
    while ((await practice.incidents()).length === 0) await practice.clock.pass(second);
    await practice.end();
    expect(practice.messages).toEqual([]);
    await practice.begin();
    await practice.clock.pass(31 * second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
  });

  it('in the middle of confirming goes on counting', async () => {
    const practice = await startPractice('2026-11-23T02:00:00Z');
    practice.site('failed');
    while (practice.runs.length === 0) await practice.clock.pass(100);
    await practice.end();
    await practice.begin();
    await practice.clock.pass(minute + 5 * second);
    const [incident] = await practice.incidents();
    expect(incident?.startedAt).toBe(practice.runs[0]?.at);
    expect(practice.runs).toHaveLength(3);
  });

  it('after the trouble has passed ends the incident, and tells who was paged', async () => {
    const practice = await paged();
    await practice.end();
    practice.site('passed');
    await practice.begin();
    await practice.clock.pass(3 * minute);
    expect(practice.messages.map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      'jo page',
      'jo resolved',
    ]);
  });
});

describe('a reload of config in the middle of an incident', () => {
  it('keeps the incident, its clock and its step', async () => {
    const practice = await paged();
    await practice.clock.pass(5 * minute);
    practice.reload(config([shop(), shop('other')]));
    await practice.clock.pass(20 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    expect(Math.abs(samAfter(practice) - 15 * minute)).toBeLessThan(2 * second);
    expect(practice.runs.some(({ site }) => site === 'other')).toBe(true);
  });

  it('with other people: the next step is theirs', async () => {
    const practice = await paged();
    const [first, next] = escalation;
    if (!first || !next) throw new Error('there are two steps');
    const kim = { person: 'kim', channel: 'mail', address: 'kim@practice.example' };
    practice.reload(config([shop()], [first, { ...next, recipients: [kim] }]));
    await practice.clock.pass(20 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'kim']);
  });

  it('without the site: who has it is still reminded, until somebody answers', async () => {
    const practice = await paged();
    practice.reload(config([]));
    await practice.clock.pass(20 * minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    expect(practice.faults).toEqual([]);
  });
});
