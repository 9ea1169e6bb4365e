import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../src/config/site-config.ts';
import { siteWith } from '../support/agent-config.ts';
import { hour, minute, second, shop, startPractice } from './support/practice.ts';

const tenYears = 3653 * 24 * hour;
const noon = Date.UTC(2026, 10, 23, 12);
const jumps: readonly (readonly [string, number])[] = [
  ['an hour forward', hour],
  ['an hour back', -hour],
  ['ten years forward', tenYears],
  ['back to 1970', minute - noon],
];
const many = Array.from({ length: 20 }, (_, index) => shop(`site-${index}`));

describe.each(jumps)('a wall clock that is set %s', (_name, byMs) => {
  it('wakes nobody where all is well, and runs nothing twice', async () => {
    const practice = await startPractice('2026-11-23T11:50:00Z', { sites: many });
    await practice.clock.pass(10 * minute);
    practice.runs.length = 0;
    practice.clock.set(byMs);
    await practice.clock.pass(5 * minute);
    for (const { site } of many) {
      const runs = practice.runs.filter((run) => run.site === site.id);
      expect(runs.length).toBeGreaterThanOrEqual(4);
      expect(runs.length).toBeLessThanOrEqual(6);
    }
    const seconds = Map.groupBy(practice.runs, ({ at }) => Math.floor(at / second));
    expect(Math.max(...[...seconds.values()].map(({ length }) => length))).toBeLessThanOrEqual(5);
    expect(practice.messages).toEqual([]);
    expect(await practice.incidents()).toEqual([]);
    expect(practice.faults).toEqual([]);
  });

  it('gives whoever was paged as long to answer as they were promised', async () => {
    const practice = await startPractice('2026-11-23T11:50:00Z');
    practice.site('failed');
    while (practice.pages().length === 0) await practice.clock.pass(second);
    await practice.clock.pass(5 * minute);
    practice.clock.set(byMs);
    await practice.clock.pass(9 * minute + 50 * second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
    await practice.clock.pass(20 * second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    practice.site('passed');
    await practice.clock.pass(5 * minute);
    expect(practice.messages.filter(({ kind }) => kind === 'resolved')).toHaveLength(2);
    expect(await practice.incidents()).toHaveLength(1);
  });

  it('does not hold up a page that waits its half minute', async () => {
    const practice = await startPractice('2026-11-23T11:50:00Z');
    practice.site('failed');
    while ((await practice.incidents()).length === 0) await practice.clock.pass(second);
    practice.clock.set(byMs);
    await practice.clock.pass(31 * second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
  });

  it('does not hold up an outage that begins afterwards', async () => {
    const practice = await startPractice('2026-11-23T11:50:00Z');
    await practice.clock.pass(5 * minute);
    practice.clock.set(byMs);
    practice.site('failed');
    await practice.clock.pass(2 * minute + 35 * second);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo']);
  });
});

describe('a process that stood still for three hours', () => {
  it('catches up once each, not in one moment, and wakes nobody', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z', { sites: many });
    await practice.clock.pass(5 * minute);
    practice.runs.length = 0;
    practice.clock.block(3 * hour);
    await practice.clock.pass(minute);
    for (const { site } of many) {
      const runs = practice.runs.filter((run) => run.site === site.id);
      expect(runs.length).toBeGreaterThanOrEqual(1);
      expect(runs.length).toBeLessThanOrEqual(2);
    }
    expect(practice.messages).toEqual([]);
  });

  it('in the middle of an incident takes one step, and the next one at its distance', async () => {
    const practice = await startPractice('2026-11-23T12:00:00Z');
    practice.site('failed');
    while (practice.pages().length === 0) await practice.clock.pass(second);
    practice.clock.block(3 * hour);
    await practice.clock.pass(minute);
    expect(practice.pages().map(({ person }) => person)).toEqual(['jo', 'sam']);
    await practice.clock.pass(hour);
    expect(practice.pages()).toHaveLength(2);
  });
});

/** One check a night, at a time that is missing or comes twice when clocks change, and one a minute. */
function site(id: string, timezone: string): SiteConfig {
  const nightly = { schedule: '15 2 * * *', options: {} };
  const uptime = { schedule: '60s', options: {} };
  return siteWith(
    id,
    new Map([
      ['nightly', nightly],
      ['uptime', uptime],
    ]),
    { site: { timezone } },
  );
}

describe.each([
  ['London', 'Europe/London', '2026-03-29T01:00:00Z'],
  ['London', 'Europe/London', '2026-10-25T01:00:00Z'],
  ['New York', 'America/New_York', '2026-03-08T07:00:00Z'],
  ['New York', 'America/New_York', '2026-11-01T06:00:00Z'],
  ['Lord Howe', 'Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Lord Howe', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
])('the night in which clocks change in %s', (_city, timezone, change) => {
  it(`at ${change}: nothing is missed, nothing is done twice, nobody is woken`, async () => {
    const at = Date.parse(change);
    const practice = await startPractice(new Date(at - 2 * hour).toISOString(), {
      sites: [site('shop', timezone)],
    });
    await practice.clock.pass(4 * hour);
    const nightly = practice.runs.filter(({ check }) => check === 'nightly');
    expect(nightly).toHaveLength(1);
    const minutes = practice.runs.filter(({ check }) => check === 'uptime').map((run) => run.at);
    expect(Math.abs(minutes.length - 240)).toBeLessThanOrEqual(1);
    const gaps = minutes.slice(1).map((each, index) => each - (minutes[index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([minute]));
    expect(practice.messages).toEqual([]);
    expect(practice.faults).toEqual([]);
  });

  it(`at ${change}: whoever was paged has as long to answer as in any other night`, async () => {
    const practice = await startPractice(new Date(Date.parse(change) - 5 * minute).toISOString(), {
      sites: [site('shop', timezone)],
    });
    practice.site('failed');
    while (practice.pages().length === 0) await practice.clock.pass(second);
    const pagedAt = practice.clock.now();
    await practice.clock.pass(16 * minute);
    const sam = practice.pages().find(({ person }) => person === 'sam');
    expect(Math.abs((sam?.at ?? 0) - pagedAt - 15 * minute)).toBeLessThan(2 * second);
  });
});
