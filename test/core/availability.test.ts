import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availabilityOf, hourMs, spans } from '../../src/core/availability.ts';
import type { Outcome } from '../../src/core/result.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 23, 12);
const heard = (outcome: Outcome, at = noon) => ({ at, outcome, intervalMs: minute });

describe('what a result says about the time after it', () => {
  it('speaks until the next one', () => {
    const range = { from: noon, until: noon + minute };
    expect(spans(heard('passed'), range)).toEqual([
      { hour: noon, upMs: minute, downMs: 0, unknownMs: 0, maintenanceMs: 0 },
    ]);
    expect(spans(heard('failed'), range)).toMatchObject([{ upMs: 0, downMs: minute }]);
  });

  it('speaks for two intervals at most; the rest is unknown', () => {
    expect(spans(heard('passed'), { from: noon, until: noon + 10 * minute })).toEqual([
      { hour: noon, upMs: 2 * minute, downMs: 0, unknownMs: 8 * minute, maintenanceMs: 0 },
    ]);
  });

  it.each(['errored', 'incomplete', 'inapplicable'] as const)(
    'says neither up nor down where the run %s',
    (outcome) => {
      const [hour] = spans(heard(outcome), { from: noon, until: noon + minute });
      expect(hour).toMatchObject({ upMs: 0, downMs: 0, unknownMs: minute });
    },
  );

  it('is divided where an hour ends', () => {
    const at = noon - minute / 2;
    expect(spans(heard('passed', at), { from: at, until: at + minute })).toMatchObject([
      { hour: noon - hourMs, upMs: minute / 2 },
      { hour: noon, upMs: minute / 2 },
    ]);
  });

  it('gives way to maintenance, and overlapping windows count once', () => {
    const windows = [
      { from: noon + 10_000, until: noon + 30_000 },
      { from: noon + 20_000, until: noon + 40_000 },
      { from: noon - hourMs, until: noon - minute },
    ];
    expect(spans(heard('failed'), { from: noon, until: noon + minute }, windows)).toEqual([
      { hour: noon, upMs: 0, downMs: 30_000, unknownMs: 0, maintenanceMs: 30_000 },
    ]);
  });

  it('says nothing about a time that went backwards', () => {
    expect(spans(heard('passed'), { from: noon, until: noon - hourMs })).toEqual([]);
  });

  it('costs two hours, not 87,660, where the clock jumped ten years ahead', () => {
    const years = { from: noon, until: noon + 10 * 365.25 * 24 * hourMs };
    expect(spans(heard('passed'), years)).toHaveLength(2);
  });

  it('agrees with a second-by-second count, for any maintenance', () => {
    const second = fc.integer({ min: -4000, max: 12_000 }).map((offset) => noon + offset * 1000);
    const window = fc.tuple(second, second).map(([from, until]) => ({ from, until }));
    const outcome = fc.constantFrom<Outcome>('passed', 'failed', 'errored');
    fc.assert(
      fc.property(
        fc.record({
          heard: fc.record({
            at: second,
            outcome,
            intervalMs: fc.integer({ min: 1, max: 4000 }).map((seconds) => seconds * 1000),
          }),
          range: window,
          windows: fc.array(window, { maxLength: 3 }),
        }),
        ({ heard: said, range, windows }) => {
          const slow = { upMs: 0, downMs: 0, maintenanceMs: 0 };
          for (let at = range.from; at < range.until; at += 1000) {
            const spoken = at >= said.at && at < said.at + 2 * said.intervalMs;
            if (windows.some(({ from, until }) => at >= from && at < until)) {
              slow.maintenanceMs += 1000;
            } else if (spoken && said.outcome === 'passed') slow.upMs += 1000;
            else if (spoken && said.outcome === 'failed') slow.downMs += 1000;
          }
          const hours = spans(said, range, windows);
          const figure = availabilityOf(range, hours);
          expect({
            upMs: figure.up,
            downMs: figure.down,
            maintenanceMs: figure.maintenance,
          }).toEqual(slow);
          for (const hour of hours) {
            const whole = hour.upMs + hour.downMs + hour.unknownMs + hour.maintenanceMs;
            expect(whole).toBeLessThanOrEqual(hourMs);
            expect(hour.hour % hourMs).toBe(0);
          }
        },
      ),
    );
  });
});

describe('the availability of a stretch', () => {
  const range = { from: noon, until: noon + hourMs };

  it('is up / (up + down), beside the share that is unknown', () => {
    const known = { upMs: 27 * minute, downMs: 3 * minute, maintenanceMs: 15 * minute };
    expect(availabilityOf(range, [known])).toMatchObject({
      ratio: 0.9,
      unknown: 15 * minute,
      unknownShare: 0.25,
    });
  });

  it('is not known where nothing is: never 100 %', () => {
    expect(availabilityOf(range, [])).toMatchObject({ ratio: null, unknownShare: 1 });
    const empty = { from: noon, until: noon };
    expect(availabilityOf(empty, [])).toMatchObject({ ratio: null, unknownShare: 1 });
  });
});
