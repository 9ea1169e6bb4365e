import { type Calendar, calendarOf, defaultHours } from '../core/sla/calendar.ts';
import type { Practice } from './practice-schema.ts';
import type { SiteData } from './site-schema.ts';

/** The public holidays of a country, or of a part of it, as dates; the year before this one until ten years ahead. */
export type PublicHolidays = (country: string, region: string | null) => Promise<readonly string[]>;

type CalendarData = Practice['calendars'][string];

/** Business hours where config names none: those of an office in England. */
const defaultCalendar: CalendarData = {
  ...defaultHours,
  holidays: { country: 'GB', region: 'ENG' },
  closed: [],
  open: [],
};

/**
 * The calendar that counts for a site: the one that it, or the practice for all sites, names; else
 * the only one there is; else the default.
 */
function calendarDataOf(
  { calendar }: Pick<SiteData, 'calendar'>,
  calendars: Practice['calendars'],
): CalendarData {
  const all = Object.values(calendars);
  const only = all.length === 1 ? all[0] : undefined;
  return (calendar === undefined ? only : calendars[calendar]) ?? defaultCalendar;
}

/**
 * The calendar of each site that has a package, by the site’s name; or, as a sentence, why the
 * holidays of one cannot be found out. Without `publicHolidays` no site has one.
 */
export async function siteCalendars(
  sites: readonly { readonly tree: { readonly name: string }; readonly data: SiteData }[],
  calendars: Practice['calendars'],
  publicHolidays: PublicHolidays | undefined,
): Promise<{ readonly bySite: ReadonlyMap<string, Calendar> } | { readonly wrong: string }> {
  const bySite = new Map<string, Calendar>();
  const resolved = new Map<CalendarData, Calendar>();
  for (const { tree, data } of sites) {
    if (data.package === undefined || !publicHolidays) continue;
    const chosen = calendarDataOf(data, calendars);
    try {
      const calendar = resolved.get(chosen) ?? (await resolve(chosen, publicHolidays));
      resolved.set(chosen, calendar);
      bySite.set(tree.name, calendar);
    } catch (error) {
      return { wrong: `the public holidays cannot be worked out: ${(error as Error).message}` };
    }
  }
  return { bySite };
}

async function resolve(data: CalendarData, publicHolidays: PublicHolidays): Promise<Calendar> {
  const { holidays } = data;
  const dates = Array.isArray(holidays)
    ? holidays
    : await publicHolidays(holidays.country, holidays.region ?? null);
  return calendarOf({ ...data, holidays: dates });
}
