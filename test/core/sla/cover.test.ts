import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/sla/calendar.ts';
import { type Cover, coverAt, coverFrom } from '../../../src/core/sla/cover.ts';
import { localTime, london, shownAt, weekOf } from '../../support/calendars.ts';

function cover(kind: Cover, at: string, calendar = london()): string {
  const { covered, until } = coverAt(kind, calendar, localTime(at));
  return `${covered ? 'covered' : 'not covered'} until ${shownAt(until)}`;
}

describe('cover', () => {
  it('in business hours ends at closing', () => {
    expect(cover('business-hours', '2026-11-27T12:00')).toBe(
      'covered until 2026-11-27T17:30+00:00',
    );
    expect(cover('business-hours', '2026-11-27T17:30')).toBe(
      'not covered until 2026-11-30T09:00+00:00',
    );
  });

  it('out of office hours is what business hours leave: nights, weekends, holidays', () => {
    expect(cover('out-of-office-hours', '2026-11-27T12:00')).toBe(
      'not covered until 2026-11-27T17:30+00:00',
    );
    expect(cover('out-of-office-hours', '2026-12-24T18:00')).toBe(
      'covered until 2026-12-29T09:00+00:00',
    );
  });

  it('day and night never ends', () => {
    expect(cover('always', '2026-11-28T03:00')).toBe('covered until never');
  });

  it('goes on over midnight where hours do', () => {
    const nights = london({ hours: { mon: ['22:00-24:00'], tue: ['00:00-06:00'] } });
    expect(cover('business-hours', '2026-11-23T23:00', nights)).toBe(
      'covered until 2026-11-24T06:00+00:00',
    );
  });

  it('begins at once, or when it next holds', () => {
    const at = localTime('2026-11-27T12:00');
    expect(coverFrom('business-hours', london(), at)).toBe(at);
    expect(shownAt(coverFrom('out-of-office-hours', london(), at))).toBe('2026-11-27T17:30+00:00');
  });

  it('of hours that never end leaves nothing outside, and of none nothing inside', () => {
    const days = { ...weekOf('00:00-24:00'), sat: ['00:00-24:00'], sun: ['00:00-24:00'] };
    const allDay = calendarOf({ timezone: 'Europe/London', hours: days });
    const never = calendarOf({ timezone: 'Europe/London', hours: {} });
    expect(coverFrom('out-of-office-hours', allDay, 0)).toBeNull();
    expect(coverFrom('business-hours', allDay, 0)).toBe(0);
    expect(coverFrom('business-hours', never, 0)).toBeNull();
    expect(coverAt('out-of-office-hours', never, 0)).toEqual({ covered: true, until: null });
  });
});
