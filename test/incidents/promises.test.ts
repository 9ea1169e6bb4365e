import { describe, expect, it } from 'vitest';
import type { Priority } from '../../src/core/incident.ts';
import { calendarOf } from '../../src/core/sla/calendar.ts';
import { dueTimes, type Promises } from '../../src/core/sla/due-times.ts';
import { policyFor } from '../../src/incidents/policy.ts';
import { revisedPromise } from '../../src/incidents/promise.ts';
import { localTime, london, shownAt } from '../support/calendars.ts';
import { escalation, fault, hour, minute, worldAt } from './world.ts';

const gold = packageOf('gold');
const policy = policyFor({ confirm: 0 }, escalation);
const p3 = fault({ priority: 'P3', priorityReason: 'It can wait for working hours.' });
const p1 = fault({ priority: 'P1', priorityReason: 'Visitors cannot use the site.' });

function packageOf(id: 'gold' | 'silver', calendar = london()): Promises {
  return (priority, from) => dueTimes({ package: id, boltOns: [], priority, calendar }, from);
}

/** A trouble of a client with Gold, failing from Monday noon in London. */
function worldWith(promises: Promises = gold, at = '2026-11-23T12:00') {
  return worldAt(localTime(at), { policy, promises });
}

function clocks({ incident }: ReturnType<typeof worldWith>): readonly string[] {
  const { respondBy = null, resolveBy = null } = incident() ?? {};
  return [shownAt(respondBy), shownAt(resolveBy)];
}

describe('an incident that is opened', () => {
  it('has both clocks, counted from then, and says so on its timeline', () => {
    const world = worldWith();
    world.run(true, p1);
    expect(clocks(world)).toEqual(['2026-11-23T16:00+00:00', '2026-11-23T16:00+00:00']);
    expect(world.reasonOf('opened')).toMatch(
      /^One run failed, .*\. Response is due by Mon 23 Nov 16:00 \(Gold: 4 working hours\), the fix by Mon 23 Nov 16:00 \(P1: 4 working hours\); all times Europe\/London\.$/,
    );
  });

  it('owes nothing where no package was bought', () => {
    const world = worldAt(localTime('2026-11-23T12:00'), { policy });
    world.run(true, p1);
    expect(clocks(world)).toEqual(['never', 'never']);
    expect(world.reasonOf('opened')).not.toMatch(/due/);
  });

  it('claims no time that a calendar without hours cannot give', () => {
    const never = calendarOf({ timezone: 'Europe/London', hours: {} });
    const world = worldWith(packageOf('gold', never));
    world.run(true, p1);
    expect(clocks(world)).toEqual(['never', 'never']);
    expect(world.reasonOf('opened')).toMatch(/No time for response or fix can be named\.$/);
  });
});

describe('an incident that gets worse', () => {
  it('has its clocks counted anew from when it was opened, and keeps the old promise on record', () => {
    const world = worldWith();
    world.run(true, p3);
    expect(clocks(world)).toEqual(['2026-11-23T16:00+00:00', '2026-11-26T10:30+00:00']);
    world.wait(hour);
    world.run(true, p1);
    expect(clocks(world)).toEqual(['2026-11-23T16:00+00:00', '2026-11-23T16:00+00:00']);
    expect(world.reasonOf('priority-set')).toBe(
      'P1 instead of P3. Visitors cannot use the site. The clocks count from when it was opened. Response is due by Mon 23 Nov 16:00 (Gold: 4 working hours), the fix by Mon 23 Nov 16:00 (P1: 4 working hours); all times Europe/London. Promised before: response by Mon 23 Nov 16:00, the fix by Thu 26 Nov 10:30.',
    );
  });

  it('says nothing of promises where there is none', () => {
    const world = worldAt(localTime('2026-11-23T12:00'), { policy });
    world.run(true, p3);
    world.run(true, p1);
    expect(world.reasonOf('priority-set')).toBe('P1 instead of P3. Visitors cannot use the site.');
  });
});

describe('an incident that comes back', () => {
  function back(priority: Priority = 'P1') {
    const world = worldWith();
    world.run(true, p1);
    world.wait(30 * minute);
    world.run(false);
    world.wait(10 * minute);
    world.run(true, { ...p3, priority });
    return world;
  }

  it('has its clocks start anew, and keeps the old promise on record', () => {
    const world = back();
    expect(clocks(world)).toEqual(['2026-11-23T16:40+00:00', '2026-11-23T16:40+00:00']);
    expect(world.incident()).toMatchObject({
      openings: 2,
      openedAt: localTime('2026-11-23T12:00'),
      reopenedAt: localTime('2026-11-23T12:40'),
    });
    expect(world.reasonOf('reopened')).toMatch(
      / The clocks start anew\. Response is due by Mon 23 Nov 16:40 .*\. Promised before: response by Mon 23 Nov 16:00, the fix by Mon 23 Nov 16:00\.$/,
    );
  });

  it('at another priority has the clocks of that', () => {
    const world = back('P3');
    expect(clocks(world)).toEqual(['2026-11-23T16:40+00:00', '2026-11-26T11:10+00:00']);
    expect(world.reasonOf('reopened')).toContain('P3: 24 working hours');
    expect(world.reasonOf('priority-set')).toBe('P3 instead of P1. It can wait for working hours.');
  });

  it('and then gets worse has them counted from when it came back', () => {
    const world = back('P3');
    world.wait(10 * minute);
    world.run(true, p1);
    expect(clocks(world)).toEqual(['2026-11-23T16:40+00:00', '2026-11-23T16:40+00:00']);
    expect(world.reasonOf('priority-set')).toContain('from when it was opened again.');
  });

  it('has them through a restart', () => {
    const world = back('P3');
    world.restart();
    world.run(true, p1);
    expect(clocks(world)).toEqual(['2026-11-23T16:40+00:00', '2026-11-23T16:40+00:00']);
  });
});

describe('a contract that changes while an incident is open', () => {
  it('counts from the next decision on, and says what was promised before', () => {
    let contract = gold;
    const world = worldWith((priority, from) => contract(priority, from));
    world.run(true, p3);
    contract = packageOf('silver');
    world.run(true, p1);
    expect(clocks(world)).toEqual(['2026-11-24T17:30+00:00', '2026-11-24T11:30+00:00']);
    expect(world.reasonOf('priority-set')).toContain(
      'Promised before: response by Mon 23 Nov 16:00',
    );
  });

  it('may promise nothing any longer', () => {
    const world = worldWith();
    world.run(true, p3);
    const incident = world.incident();
    expect(incident && revisedPromise(incident, null, 'P1')).toEqual({
      set: { respondBy: null, resolveBy: null },
      words:
        'Nothing is promised any longer. Promised before: response by Mon 23 Nov 16:00, the fix by Thu 26 Nov 10:30 (UTC).',
    });
  });
});
