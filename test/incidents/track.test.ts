import { describe, expect, it } from 'vitest';
import { policyFor } from '../../src/incidents/policy.ts';
import { count, isSettled, newTracker, wantsConfirmation } from '../../src/incidents/track.ts';
import { escalation, hour, minute, play, second, trouble, worldAt } from './world.ts';

const start = Date.UTC(2026, 10, 23, 2);

describe('the thresholds of a check', () => {
  it.each([
    [0, 1, 1],
    [1, 2, 2],
    [2, 3, 2],
  ])(
    'with %i quick re-checks: %i failing runs open, %i passing ones resolve',
    (confirm, failuresToOpen, passesToResolve) => {
      expect(policyFor({ confirm }, escalation)).toMatchObject({ failuresToOpen, passesToResolve });
    },
  );
});

describe('a quick re-check', () => {
  it('is wanted while a failure, or a recovery, is not confirmed', () => {
    const world = worldAt(start);
    const wanted = [...'.xx?xx.xx..x.'].map((letter) => {
      play(world, letter, second);
      return wantsConfirmation(world.kept().tracker, world.policy) ? 'yes' : 'no';
    });
    expect(wanted.join(' ')).toBe('no yes yes yes no no yes no no yes no yes no');
  });
});

describe('a tracker', () => {
  const { flap } = policyFor({ confirm: 2 }, escalation);

  it('of a site that was always up has seen no change; a first failure is one', () => {
    expect(count(newTracker(trouble), false, start, flap).changes).toEqual([]);
    expect(count(newTracker(trouble), true, start, flap).changes).toEqual([start]);
  });

  it('forgets changes that left the window', () => {
    const world = worldAt(start);
    play(world, 'x.');
    world.wait(flap.windowMs);
    play(world, '.');
    expect(world.kept().tracker.changes).toEqual([]);
  });

  it('forgets changes that lie ahead, from before the clock was put back', () => {
    const world = worldAt(start);
    play(world, 'x.x.');
    world.wait(-hour);
    play(world, '.');
    expect(world.kept().tracker.changes).toEqual([]);
  });

  it('is settled when nothing is open, failing, or recent enough to be opened again', () => {
    const world = worldAt(start);
    const settled = () => isSettled(world.kept().tracker, world.policy, world.now());
    play(world, 'xxx');
    world.wait(hour);
    expect(settled()).toBe(false);
    play(world, '..');
    expect(settled()).toBe(false);
    world.wait(30 * minute);
    expect(settled()).toBe(true);
  });
});
