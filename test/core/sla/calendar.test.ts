import { describe, expect, it } from 'vitest';
import { calendarOf, hoursOn, whyClosed } from '../../../src/core/sla/calendar.ts';
import { london, weekOf } from '../../support/calendars.ts';

const day = (date: string) => Date.parse(date) / 86_400_000;

describe('a calendar', () => {
  it('has hours in order, and what overlaps or touches as one', () => {
    const hours = weekOf('13:00-15:00', '09:00-12:00', '12:00-12:30', '14:00-17:00');
    const calendar = calendarOf({ timezone: 'UTC', hours });
    expect(hoursOn(calendar, day('2026-11-23'))).toEqual([
      { from: 540, until: 750 },
      { from: 780, until: 1020 },
    ]);
  });

  it('says why a day has none', () => {
    const calendar = london({
      closed: ['2026-11-24'],
      open: [
        { date: '2026-12-25', hours: ['10:00-11:00'] },
        { date: '2026-12-24', hours: [] },
      ],
    });
    expect(whyClosed(calendar, day('2026-12-28'))).toBe('public holiday');
    expect(whyClosed(calendar, day('2026-11-24'))).toBe('closed');
    expect(whyClosed(calendar, day('2026-12-24'))).toBe('closed');
    expect(whyClosed(calendar, day('2026-11-28'))).toBe('no business hours');
    expect(hoursOn(calendar, day('2026-12-25'))).toEqual([{ from: 600, until: 660 }]);
    expect(hoursOn(calendar, day('2026-12-24'))).toEqual([]);
  });

  it.each(['9-17', '17:00-09:00', '09:00-24:30'])('refuses %s', (text) => {
    expect(() => calendarOf({ timezone: 'UTC', hours: { mon: [text] } })).toThrow(RangeError);
  });
});
