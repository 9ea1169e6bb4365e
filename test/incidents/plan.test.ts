import { describe, expect, it } from 'vitest';
import type { EscalationStep } from '../../src/core/notification.ts';
import { planPages } from '../../src/incidents/plan.ts';
import { policyFor } from '../../src/incidents/policy.ts';
import { hour, minute, play, second, worldAt } from './world.ts';

const twoAtNight = '2026-11-23T02:00:00Z';
const jo = { person: 'jo', channel: 'mail', address: 'jo@agency.example' };
const joByHook = { person: 'jo', channel: 'hook', address: 'https://hook.example/' };
const sam = { person: 'sam', channel: 'mail', address: 'sam@agency.example' };

function down(steps: readonly EscalationStep[], runs: string) {
  const world = worldAt(twoAtNight, { policy: policyFor({ confirm: 2 }, steps) });
  play(world, 'xxx', 2 * second);
  play(world, runs);
  return world;
}

describe('the escalation', () => {
  it('reaches each person once a channel and step, with a key for each', () => {
    const world = down([{ afterMs: 0, recipients: [jo, joByHook, jo] }], 'x');
    expect(world.pages()).toMatchObject([jo, joByHook]);
    const [one, other] = world.pages();
    expect(one?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(one?.key).not.toBe(other?.key);
    expect(world.reasonOf('paged')).toBe(
      'Paged jo by mail, jo by hook. P1: Visitors cannot use the site. This was the last step.',
    );
  });

  it('may begin later than groupWait', () => {
    const world = down([{ afterMs: 5 * minute, recipients: [jo] }], 'xxxxx');
    expect(world.pages()).toEqual([]);
    play(world, 'x');
    expect(world.pages()).toHaveLength(1);
  });

  it('keeps the distance of its steps though the agent was stopped for hours', () => {
    const steps = [0, 15, 30].map((after) => ({ afterMs: after * minute, recipients: [jo, sam] }));
    const world = down(steps, '');
    const { policy } = world;
    const incident = world.incident();
    if (!incident) throw new Error('not open');
    const late = incident.openedAt + 3 * hour;
    const context = { policy, suppression: null, tracker: null };
    const first = planPages(incident, context, late);
    expect(first.step).toEqual({ kind: 'due', dueAt: late + 15 * minute });
    const second = planPages(first.incident, context, late + 15 * minute);
    expect(second.step).toEqual({ kind: 'due', dueAt: late + 30 * minute });
    expect(second.timeline).toMatchObject([
      {
        kind: 'escalated',
        reason: expect.stringContaining('Nobody has acknowledged it 3 h 15 min'),
      },
    ]);
  });

  it('that is empty pages nobody, and says so', () => {
    const world = down([], 'xxx');
    expect(world.kinds()).toEqual(['opened', 'page-planned', 'page-dropped']);
    expect(world.reasonOf('page-dropped')).toBe(
      'Config has no escalation, so there is nobody to page.',
    );
    expect(world.kept().step).toBeNull();
  });

  it('with a step for nobody goes on to the next', () => {
    const world = down(
      [
        { afterMs: 0, recipients: [] },
        { afterMs: minute, recipients: [sam] },
      ],
      'xxx',
    );
    expect(world.reasonOf('paged')).toMatch(/^The step names nobody\. .* follows in 1 min\.$/);
    expect(world.pages()).toMatchObject([{ person: 'sam', step: 1 }]);
  });
});

describe('a step that falls due while the last run passed', () => {
  const steps = [
    { afterMs: 0, recipients: [jo] },
    { afterMs: 4 * minute, recipients: [sam] },
  ];

  it('waits for the next one, be it a page or an escalation', () => {
    const world = down(steps, 'xxxx.');
    expect(world.pages()).toMatchObject([jo]);
    expect(world.reasonOf('page-planned')).toBe(
      'The last run passed: the page waits another 30 s for the next one.',
    );
    play(world, 'x');
    expect(world.pages()).toMatchObject([jo, sam]);
  });

  it('does not wait where no run follows', () => {
    const world = down(steps, 'xxxx');
    world.run(false);
    world.wait(5 * minute);
    expect(world.pages()).toMatchObject([jo, sam]);
  });

  it('does not wait for what is flapping', () => {
    const world = down([{ afterMs: 10 * minute, recipients: [jo] }], '.x.x.x.x.');
    expect(world.incident()?.flapping).toBe(true);
    play(world, 'x.', 30 * second);
    expect(world.pages()).toEqual([]);
    play(world, '.', 30 * second);
    expect(world.pages()).toMatchObject([jo]);
  });
});

describe('a step that falls due too late', () => {
  it.each(['acknowledge', 'resolve'] as const)('after %s pages nobody', (act) => {
    const world = down([{ afterMs: 0, recipients: [jo] }], '');
    world[act]('sam', 'restarted it');
    const incident = world.incident();
    if (!incident) throw new Error('not open');
    const context = { policy: world.policy, suppression: null, tracker: world.kept().tracker };
    expect(planPages(incident, context, world.now() + minute)).toEqual({
      incident,
      timeline: [],
      drafts: [],
      step: { kind: 'drop' },
    });
  });
});
