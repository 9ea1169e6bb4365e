import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlannedWork, windowsAround } from '../../src/core/maintenance-windows.ts';
import { parseSchedule } from '../../src/core/schedule/schedule.ts';

const hour = 3_600_000;

function siteWith(work: Partial<PlannedWork>, timezone = 'Europe/London') {
  const planned = { durationMs: 2 * hour, reason: 'updates', check: null, ...work };
  const start = planned.start ?? cron('0 3 * * *');
  return { site: { id: 'shop', timezone }, maintenanceWindows: [{ ...planned, start }] };
}

function cron(text: string) {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed || parsed.schedule.kind !== 'cron') throw new Error(text);
  return parsed.schedule;
}

const at = (text: string) => Date.parse(text);
const shown = (work: Partial<PlannedWork>, now: string, timezone?: string) =>
  windowsAround(siteWith(work, timezone), at(now)).map(({ from, until }) => [
    new Date(from).toISOString(),
    new Date(until).toISOString(),
  ]);

describe('a window that comes again', () => {
  it('is told before it begins', () => {
    expect(shown({}, '2026-11-23T12:00Z')).toEqual([
      ['2026-11-24T03:00:00.000Z', '2026-11-24T05:00:00.000Z'],
    ]);
  });

  it('is told while it lasts, with the next one', () => {
    expect(shown({}, '2026-11-24T04:59:59.999Z')).toEqual([
      ['2026-11-24T03:00:00.000Z', '2026-11-24T05:00:00.000Z'],
      ['2026-11-25T03:00:00.000Z', '2026-11-25T05:00:00.000Z'],
    ]);
  });

  it('is over at its last moment', () => {
    expect(shown({}, '2026-11-24T05:00Z')).toHaveLength(1);
  });

  it('follows the clock of the site', () => {
    expect(shown({}, '2026-07-01T00:00Z')[0]?.[0]).toBe('2026-07-01T02:00:00.000Z');
    expect(shown({}, '2026-07-01T00:00Z', 'Asia/Kolkata')[0]?.[0]).toBe('2026-07-01T21:30:00.000Z');
  });

  it('is told whenever it holds, and is the only one that has begun', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe'),
        (now, timezone) => {
          const windows = windowsAround(siteWith({}, timezone), now);
          const begun = windows.filter(({ from }) => from <= now);
          expect(begun.length).toBeLessThanOrEqual(1);
          expect(windows.length).toBe(begun.length + 1);
          const wall = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timezone);
          if (wall.hour === 3 || wall.hour === 4) expect(begun).toHaveLength(1);
        },
      ),
    );
  });
});

describe('a window that comes once', () => {
  const start = { kind: 'once', at: at('2026-11-24T02:00Z') } as const;

  it('is told until it is over', () => {
    const window = [['2026-11-24T02:00:00.000Z', '2026-11-24T04:00:00.000Z']];
    expect(shown({ start }, '2026-11-01T00:00Z')).toEqual(window);
    expect(shown({ start }, '2026-11-24T03:59Z')).toEqual(window);
    expect(shown({ start }, '2026-11-24T04:00Z')).toEqual([]);
  });

  it('names the site, the check that is meant, and why', () => {
    const site = siteWith({ start, check: 'uptime', reason: 'new host' });
    expect(windowsAround(site, 0)).toMatchObject([
      { site: 'shop', check: 'uptime', reason: 'new host' },
    ]);
  });
});
