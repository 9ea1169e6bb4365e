import { describe, expect, it } from 'vitest';
import { play, second, type World, worldAt } from './world.ts';

function opened(): World {
  const world = worldAt('2026-11-23T02:00:00Z');
  play(world, 'xxx', 2 * second);
  return world;
}

function paged(): World {
  const world = opened();
  play(world, 'xx');
  return world;
}

describe('acknowledging', () => {
  it('is done once: the second person learns who was first', () => {
    const world = paged();
    expect(world.acknowledge('jo')).toMatchObject({ ok: true });
    expect(world.acknowledge('sam')).toMatchObject({
      ok: false,
      code: 'already-acknowledged',
      reason: expect.stringMatching(/was acknowledged by jo just now; nobody is paged/),
    });
    expect(world.incident()).toMatchObject({ acknowledgedBy: 'jo' });
  });

  it('after the escalation stops what would have come next', () => {
    const world = paged();
    play(world, 'x'.repeat(16));
    world.acknowledge('sam');
    expect(world.kinds().slice(-3)).toEqual(['paged', 'escalated', 'acknowledged']);
    expect(world.kept().step).toBeNull();
  });

  it('before the page drops it once, and nobody hears of the end either', () => {
    const world = opened();
    world.acknowledge('jo');
    play(world, '..');
    expect(world.kinds().slice(2)).toEqual(['page-dropped', 'acknowledged', 'resolved']);
    expect(world.kept().outbox).toEqual([]);
  });

  it('is impossible once it is resolved', () => {
    const world = paged();
    play(world, '..');
    expect(world.acknowledge('jo')).toMatchObject({
      ok: false,
      code: 'already-resolved',
      reason: expect.stringContaining('was resolved by caretaker 1 min ago'),
    });
  });

  it.each(['', '  ', 'caretaker'])('is an act of a named person, and not of %j', (by) => {
    expect(paged().acknowledge(by)).toMatchObject({ ok: false, code: 'nobody' });
  });
});

describe('resolving by hand', () => {
  it('tells who was paged, but not whoever did it', () => {
    const world = paged();
    play(world, 'x'.repeat(16));
    world.resolve('sam', 'restarted php-fpm');
    expect(world.notices()).toMatchObject([{ person: 'jo', kind: 'resolved', urgent: false }]);
    expect(world.reasonOf('resolved')).toBe('restarted php-fpm');
    expect(world.incident()).toMatchObject({ state: 'resolved', resolvedBy: 'sam' });
  });

  it('of what flaps makes an end: it has to fail as often as any other to come back', () => {
    const world = opened();
    play(world, '.x.x.x.x.x.x');
    world.resolve('jo', 'took the broken server out');
    play(world, 'xx.x');
    expect(world.incident()).toMatchObject({ state: 'resolved', flapping: false });
  });

  it('needs a reason', () => {
    expect(paged().resolve('jo', ' ')).toMatchObject({ ok: false, code: 'no-reason' });
  });

  it('is done once', () => {
    const world = paged();
    world.resolve('jo', 'restarted it');
    expect(world.resolve('sam', 'me too')).toMatchObject({ ok: false, code: 'already-resolved' });
  });
});

describe('a note', () => {
  it('is possible at any time, and changes nothing', () => {
    const world = paged();
    const before = world.incident();
    world.note('jo', 'the host has an outage');
    play(world, '..');
    world.note('jo', 'their report is in the ticket');
    expect(before?.state).toBe('open');
    expect(world.kinds().filter((kind) => kind === 'noted')).toHaveLength(2);
    expect(world.reasonOf('noted')).toBe('their report is in the ticket');
  });

  it('says something, on one line of bounded length', () => {
    const world = paged();
    expect(world.note('jo', '\n')).toMatchObject({ ok: false, code: 'no-reason' });
    world.note('jo', `first\nsecond ${'x'.repeat(5000)}`);
    expect(world.reasonOf('noted')).toMatch(/^first second x{980,}…$/);
  });
});
