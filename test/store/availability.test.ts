import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs } from '../../src/core/availability.ts';
import type { Outcome } from '../../src/core/result.ts';
import { agentStore, clockAt, noon, storeFile } from './support/temp-store.ts';
import { record } from './support/values.ts';

const minute = 60_000;
const day = 24 * hourMs;

describe('availability', () => {
  it('comes with its unknown share: an hour with half an hour of silence', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + hourMs));
    const minutes = Array.from({ length: 29 }, (_, index) => noon + index * minute);
    const results = minutes.map((at, index) => record(at, index < 3 ? 'failed' : 'passed'));
    await store.commit({ results }, 'batched');
    const figure = await store.availability('acme', 'uptime', { from: noon, until: noon + hourMs });
    expect(figure).toEqual({
      range: { from: noon, until: noon + hourMs },
      up: 27 * minute,
      down: 3 * minute,
      maintenance: 0,
      unknown: 30 * minute,
      ratio: 0.9,
      unknownShare: 0.5,
    });
  });

  it('of a check that never ran is not known', async () => {
    const { store } = agentStore();
    const range = { from: noon - hourMs, until: noon };
    const figure = await store.availability('acme', 'uptime', range);
    expect(figure).toMatchObject({ ratio: null, unknownShare: 1 });
    expect(await store.availabilities('uptime', range)).toEqual([]);
  });

  it('of every site is answered at once', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + 2 * minute));
    const down = { ...record(noon, 'failed'), site: 'bistro' };
    await store.commit({ results: [record(noon), down] }, 'batched');
    const figures = await store.availabilities('uptime', { from: noon, until: noon + hourMs });
    expect(figures.map(({ site, up, down }) => [site, up, down])).toEqual([
      ['acme', 2 * minute, 0],
      ['bistro', 0, 2 * minute],
    ]);
  });

  it('leaves out planned work', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + 2 * minute));
    const maintenance = [{ from: noon, until: noon + minute }];
    const results = [
      record(noon, 'failed'),
      record(noon + minute, 'failed', { maintenance }),
      record(noon + 2 * minute),
    ];
    await store.commit({ results }, 'batched');
    const range = { from: noon, until: noon + 2 * minute };
    const figure = await store.availability('acme', 'uptime', range);
    expect(figure).toMatchObject({ maintenance: minute, down: minute, up: 0 });
  });

  it('shows a stop of three hours as unknown, never as up', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + 3 * hourMs));
    await store.commit({ results: [record(noon), record(noon + 3 * hourMs)] }, 'batched');
    const range = { from: noon, until: noon + 3 * hourMs };
    const { up, unknown } = await store.availability('acme', 'uptime', range);
    expect([up, unknown]).toEqual([2 * minute, 3 * hourMs - 2 * minute]);
  });

  it('counts no moment twice where the clock goes back an hour', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + 2 * hourMs));
    const times = [...minutesFrom(noon, 120), ...minutesFrom(noon + hourMs, 61)];
    await store.commit({ results: times.map((at) => record(at)) }, 'batched');
    const range = { from: noon, until: noon + 2 * hourMs };
    const figure = await store.availability('acme', 'uptime', range);
    expect(figure).toMatchObject({ up: 2 * hourMs, unknown: 0 });
  });

  it('goes on at once where the clock was ten years ahead for a while', async () => {
    const { store } = agentStore(storeFile(), clockAt(noon + hourMs));
    const ahead = noon + 3650 * day;
    const times = [
      ...minutesFrom(noon, 10),
      ahead,
      ahead + minute,
      ...minutesFrom(noon + 600_000, 50),
    ];
    await store.commit({ results: times.map((at) => record(at)) }, 'batched');
    const { up } = await store.availability('acme', 'uptime', { from: noon, until: noon + hourMs });
    expect(up).toBeGreaterThan(58 * minute);
    // The last result before the jump and the first one after it both speak for a minute of it.
    expect(up).toBeLessThanOrEqual(hourMs + minute);
  });

  it('agrees with a slow count over the runs, for any stretch of whole hours', async () => {
    const now = noon + 4 * day;
    const outcome = fc.constantFrom<Outcome>('passed', 'failed', 'errored');
    const run = fc.record({ gap: fc.integer({ min: 1, max: 9000 }), outcome });
    const hour = fc.integer({ min: -2, max: 100 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { minLength: 1, maxLength: 60 }),
        fc.tuple(hour, hour),
        async (gaps, [a, b]) => {
          const range = {
            from: noon + Math.min(a, b) * hourMs,
            until: noon + Math.max(a, b) * hourMs,
          };
          let at = noon;
          const runs = gaps.map((one) => {
            at += one.gap * 1000;
            return { at, outcome: one.outcome };
          });
          const intervalMs = 30 * minute;
          const { store, stop } = agentStore(storeFile(), clockAt(now));
          const results = runs.map((one) => record(one.at, one.outcome, { intervalMs }));
          await store.commit({ results }, 'batched');
          const figure = await store.availability('acme', 'uptime', range);
          await stop();
          const end = Math.min(range.until, now);
          const slow = { up: 0, down: 0 };
          for (const [index, one] of runs.entries()) {
            const next = runs[index + 1]?.at ?? Number.POSITIVE_INFINITY;
            const until = Math.min(next, one.at + 2 * intervalMs, end);
            const ms = Math.max(0, until - Math.max(one.at, range.from));
            if (one.outcome === 'passed') slow.up += ms;
            if (one.outcome === 'failed') slow.down += ms;
          }
          expect({ up: figure.up, down: figure.down }).toEqual(slow);
        },
      ),
      { numRuns: Math.ceil(Number(process.env.CARETAKER_PROPERTY_RUNS ?? 100) / 4) },
    );
  });
});

function minutesFrom(start: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => start + index * minute);
}
