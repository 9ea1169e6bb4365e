import { describe, expect, it } from 'vitest';
import { fault, hour, minute, play, second, worldAt } from './world.ts';

const twoAtNight = '2026-11-23T02:00:00Z';

describe('an outage at 02:00, confirmed in 4 s', () => {
  function outage() {
    const world = worldAt(twoAtNight);
    play(world, 'xxx', 2 * second);
    return world;
  }

  it('opens with the third failing run, and counts from the first', () => {
    const world = outage();
    expect(world.incident()).toMatchObject({
      state: 'open',
      priority: 'P1',
      startedAt: Date.parse(twoAtNight),
      openedAt: Date.parse(twoAtNight) + 4 * second,
      pagedAt: null,
    });
    expect(world.kinds()).toEqual(['opened', 'page-planned']);
    expect(world.reasonOf('opened')).toBe(
      '3 runs in a row failed, since Mon 23 Nov 02:00 (Europe/London): The site answers with an error.',
    );
  });

  it('recovered before groupWait: the page is dropped, with the reason', () => {
    const world = outage();
    play(world, '..', 2 * second);
    world.wait(hour);
    expect(world.kinds()).toEqual(['opened', 'page-planned', 'page-dropped', 'resolved']);
    expect(world.reasonOf('page-dropped')).toContain('Nobody was paged yet, and it is over.');
    expect(world.kept()).toMatchObject({ outbox: [], step: null });
  });

  it('seen to recover as the page falls due: the page waits for the next run', () => {
    const world = outage();
    world.wait(20 * second);
    play(world, '.', minute / 2);
    expect(world.reasonOf('page-planned')).toContain('The last run passed');
    expect(world.pages()).toEqual([]);
    world.run(true);
    world.wait(minute);
    expect(world.pages()).toHaveLength(1);
  });

  it('not over: Jo is paged after 30 s, Sam a quarter of an hour later, and both hear of the end', () => {
    const world = outage();
    play(world, 'x'.repeat(20));
    play(world, '..');
    const opened = Date.parse(twoAtNight) + 4 * second;
    expect(world.pages()).toMatchObject([
      { person: 'jo', urgent: true, step: 0, createdAt: opened + 30 * second },
      { person: 'sam', urgent: true, step: 1, createdAt: opened + 30 * second + 15 * minute },
    ]);
    expect(world.notices()).toMatchObject([{ person: 'jo' }, { person: 'sam' }]);
    expect(world.incident()?.pagedAt).toBe(opened + 30 * second);
    expect(world.kinds()).toEqual(['opened', 'page-planned', 'paged', 'escalated', 'resolved']);
    expect(world.incident()).toMatchObject({ state: 'resolved', resolvedBy: 'caretaker' });
    expect(world.reasonOf('resolved')).toBe(
      '2 runs in a row passed, 21 min after it was opened. The check passed.',
    );
  });

  it('acknowledged, then still down: no more pages; resolved by the machine', () => {
    const world = outage();
    play(world, 'xx');
    world.acknowledge('jo');
    play(world, 'x'.repeat(120));
    expect(world.pages()).toMatchObject([{ person: 'jo' }]);
    expect(world.incident()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'jo' });
    play(world, '..');
    expect(world.incident()).toMatchObject({ state: 'resolved', resolvedBy: 'caretaker' });
    expect(world.notices()).toMatchObject([{ person: 'jo' }]);
  });

  it('acknowledged at once, before anybody was paged: nobody is', () => {
    const world = outage();
    world.acknowledge('sam');
    play(world, 'x'.repeat(60));
    expect(world.kept().outbox).toEqual([]);
    expect(world.reasonOf('page-dropped')).toBe('sam acknowledged it before anybody was paged.');
  });

  it('resolved by hand though it still fails: the same incident again, and a page with a new key', () => {
    const world = outage();
    play(world, 'xx');
    world.resolve('jo', 'restarted php-fpm');
    play(world, 'xx');
    expect(world.incident()?.state).toBe('resolved');
    play(world, 'xx');
    expect(world.incident()).toMatchObject({ state: 'open', openings: 2, resolvedBy: null });
    expect(Object.keys(world.kept().incidents)).toHaveLength(1);
    const [first, second] = world.pages();
    expect(second).toMatchObject({ person: 'jo', opening: 2, step: 0 });
    expect(second?.key).not.toBe(first?.key);
  });
});

describe('a trouble that comes back', () => {
  function backAfter(pause: number) {
    const world = worldAt(twoAtNight);
    play(world, 'xxxx..');
    world.wait(pause);
    play(world, 'xxxx');
    return world;
  }

  it('within 15 min is the same incident, and pages again', () => {
    const world = backAfter(10 * minute);
    expect(Object.keys(world.kept().incidents)).toHaveLength(1);
    expect(world.incident()).toMatchObject({ openings: 2, resolvedAt: null });
    expect(world.reasonOf('reopened')).toMatch(
      /^Back 13 min after it was resolved\. 3 runs in a row/,
    );
    expect(world.pages()).toHaveLength(2);
  });

  it('later is another one', () => {
    const world = backAfter(16 * minute);
    expect(Object.values(world.kept().incidents)).toMatchObject([
      { state: 'resolved' },
      { state: 'open', openings: 1 },
    ]);
  });
});

describe('a trouble that comes back slowly', () => {
  it('is the same incident if it began to fail in time', () => {
    const world = worldAt(twoAtNight);
    play(world, 'xxxx..');
    world.wait(13 * minute);
    play(world, 'x.xxx');
    expect(Object.values(world.kept().incidents)).toMatchObject([{ openings: 2 }]);
  });

  it('has the priority of what is wrong now', () => {
    const world = worldAt(twoAtNight);
    play(world, 'xxxx..');
    const lesser = fault({ priority: 'P2', priorityReason: 'It is slow.' });
    for (let run = 0; run < 3; run++) world.run(true, lesser);
    expect(world.incident()).toMatchObject({ openings: 2, priority: 'P2' });
    expect(world.reasonOf('priority-set')).toBe('P2 instead of P1. It is slow.');
  });
});

describe('flapping', () => {
  it('100 times is one incident, one page a person, one resolve', () => {
    const world = worldAt(twoAtNight);
    play(world, `xxx${'.x'.repeat(100)}`);
    expect(world.incident()).toMatchObject({ state: 'open', flapping: true });
    play(world, '.'.repeat(20));
    expect(Object.keys(world.kept().incidents)).toHaveLength(1);
    expect(world.kinds()).toEqual([
      'opened',
      'page-planned',
      'paged',
      'flapping',
      'escalated',
      'resolved',
    ]);
    expect(world.pages()).toMatchObject([{ person: 'jo' }, { person: 'sam' }]);
    expect(world.notices()).toHaveLength(2);
  });

  it('starts afresh once it was stable: a single failure brings nothing back', () => {
    const world = worldAt(twoAtNight);
    play(world, `xxx${'.x'.repeat(20)}`);
    play(world, '.'.repeat(17));
    expect(world.incident()).toMatchObject({ state: 'resolved', flapping: false });
    play(world, 'x.x.');
    expect(world.incident()).toMatchObject({ state: 'resolved', openings: 1 });
  });

  it('in longer phases is damped from the fifth change on, and over 15 min after the last one', () => {
    const world = worldAt(twoAtNight);
    play(world, 'xxx...'.repeat(100));
    play(world, '.'.repeat(11));
    expect(world.incident()?.state).toBe('open');
    play(world, '..');
    expect(world.incident()?.state).toBe('resolved');
    expect(Object.values(world.kept().incidents)).toMatchObject([{ openings: 3 }]);
    expect(world.kinds().filter((kind) => kind === 'flapping')).toHaveLength(1);
    expect(world.kinds().filter((kind) => kind === 'resolved')).toHaveLength(3);
  });

  it('without ever failing twice in a row, as behind a balancer with one dead server, opens too', () => {
    const world = worldAt(twoAtNight);
    play(world, 'x.x.x.x.');
    expect(world.incident()).toBeNull();
    play(world, 'x.x.x.');
    expect(world.incident()).toMatchObject({ state: 'open', flapping: true });
    expect(world.reasonOf('opened')).toContain('failed and passed again 5 times within 30 min');
  });

  it('does not come of a few single failures', () => {
    const world = worldAt(twoAtNight);
    play(world, `x${'.'.repeat(9)}`.repeat(60));
    expect(world.kept().incidents).toEqual({});
  });
});

describe('a silenced deploy', () => {
  it('that takes the site down for a while pages nobody, and the timeline says why', () => {
    const world = worldAt(twoAtNight);
    world.silence(30 * minute, 'release 4.2');
    play(world, 'xxxxxxxx..');
    world.wait(hour);
    expect(world.kinds()).toEqual(['opened', 'suppressed', 'page-dropped', 'resolved']);
    expect(world.reasonOf('suppressed')).toBe(
      'Nobody is paged. Silenced by jo until Mon 23 Nov 02:30 (Europe/London): release 4.2.',
    );
    expect(world.kept().outbox).toEqual([]);
  });

  it('that leaves the site down pages when the silence ends', () => {
    const world = worldAt(twoAtNight);
    world.silence(30 * minute);
    play(world, 'x'.repeat(40));
    expect(world.kinds()).toEqual(['opened', 'suppressed', 'unsuppressed', 'paged']);
    expect(world.pages()).toMatchObject([
      { person: 'jo', createdAt: Date.parse(twoAtNight) + 30 * minute },
    ]);
  });

  it('that is silenced for longer, or for less, moves the page along', () => {
    const world = worldAt(twoAtNight);
    world.silence(10 * minute);
    play(world, 'xxxxx');
    world.silence(25 * minute);
    play(world, 'x'.repeat(15));
    expect(world.pages()).toEqual([]);
    world.endSilences();
    play(world, 'x');
    expect(world.pages()).toHaveLength(1);
    expect(world.kinds()).toEqual(['opened', 'suppressed', 'suppressed', 'unsuppressed', 'paged']);
  });

  it('in the middle of an outage holds the escalation, and the notice of the end', () => {
    const world = worldAt(twoAtNight);
    play(world, 'xxxxx');
    world.silence(hour);
    play(world, 'x'.repeat(30));
    play(world, '..');
    expect(world.pages()).toMatchObject([{ person: 'jo' }]);
    expect(world.notices()).toEqual([]);
    expect(world.kinds()).toEqual(['opened', 'page-planned', 'paged', 'suppressed', 'resolved']);
  });
});

describe('a run that says nothing', () => {
  it('neither opens nor interrupts what opens', () => {
    const world = worldAt(twoAtNight);
    play(world, '?'.repeat(100));
    expect(world.kept().incidents).toEqual({});
    play(world, 'x?x?');
    expect(world.incident()).toBeNull();
    play(world, 'x?');
    expect(world.incident()?.state).toBe('open');
  });

  it('neither resolves nor interrupts what resolves', () => {
    const world = worldAt(twoAtNight);
    play(world, `xxx${'?'.repeat(100)}`);
    expect(world.incident()?.state).toBe('open');
    play(world, '.?.');
    expect(world.incident()?.state).toBe('resolved');
  });
});
