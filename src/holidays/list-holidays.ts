// The process that public-holidays.ts starts: takes a request as its argument, prints dates, and ends.
import Holidays from 'date-holidays';
import type { HolidayRequest } from './request.ts';

const dayMs = 86_400_000;

const request = JSON.parse(process.argv[2] ?? '') as HolidayRequest;
const place = [request.country, ...(request.region?.split('.') ?? [])].join('.');
const calendar = new Holidays(place);
const dates = new Set<string>();
for (let year = request.firstYear; year <= request.lastYear; year += 1) {
  for (const { type, date, start, end } of calendar.getHolidays(year)) {
    if (type !== 'public') continue;
    // The day of a change to summer time has 23 hours. Less than a day is none: people work before.
    const days = Math.floor((end.getTime() - start.getTime()) / dayMs + 0.1);
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    for (let nth = 0; nth < days; nth += 1) dates.add(first.add({ days: nth }).toString());
  }
}
process.stdout.write(JSON.stringify([...dates].toSorted()));
