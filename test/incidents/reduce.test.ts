import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machine } from '../../src/core/incident.ts';
import { policyFor } from '../../src/incidents/policy.ts';
import {
  escalation,
  fault,
  type Kept,
  minute,
  play,
  second,
  type World,
  worldAt,
} from './world.ts';

/** Anything that can happen to a trouble. */
type Event =
  | { readonly kind: 'run'; readonly failing: boolean | null; readonly grave: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'silence'; readonly ms: number }
  | { readonly kind: 'end-silences' | 'acknowledge' | 'resolve' | 'note' };

const run = fc.record({
  kind: fc.constant('run' as const),
  failing: fc.constantFrom(true, true, true, false, false, null),
  grave: fc.boolean(),
});
const wait = fc.record({
  kind: fc.constant('wait' as const),
  ms: fc.constantFrom(0, 2 * second, 20 * second, minute, 7 * minute, 20 * minute),
});
const rare: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('silence' as const),
    ms: fc.constantFrom(second, minute, 10 * minute),
  }),
  fc.record({ kind: fc.constantFrom('end-silences', 'acknowledge', 'resolve', 'note') }),
);
const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof({ arbitrary: run, weight: 6 }, { arbitrary: wait, weight: 4 }, rare),
  { maxLength: 120, size: 'max' },
);

const start = '2026-11-23T02:00:00Z';
const lesser = fault({ severity: 'serious', priority: 'P2', priorityReason: 'It is slow.' });

function apply(world: World, event: Event): void {
  if (event.kind === 'run') world.run(event.failing, event.grave ? fault() : lesser);
  if (event.kind === 'wait') world.wait(event.ms);
  if (event.kind === 'silence') world.silence(event.ms);
  if (event.kind === 'end-silences') world.endSilences();
  if (event.kind === 'acknowledge') world.acknowledge('jo');
  if (event.kind === 'resolve') world.resolve('sam', 'restarted it');
  if (event.kind === 'note') world.note('sam', 'looking at the logs');
}

/** Plays the events in a fresh world and looks at it after each. */
function always(holds: (world: World, before: Kept, event: Event) => void): void {
  fc.assert(
    fc.property(events, fc.constantFrom(0, 1, 2), (all, confirm) => {
      const world = worldAt(start, { policy: policyFor({ confirm }, escalation) });
      for (const event of all) {
        const before = world.kept();
        apply(world, event);
        holds(world, before, event);
      }
    }),
  );
}

describe('whatever happens to a trouble', () => {
  it('never has two unresolved incidents', () => {
    always((world) => {
      const unresolved = Object.values(world.kept().incidents).filter(
        ({ state }) => state !== 'resolved',
      );
      expect(unresolved.length).toBeLessThanOrEqual(1);
      expect(world.kept().tracker.incident ?? null).toBe(world.incident()?.id ?? null);
    });
  });

  it('has a reason and an author for every transition', () => {
    always((world, before) => {
      const added = world.kept().timeline.slice(before.timeline.length);
      for (const { reason, by } of added) {
        expect(reason.length).toBeGreaterThan(5);
        expect([machine, 'jo', 'sam']).toContain(by);
      }
      const changed = Object.values(world.kept().incidents).filter(
        (incident) => before.incidents[incident.id] !== incident,
      );
      for (const { id } of changed) {
        expect(added.map(({ incident }) => incident)).toContain(id);
      }
    });
  });

  it('counts as many openings as the timeline tells', () => {
    always((world) => {
      for (const { id, openings, state } of Object.values(world.kept().incidents)) {
        const kinds = world
          .kept()
          .timeline.filter(({ incident }) => incident === id)
          .map(({ kind }) => kind);
        const opened = kinds.filter((kind) => kind === 'opened' || kind === 'reopened').length;
        const resolved = kinds.filter((kind) => kind === 'resolved').length;
        expect(openings).toBe(opened);
        expect(resolved).toBe(state === 'resolved' ? opened : opened - 1);
      }
    });
  });

  it('has the next step due as long as somebody is left to page, and never else', () => {
    always((world) => {
      const incident = world.incident();
      const left =
        incident?.state === 'open' && incident.stepsTaken < world.policy.escalation.length;
      expect(world.kept().step?.incident ?? null).toBe(left ? incident.id : null);
    });
  });

  it('pages only while it is open, and never twice with one key', () => {
    always((world, before, event) => {
      const { outbox } = world.kept();
      expect(new Set(outbox.map(({ key }) => key)).size).toBe(outbox.length);
      const added = outbox.slice(before.outbox.length);
      if (added.some(({ kind }) => kind === 'page')) {
        expect(event.kind).toBe('wait');
        expect(world.incident()).toMatchObject({ state: 'open', pagedAt: expect.any(Number) });
      }
      if (added.some(({ kind }) => kind === 'resolved')) {
        expect(world.incident()?.state).toBe('resolved');
      }
    });
  });

  it('is left alone by a run that is errored', () => {
    always((world, before, event) => {
      if (event.kind !== 'run' || event.failing !== null) return;
      const { timeline, incidents, outbox, step } = world.kept();
      expect({ timeline, incidents, outbox, step }).toEqual({
        timeline: before.timeline,
        incidents: before.incidents,
        outbox: before.outbox,
        step: before.step,
      });
    });
  });

  it('lowers no priority before it is over', () => {
    always((world, before) => {
      const incident = world.incident();
      const earlier = before.incidents[incident?.id ?? ''];
      if (!incident || !earlier || earlier.openings !== incident.openings) return;
      expect(incident.priority <= earlier.priority).toBe(true);
    });
  });

  it('is remembered in 2 KiB', () => {
    always((world) => {
      expect(JSON.stringify(world.kept().tracker).length).toBeLessThan(2048);
    });
  });

  it('comes out the same when it is replayed, and when the agent restarts in between', () => {
    fc.assert(
      fc.property(events, fc.array(fc.nat(119), { maxLength: 5 }), (all, restarts) => {
        const once = worldAt(start);
        const again = worldAt(start);
        all.forEach((event, index) => {
          apply(once, event);
          if (restarts.includes(index)) again.restart();
          apply(again, event);
        });
        expect(again.kept()).toEqual(once.kept());
      }),
    );
  });
});

describe('any number of flaps', () => {
  it('that come back within the window gives one incident', () => {
    const down = fc.integer({ min: 3, max: 8 });
    const up = fc.integer({ min: 1, max: 14 });
    const flaps = fc.array(fc.tuple(down, up), { minLength: 1, maxLength: 100, size: 'max' });
    fc.assert(
      fc.property(flaps, (phases) => {
        const world = worldAt(start);
        for (const [failing, passing] of phases) {
          play(world, 'x'.repeat(failing) + '.'.repeat(passing));
        }
        expect(Object.keys(world.kept().incidents)).toHaveLength(1);
      }),
    );
  });
});

describe('a clock that is put back', () => {
  it.each([
    ['an hour', 60 * minute],
    ['to 1970', Date.parse(start)],
  ])(
    'by %s makes no second incident, and does not keep a flapping one open for ever',
    (_, back) => {
      const world = worldAt(start);
      for (const failing of [true, true, true, false, true, false, true]) {
        world.run(failing);
        world.wait(minute);
      }
      expect(world.incident()?.flapping).toBe(true);
      world.wait(-back);
      for (let index = 0; index < 20; index++) {
        world.run(false);
        world.wait(minute);
      }
      expect(Object.values(world.kept().incidents)).toMatchObject([{ state: 'resolved' }]);
    },
  );
});

describe('a fault that gets worse', () => {
  it('raises the priority, with the reason, and keeps it when it gets better', () => {
    const world = worldAt(start);
    for (const what of [lesser, lesser, lesser, fault(), lesser]) {
      world.run(true, what);
      world.wait(second);
    }
    expect(world.incident()).toMatchObject({ priority: 'P1', severity: 'critical' });
    expect(world.reasonOf('priority-set')).toBe('P1 instead of P2. Visitors cannot use the site.');
    expect(world.kinds().filter((kind) => kind === 'priority-set')).toHaveLength(1);
  });
});
