import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow, Silence } from '../../src/core/suppression.ts';
import { suppressionFor } from '../../src/incidents/suppression.ts';
import { hour } from './world.ts';

const uptime = { site: 'shop', check: 'uptime', timezone: 'Europe/London' };
const from = Date.parse('2026-11-23T02:00:00Z');

const silence: Silence = {
  id: 's1',
  site: 'shop',
  check: null,
  from,
  until: from + hour,
  by: 'jo',
  reason: 'deploy',
};
const window: MaintenanceWindow = {
  site: null,
  check: null,
  from,
  until: from + hour,
  reason: 'new switch',
};

const holds = (one: Partial<Silence>, at = from) =>
  suppressionFor(uptime, at, [{ ...silence, ...one }], []) !== null;

describe('a silence', () => {
  it('holds from its start until just before its end', () => {
    expect([from - 1, from, from + hour - 1, from + hour].map((at) => holds({}, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('holds for its site and its check, or for all', () => {
    expect(holds({ site: 'blog' })).toBe(false);
    expect(holds({ site: null })).toBe(true);
    expect(holds({ check: 'dns' })).toBe(false);
    expect(holds({ check: 'uptime' })).toBe(true);
  });

  it('says who, until when, and why', () => {
    expect(suppressionFor(uptime, from, [silence], [])).toEqual({
      kind: 'silence',
      reason: 'Silenced by jo until Mon 23 Nov 03:00 (Europe/London): deploy.',
      until: from + hour,
    });
  });
});

describe('several reasons', () => {
  it('count as the one that lasts longest; maintenance before a silence as long', () => {
    const longer = { ...silence, until: from + 2 * hour };
    const of = (silences: readonly Silence[]) => suppressionFor(uptime, from, silences, [window]);
    expect(of([silence])).toMatchObject({
      kind: 'maintenance',
      reason: 'Maintenance until Mon 23 Nov 03:00 (Europe/London): new switch.',
    });
    expect(of([silence, longer])).toMatchObject({ kind: 'silence', until: longer.until });
  });

  it('hold exactly while any of them does', () => {
    const span = fc.tuple(fc.nat(50), fc.nat(50)).map(([start, length]) => ({
      ...silence,
      from: start,
      until: start + length,
    }));
    fc.assert(
      fc.property(fc.array(span), fc.nat(100), (silences, at) => {
        const found = suppressionFor(uptime, at, silences, []);
        const any = silences.filter((each) => each.from <= at && at < each.until);
        expect(found?.until ?? null).toBe(
          any.length === 0 ? null : Math.max(...any.map(({ until }) => until)),
        );
      }),
    );
  });
});
