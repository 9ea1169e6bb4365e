import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/result.ts';
import type { WatchedSite } from '../../src/engine/schedule.ts';
import { Worker, type WorkerPorts } from '../../src/engine/worker.ts';
import { result } from '../support/check-runs.ts';
import { FastClock } from '../support/fast-clock.ts';
import { watched } from '../support/watched.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const start = '2026-11-23T12:00:00Z';

interface Visit {
  readonly at: number;
  readonly site: string;
  readonly checks: readonly string[];
}

/** A worker on a fast clock, and what it did. Visits end at once unless `visit` says otherwise. */
function workerFor(sites: readonly WatchedSite[], ports: Partial<WorkerPorts> = {}) {
  const clock = new FastClock(start);
  const visits: Visit[] = [];
  const results: CheckResult[] = [];
  const faults: string[] = [];
  const overlaps: string[] = [];
  const worker = new Worker(sites, {
    clock,
    timer: clock.timer,
    lastRun: () => null,
    onResult: (_site, one) => {
      results.push(one);
    },
    onFault: (site, checks, error) => {
      faults.push(`${site.id} ${checks.join('+')}: ${(error as Error).message}`);
    },
    onOverlap: (site, check) => {
      overlaps.push(`${site.id} ${check}`);
    },
    ...ports,
    visit: async (site, planned, options) => {
      const checks = planned.map(({ check }) => check.meta.id);
      visits.push({ at: clock.now(), site: site.id, checks });
      if (ports.visit) return ports.visit(site, planned, options);
      for (const check of checks) options.onResult(result({ check }));
    },
  });
  worker.start();
  return { worker, clock, visits, results, faults, overlaps };
}

function street(count: number, schedule: string): readonly WatchedSite[] {
  return Array.from({ length: count }, (_, index) => watched(`site-${index}`, { ping: schedule }));
}

/** How many visits the busiest second saw. */
function busiestSecond(visits: readonly Visit[]): number {
  const groups = Map.groupBy(visits, ({ at }) => Math.floor(at / second));
  return Math.max(0, ...[...groups.values()].map(({ length }) => length));
}

describe('a worker', () => {
  it('runs every check once an interval, at a phase that stays', async () => {
    const { clock, visits } = workerFor(street(3, '60s'));
    await clock.pass(hour);
    for (const site of ['site-0', 'site-1', 'site-2']) {
      const times = visits.filter((visit) => visit.site === site).map(({ at }) => at % minute);
      expect(times).toHaveLength(60);
      expect(new Set(times).size).toBe(1);
    }
  });

  it('checks each of 1,000 sites within one interval of its start, at the phase of before', async () => {
    const [first, second] = [workerFor(street(1000, '60s')), workerFor(street(1000, '60s'))];
    await first.clock.pass(minute);
    second.clock.set(3 * hour + 17);
    await second.clock.pass(2 * minute);
    const phases = (visits: readonly Visit[]) =>
      new Map(visits.map(({ site, at }) => [site, at % minute]));
    expect(first.visits).toHaveLength(1000);
    expect(phases(second.visits)).toEqual(phases(first.visits));
    expect(busiestSecond(first.visits)).toBeLessThan(40);
  });

  it('makes one visit of what is due together at one site in one lane', async () => {
    const schedules = { ping: '0 13 * * *', dns: '0 13 * * *', axe: '0 13 * * *' };
    const sites = ['acme', 'shop'].map((id) =>
      watched(id, schedules, { lanes: { axe: 'browser' } }),
    );
    const { clock, visits } = workerFor(sites);
    await clock.pass(2 * hour);
    expect(visits.map(({ site, checks }) => `${site} ${checks.join('+')}`)).toEqual([
      'acme ping+dns',
      'acme axe',
      'shop ping+dns',
      'shop axe',
    ]);
  });

  it('follows the wall clock of the site', async () => {
    const london = watched('acme', { ping: '30 1 * * *' }, { timezone: 'Europe/London' });
    const { clock, visits } = workerFor([london]);
    clock.set(Date.UTC(2027, 2, 27, 12) - clock.now());
    visits.length = 0;
    await clock.pass(48 * hour);
    const times = visits.map(({ at }) => new Date(at).toISOString());
    expect(times.slice(-2)).toEqual(['2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z']);
  });

  it('waits for schedules beyond the reach of a timer', async () => {
    const { clock, visits } = workerFor([watched('acme', { ping: '0 0 1 2 *' })]);
    await clock.pass(90 * 24 * hour);
    expect(visits.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2027-02-01T00:00:00.000Z',
    ]);
    expect(clock.longestTimer).toBeLessThan(2 ** 31);
  });

  it('does nothing before it is started, and nothing where there is no site', async () => {
    const { clock, visits, worker } = workerFor([]);
    await clock.pass(hour);
    worker.start();
    await clock.pass(hour);
    expect(visits).toEqual([]);
    expect(clock.longestTimer).toBe(0);
  });
});

describe('a check that takes long', () => {
  it('never overlaps itself, and says so', async () => {
    const ends: (() => void)[] = [];
    const { clock, visits, overlaps } = workerFor([watched('acme', { ping: '60s' })], {
      visit: () => new Promise<void>((resolve) => ends.push(resolve)),
    });
    await clock.pass(3 * minute);
    expect(visits).toHaveLength(1);
    expect(overlaps).toEqual(['acme ping', 'acme ping']);
    ends[0]?.();
    await clock.pass(minute);
    expect(visits).toHaveLength(2);
  });

  it('holds up neither its neighbours of the same visit nor other sites', async () => {
    const sites = [
      watched('acme', { ping: '0 * * * * *', crawl: '0 * * * * *' }),
      watched('shop', { ping: '0 * * * * *' }),
    ];
    const { clock, visits } = workerFor(sites, {
      visit: (_site, planned, { onResult }) => {
        const ids = planned.map(({ check }) => check.meta.id);
        if (ids.includes('ping')) onResult(result({ check: 'ping' }));
        return ids.includes('crawl') ? new Promise(() => {}) : Promise.resolve();
      },
    });
    await clock.pass(2.5 * minute);
    expect(visits.filter(({ checks }) => checks.includes('ping'))).toHaveLength(6);
    expect(visits.filter(({ checks }) => checks.includes('crawl'))).toHaveLength(1);
  });

  it('still runs for itself alone when the visit that it shared has ended', async () => {
    const ends: (() => void)[] = [];
    const { clock, visits } = workerFor([watched('acme', { a: '0 * * * * *', b: '0 * * * * *' })], {
      visit: (_site, _planned, { onResult }) => {
        if (ends.length === 0) onResult(result({ check: 'a' }));
        return new Promise<void>((resolve) => ends.push(resolve));
      },
    });
    // The first visit frees `a`, which the second then runs: the end of the first must not free it again.
    await clock.pass(2.5 * minute);
    ends[0]?.();
    await clock.pass(minute);
    expect(visits.map(({ checks }) => checks.join('+'))).toEqual(['a+b', 'a', 'b']);
  });

  it('is not run again before its result is kept', async () => {
    const kept: (() => void)[] = [];
    const { clock, visits } = workerFor([watched('acme', { ping: '60s' })], {
      onResult: () => new Promise<void>((resolve) => kept.push(resolve)),
    });
    await clock.pass(3 * minute);
    expect(visits).toHaveLength(1);
    kept[0]?.();
    await clock.pass(minute);
    expect(visits).toHaveLength(2);
  });
});

describe('a visit that goes wrong', () => {
  it('hurts only itself, and only once', async () => {
    let broken = 0;
    const { clock, visits, faults } = workerFor(street(3, '60s'), {
      visit: async ({ id }) => {
        if (id === 'site-1' && broken++ === 0) throw new Error('cable cut');
      },
    });
    await clock.pass(3 * minute);
    expect(faults).toEqual(['site-1 ping: cable cut']);
    expect(visits).toHaveLength(9);
  });

  it('does so as well where its result cannot be kept', async () => {
    const { clock, results, faults } = workerFor(street(2, '60s'), {
      onResult: async ({ id }, one) => {
        if (id === 'site-1') throw new Error('disk full');
        results.push(one);
      },
    });
    await clock.pass(2 * minute);
    expect(faults).toEqual(['site-1 ping: disk full', 'site-1 ping: disk full']);
  });
});

describe('time that was lost', () => {
  it('to a blocked loop is made up for at once', async () => {
    const { clock, visits } = workerFor(street(10, '60s'));
    await clock.pass(minute);
    visits.length = 0;
    clock.block(20 * second);
    await clock.pass(40 * second);
    expect(visits).toHaveLength(10);
  });

  it('to three hours of sleep is caught up once, without a storm', async () => {
    const { clock, visits } = workerFor([...street(500, '60s'), ...street(500, '6h')]);
    await clock.pass(minute);
    visits.length = 0;
    clock.set(3 * hour);
    await clock.pass(2 * minute);
    const perMinute = visits.filter(({ site }) => site === 'site-7');
    expect(perMinute.length).toBeGreaterThanOrEqual(1);
    expect(perMinute.length).toBeLessThanOrEqual(3);
    expect(busiestSecond(visits)).toBeLessThan(60);
  });

  it('over a fixed time is caught up once within two minutes', async () => {
    const { clock, visits } = workerFor([watched('acme', { ping: '0 13 * * *' })]);
    await clock.pass(10 * minute);
    clock.set(3 * hour);
    await clock.pass(2 * minute);
    expect(visits).toHaveLength(1);
    await clock.pass(23 * hour);
    expect(visits).toHaveLength(2);
    expect(new Date(visits[1]?.at ?? 0).toISOString()).toBe('2026-11-24T13:00:00.000Z');
  });

  it('to a restart is caught up as well', async () => {
    const yesterday = Date.UTC(2026, 10, 22, 3);
    const { clock, visits } = workerFor([watched('acme', { ping: '0 3 * * *' })], {
      lastRun: () => yesterday,
    });
    await clock.pass(minute);
    expect(visits).toHaveLength(1);
  });

  it('because the clock was set back stops nothing', async () => {
    const { clock, visits } = workerFor(street(10, '60s'));
    await clock.pass(minute);
    visits.length = 0;
    clock.set(-5 * hour);
    await clock.pass(3 * minute);
    expect(new Set(visits.map(({ site }) => site)).size).toBe(10);
    expect(visits.length).toBeGreaterThanOrEqual(20);
  });
});

describe('sites that are replaced while it runs', () => {
  it('are watched from then on, and the others no more', async () => {
    const { clock, visits, worker } = workerFor([watched('acme', { ping: '60s' })]);
    await clock.pass(minute);
    visits.length = 0;
    worker.replaceSites([watched('shop', { ping: '60s' })]);
    await clock.pass(minute);
    expect(visits.map(({ site }) => site)).toEqual(['shop']);
  });

  it('never overlap what still runs', async () => {
    const { clock, visits, worker } = workerFor([watched('acme', { ping: '60s' })], {
      visit: () => new Promise(() => {}),
    });
    await clock.pass(minute);
    worker.replaceSites([watched('acme', { ping: '30s' })]);
    await clock.pass(2 * minute);
    expect(visits).toHaveLength(1);
  });

  it('keep their beat however often config is reloaded', async () => {
    const { clock, visits, worker } = workerFor([watched('acme', { ping: '6h' })]);
    for (let count = 0; count < 60; count += 1) {
      await clock.pass(30 * minute);
      worker.replaceSites([watched('acme', { ping: '6h' })]);
    }
    expect(visits.length).toBeGreaterThanOrEqual(5);
    expect(visits.length).toBeLessThanOrEqual(7);
  });
});

describe('a worker that is stopped', () => {
  const slow = (): Partial<WorkerPorts> & { readonly signals: AbortSignal[] } => {
    const signals: AbortSignal[] = [];
    return {
      signals,
      visit: (_site, [plan], { signal, onResult }) => {
        signals.push(signal);
        return new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            onResult(result({ check: plan?.check.meta.id ?? '', outcome: 'errored' }));
            resolve();
          });
        });
      },
    };
  };

  it('ends at once where nothing runs, and takes no new work', async () => {
    const { clock, visits, worker } = workerFor(street(5, '60s'));
    await clock.pass(minute);
    expect(await worker.stop()).toBe(0);
    visits.length = 0;
    worker.replaceSites(street(9, '60s'));
    worker.start();
    await clock.pass(hour);
    expect(visits).toEqual([]);
  });

  it('lets what runs end', async () => {
    const ends: (() => void)[] = [];
    const { clock, worker } = workerFor([watched('acme', { ping: '60s' })], {
      visit: () => new Promise<void>((resolve) => ends.push(resolve)),
    });
    await clock.pass(minute);
    const stopped = worker.stop();
    await clock.pass(5 * second);
    ends[0]?.();
    expect(await stopped).toBe(0);
  });

  it('cuts off after 7.5 s what does not end, and drops what comes of it', async () => {
    const ports = slow();
    const { clock, worker, results } = workerFor(street(2, '60s'), ports);
    await clock.pass(minute);
    const stopped = worker.stop();
    await clock.pass(7 * second);
    expect(ports.signals.every(({ aborted }) => !aborted)).toBe(true);
    await clock.pass(second);
    expect(await stopped).toBe(2);
    expect(ports.signals.every(({ aborted }) => aborted)).toBe(true);
    expect(results).toEqual([]);
  });

  it('leaves behind after 8 s what does not even heed that', async () => {
    const { clock, worker } = workerFor([watched('acme', { ping: '60s' })], {
      visit: () => new Promise(() => {}),
    });
    await clock.pass(minute);
    const [stopped, again] = [worker.stop(), worker.stop()];
    await clock.pass(8 * second);
    expect(await Promise.all([stopped, again])).toEqual([1, 1]);
  });
});

describe('a check that is hastened', () => {
  it('runs at that instant, and then by its schedule as before', async () => {
    const { worker, clock, visits } = workerFor([watched('shop', { ping: '60s' })]);
    await clock.pass(2 * minute);
    const regular = visits.at(-1)?.at ?? 0;
    worker.hasten('shop', 'ping', clock.now() + 1500);
    const before = visits.length;
    await clock.pass(1500);
    expect(visits).toHaveLength(before + 1);
    await clock.pass(minute);
    const next = visits.at(-1)?.at ?? 0;
    expect((next - regular) % minute).toBe(0);
  });

  it('is not put off by it', async () => {
    const { worker, clock } = workerFor([watched('shop', { ping: '60s' })]);
    await clock.pass(minute);
    const due = worker.nextDueAt;
    worker.hasten('shop', 'ping', clock.now() + hour);
    expect(worker.nextDueAt).toBe(due);
  });

  it('and is not watched is passed over', async () => {
    const { worker, clock, visits } = workerFor([watched('shop', { ping: '60s' })]);
    await clock.pass(minute);
    const before = visits.length;
    worker.hasten('blog', 'ping', clock.now());
    await clock.pass(second);
    expect(visits.length - before).toBeLessThanOrEqual(1);
  });
});
