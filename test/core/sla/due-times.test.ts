import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../src/core/incident.ts';
import { calendarOf } from '../../../src/core/sla/calendar.ts';
import { type Contract, dueTimes } from '../../../src/core/sla/due-times.ts';
import type { PackageId } from '../../../src/core/sla/package-ids.ts';
import { localTime, london, shownAt } from '../../support/calendars.ts';

function due(id: PackageId, priority: Priority, at: string, overrides: Partial<Contract> = {}) {
  const contract = { package: id, boltOns: [], priority, calendar: london(), ...overrides };
  return dueTimes(contract, localTime(at));
}

describe('the two clocks of an incident', () => {
  it.each<[PackageId, Priority, string, string, string]>([
    ['silver', 'P1', '2026-11-23T12:00', '2026-11-24T17:30', '2026-11-24T11:30'],
    ['gold', 'P2', '2026-11-23T13:30', '2026-11-23T17:30', '2026-11-24T13:00'],
    ['platinum', 'P3', '2026-11-27T17:15', '2026-11-30T09:15', '2026-12-02T15:45'],
    ['next-business-day', 'P4', '2026-11-23T09:00', '2026-11-24T17:30', '2026-11-27T15:00'],
    ['business-hours-premium', 'P1', '2026-11-28T03:00', '2026-11-30T09:30', '2026-11-30T13:00'],
    ['always-on', 'P1', '2026-11-28T03:00', '2026-11-28T03:30', '2026-11-28T07:00'],
    ['out-of-office-hours', 'P1', '2026-11-28T03:00', '2026-11-28T03:30', '2026-11-28T07:00'],
  ])('%s %s opened %s', (id, priority, at, respondBy, resolveBy) => {
    const times = due(id, priority, at);
    expect(shownAt(times.respondBy)).toBe(`${respondBy}+00:00`);
    expect(shownAt(times.resolveBy)).toBe(`${resolveBy}+00:00`);
  });

  it('start at closing where out of office hours are bought and the office is open', () => {
    const times = due('out-of-office-hours', 'P4', '2026-11-27T11:50');
    expect(shownAt(times.respondBy)).toBe('2026-11-27T18:00+00:00');
    // Clock time: the weekend counts.
    expect(shownAt(times.resolveBy)).toBe('2026-11-29T09:30+00:00');
  });
});

describe('the promise', () => {
  it('is a sentence that a client would accept', () => {
    expect(due('gold', 'P2', '2026-11-23T13:30').promise).toBe(
      'Response is due by Mon 23 Nov 17:30 (Gold: 4 working hours), the fix by Tue 24 Nov 13:00 (P2: 8 working hours); all times Europe/London.',
    );
    expect(due('silver', 'P1', '2026-12-31T12:00').promise).toBe(
      'Response is due by Mon 4 Jan 2027 17:30 (Silver: the close of the next business day), the fix by Mon 4 Jan 2027 11:30 (P1: 8 working hours); all times Europe/London.',
    );
    expect(due('gold', 'P1', '2026-11-23T13:30', { boltOns: ['support-2'] }).promise).toMatch(
      /^Response is due by Mon 23 Nov 14:00 \(Gold with Support 2: 30 working minutes\)/,
    );
  });

  it('says so where no time can be named', () => {
    const calendar = calendarOf({ timezone: 'Europe/London', hours: {} });
    expect(due('gold', 'P1', '2026-11-23T13:30', { calendar })).toMatchObject({
      respondBy: null,
      resolveBy: null,
      promise: 'No time for response or fix can be named.',
    });
  });
});

describe('the explanation', () => {
  it('shows the arithmetic line by line', () => {
    expect(due('platinum', 'P1', '2026-12-24T16:50').explanation).toEqual([
      'Received Thu 24 Dec 2026 16:50, time of Europe/London; Platinum is covered in business hours.',
      'Response: Platinum is answered within 30 working minutes.',
      '  Thu 24 Dec 16:50-17:20: 30 min.',
      '  Due by Thu 24 Dec 17:20.',
      'Fix: P1 of Platinum is to be fixed within 4 working hours, as with Business Hours Premium.',
      '  Thu 24 Dec 16:50-17:30: 40 min, 3 h 20 min left.',
      '  Fri 25 Dec: public holiday; Sat 26 Dec: no business hours; Sun 27 Dec: no business hours; Mon 28 Dec: public holiday.',
      '  Tue 29 Dec 09:00-12:20: 3 h 20 min.',
      '  Due by Tue 29 Dec 12:20.',
    ]);
  });

  it('tells of clocks that change, and of cover that has to begin', () => {
    expect(due('always-on', 'P1', '2026-10-25T00:30').explanation).toContain(
      '  4 hours after Sun 25 Oct 00:30; the clocks go back by 60 minutes meanwhile.',
    );
    expect(due('out-of-office-hours', 'P1', '2026-11-23T12:00').explanation).toContain(
      '  The clock starts with cover: Mon 23 Nov 17:30.',
    );
  });

  it('tells which day is the next business day', () => {
    const { explanation } = due('silver', 'P1', '2026-11-27T12:00');
    expect(explanation.slice(2, 6)).toEqual([
      '  Fri 27 Nov is the day of receipt.',
      '  Sat 28 Nov: no business hours; Sun 29 Nov: no business hours.',
      '  Mon 30 Nov is the next business day; its hours end at 17:30.',
      '  Due by Mon 30 Nov 17:30.',
    ]);
  });

  it('stays short in a calendar that is hardly ever open', () => {
    const calendar = london({ hours: { mon: ['09:00-09:30'] } });
    const { explanation } = due('gold', 'P4', '2026-11-23T12:00', { calendar });
    expect(explanation.length).toBeLessThan(100);
    expect(explanation.join('\n').length).toBeLessThan(10_000);
  });
});

it('is quick', () => {
  const started = performance.now();
  for (let count = 0; count < 200; count += 1) due('silver', 'P4', '2026-12-23T09:00');
  expect((performance.now() - started) / 200).toBeLessThan(5);
});
