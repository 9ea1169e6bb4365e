import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseOf } from '../../../src/core/schedule/spread.ts';

describe('the phase of a check', () => {
  it('lies within its period', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.integer({ min: 1, max: 1e12 }),
        (site, check, ms) => {
          const phase = phaseOf(site, check, ms);
          expect(Number.isInteger(phase) && phase >= 0 && phase < ms).toBe(true);
        },
      ),
    );
  });

  it('is the same after a restart, and another for another check', () => {
    expect(phaseOf('acme', 'uptime', 60_000)).toBe(phaseOf('acme', 'uptime', 60_000));
    expect(phaseOf('acme', 'uptime', 60_000)).not.toBe(phaseOf('acme', 'tls-certificate', 60_000));
  });

  it('spreads 1,000 sites over a minute', () => {
    const phases = Array.from({ length: 1000 }, (_, index) =>
      phaseOf(`site-${index}`, 'uptime', 60_000),
    );
    const perSecond = Map.groupBy(phases, (phase) => Math.floor(phase / 1000));
    expect(perSecond.size).toBe(60);
    expect(Math.max(...[...perSecond.values()].map(({ length }) => length))).toBeLessThan(40);
  });
});
