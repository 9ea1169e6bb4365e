import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { config, hour, minute, second, shop, startPractice } from '../stories/support/practice.ts';

describe('an agent that is stopped', () => {
  it('has kept every result, and does nothing any more', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    await practice.clock.pass(10 * minute + 300);
    await practice.end();
    const { length } = practice.runs;
    expect(length).toBeGreaterThanOrEqual(10);
    const kept = await practice.beside((store) =>
      store.results.runs('shop', 'uptime', { from: 0, until: practice.clock.now() + hour }),
    );
    expect(kept).toHaveLength(length);
    await practice.clock.pass(hour);
    expect(practice.runs).toHaveLength(length);
    expect(practice.faults).toEqual([]);
  });

  it('while a mail server does not answer ends within 8 s; the next one sends the page', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    practice.mailServer('silence');
    practice.site('failed');
    await practice.clock.pass(2 * minute);
    let ended = false;
    const ending = practice.end().then(() => {
      ended = true;
    });
    await practice.clock.pass(8 * second);
    expect(ended).toBe(true);
    await ending;
    practice.mailServer({ outcome: 'sent', providerId: null });
    await practice.begin();
    await practice.clock.pass(minute);
    expect(practice.pages()).toHaveLength(1);
  });
});

describe('an agent whose store was damaged', () => {
  it('says so once: somebody has to compare', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    await practice.end();
    writeFileSync(practice.file, 'This is no database. '.repeat(1000));
    await practice.begin();
    await practice.clock.pass(minute);
    expect(practice.told()).toHaveLength(1);
    expect(practice.told()[0]).toContain('The store was damaged and has been replaced');
    await practice.end();
    await practice.begin();
    await practice.clock.pass(minute);
    expect(practice.told()).toHaveLength(1);
  });
});

describe('the status of an agent', () => {
  it('counts runs and open incidents, and knows when it looked last', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z', {
      sites: [shop('shop'), shop('other')],
    });
    practice.site('failed');
    await practice.clock.pass(10 * minute);
    const status = practice.status();
    expect(status).toMatchObject({
      sites: 2,
      storeFault: null,
      configFault: null,
      openIncidents: { P1: 1, P2: 0, P3: 0, P4: 0 },
      outbox: { waiting: 0, oldestMs: 0 },
    });
    const { passed = 0, failed = 0 } = status?.runs ?? {};
    expect(passed + failed).toBe(practice.runs.length);
    expect([...(status?.lastRuns ?? [])].map(({ site, outcome }) => `${site} ${outcome}`)).toEqual(
      expect.arrayContaining(['shop failed', 'other passed']),
    );
    expect(practice.clock.now() - (status?.lastTickAt ?? 0)).toBeLessThanOrEqual(minute);
  });

  it('shows what is wrong with the config on disk, while the last good one is in force', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    await practice.clock.pass(minute);
    practice.blameConfig('sites/shop.yaml:3:7: no such check');
    expect(practice.status()?.configFault).toBe('sites/shop.yaml:3:7: no such check');
    practice.runs.length = 0;
    await practice.clock.pass(5 * minute);
    expect(practice.runs).toHaveLength(5);
  });

  it('forgets a site that config no longer has', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    await practice.clock.pass(2 * minute);
    practice.reload(config([shop('other')]));
    expect([...(practice.status()?.lastRuns ?? [])]).toEqual([]);
    expect(practice.status()?.sites).toBe(1);
  });
});
