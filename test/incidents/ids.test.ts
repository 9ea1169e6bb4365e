import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentIds } from '../../src/incidents/ids.ts';

const start = Date.parse('2026-11-23T02:00:00Z');

describe('an incident id', () => {
  it('can be said on the phone: few digits, and none that sound or look like another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2059, 0) }), (now) => {
        const ids = incidentIds({ now: () => now }, () => false);
        expect(ids.next()).toMatch(/^I-[0-9A-HJKMNP-TV-Z]{6}$/);
      }),
    );
  });

  it('is never given twice, whatever the clock does and however often the agent starts', () => {
    const moments = fc.array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.boolean()), {
      maxLength: 60,
      size: 'max',
    });
    fc.assert(
      fc.property(moments, (all) => {
        let now = start;
        const stored = new Set<string>();
        const clock = { now: () => now };
        const begin = () => incidentIds(clock, (id) => stored.has(id));
        let ids = begin();
        for (const [jump, restart] of all) {
          now += jump;
          if (restart) ids = begin();
          const id = ids.next();
          expect(stored).not.toContain(id);
          stored.add(id);
        }
      }),
    );
  });

  it('counts on within one second, also before anything is stored', () => {
    const ids = incidentIds({ now: () => start }, () => false);
    const base = ids.next();
    expect([ids.next(), ids.next()]).toEqual([`${base}-2`, `${base}-3`]);
  });

  it('comes later in the alphabet when it is opened later', () => {
    const at = (now: number) => incidentIds({ now: () => now }, () => false).next();
    expect([at(start + 60_000), at(start)].sort()).toEqual([at(start), at(start + 60_000)]);
  });
});
