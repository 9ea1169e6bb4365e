import { describe, expect, it } from 'vitest';
import { corrected } from '../../src/holidays/corrections.ts';
import { publicHolidaysBy } from '../../src/holidays/public-holidays.ts';

const november2026 = { now: () => Date.UTC(2026, 10, 23) };
const publicHolidays = publicHolidaysBy(november2026);

/** Of two years, those that would have been working days. */
async function onWeekdays(country: string, region: string | null): Promise<readonly string[]> {
  const all = await publicHolidays(country, region);
  return all.filter(
    (date) => /^202[67]/.test(date) && ![0, 6].includes(new Date(date).getUTCDay()),
  );
}

describe('public holidays of 2026 and 2027', () => {
  it('in England are the bank holidays, substitute days included', async () => {
    // https://www.gov.uk/bank-holidays
    expect(await onWeekdays('GB', 'ENG')).toEqual([
      ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31'],
      ...['2026-12-25', '2026-12-28'],
      ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30'],
      ...['2027-12-27', '2027-12-28'],
    ]);
  });

  it('in the United States are the federal ones, as observed', async () => {
    // https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
    expect(await onWeekdays('US', null)).toEqual([
      ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03'],
      ...['2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25'],
      ...['2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31', '2027-06-18', '2027-07-05'],
      ...['2027-09-06', '2027-10-11', '2027-11-11', '2027-11-25', '2027-12-24', '2027-12-31'],
    ]);
  });

  it('in Singapore are those that were announced, with Mondays after Sundays', async () => {
    // https://www.mom.gov.sg/employment-practices/public-holidays
    expect(await onWeekdays('SG', null)).toEqual([
      ...['2026-01-01', '2026-02-17', '2026-02-18', '2026-04-03', '2026-05-01', '2026-05-27'],
      ...['2026-06-01', '2026-08-10', '2026-11-09', '2026-12-25'],
      ...['2027-01-01', '2027-02-08', '2027-03-10', '2027-03-26', '2027-05-17', '2027-05-20'],
      ...['2027-08-09', '2027-10-28'],
    ]);
  });
});

describe('the dates of a country', () => {
  it('reach from last year to ten years ahead, in order, each once', async () => {
    const dates = await publicHolidays('GB', 'ENG');
    expect([dates[0], dates.at(-1)]).toEqual(['2025-01-01', '2036-12-26']);
    expect(dates).toEqual([...new Set(dates)].toSorted());
  });

  it('are those of the part of it that is named', async () => {
    expect(await publicHolidays('GB', null)).not.toContain('2026-08-31');
    expect(await publicHolidays('DE', 'BY.A')).toContain('2026-08-08');
    expect(await publicHolidays('DE', 'BE')).not.toContain('2026-08-08');
  });

  it('leave out days on which people work until noon, and count holidays of several days', async () => {
    expect(await publicHolidays('IS', null)).not.toContain('2026-12-24');
    expect(await publicHolidays('RO', null)).toEqual(
      expect.arrayContaining(['2027-01-01', '2027-01-02']),
    );
  });

  it('are worked out once', () => {
    expect(publicHolidays('GB', 'ENG')).toBe(publicHolidays('GB', 'ENG'));
  });
});

it('what was announced otherwise stays within the years that were asked for', () => {
  const request = { country: 'SG', region: null, firstYear: 2024, lastYear: 2026 };
  expect(corrected(request, ['2026-05-01'])).toEqual(['2026-05-01']);
  expect(corrected({ ...request, lastYear: 2027 }, ['2027-03-09'])).toEqual([
    '2027-03-10',
    '2027-05-17',
    '2027-05-20',
  ]);
  expect(corrected({ ...request, country: 'MY' }, ['2027-03-09'])).toEqual(['2027-03-09']);
});
