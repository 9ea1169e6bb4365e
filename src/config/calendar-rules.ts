import { holidayPlaces } from './holiday-places.ts';
import { suggestion } from './nearest.ts';
import { mappingUnder, type Node } from './node.ts';
import type { Problem } from './problem.ts';
import { type TextAt, textAt } from './text-at.ts';

/** Countries and regions whose holidays nobody knows, and a calendar for all sites that does not exist. */
export function calendarProblems(practice: Node): readonly Problem[] {
  const places = calendarIds(practice).flatMap((id) => placeProblems(practice, id));
  return [...places, ...unknownCalendarProblems(practice, ['defaults', 'calendar'], practice)];
}

/** A calendar that is named at a path, and that the practice does not have. */
export function unknownCalendarProblems(
  root: Node,
  path: readonly string[],
  practice: Node,
): readonly Problem[] {
  const named = textAt(root, path);
  const known = calendarIds(practice);
  if (named === null || known.includes(named.value)) return [];
  const all = known.map((id) => `\`${id}\``).join(', ') || 'none yet';
  if (named.secret)
    return [named.problem('no calendar has the id that is meant here', `Known ids: ${all}.`)];
  const message = `nothing under \`calendars\` has the id \`${named.value}\``;
  return [named.problem(message, `${suggestion(named.value, known)} Known ids: ${all}.`.trim())];
}

/** Codes that people write, and what the standard says instead. */
const misnomers: Readonly<Record<string, string>> = { UK: 'GB', EN: 'GB', EL: 'GR' };

function placeProblems(practice: Node, id: string): readonly Problem[] {
  const path = ['calendars', id, 'holidays'];
  const country = textAt(practice, [...path, 'country']);
  if (country === null || !/^[A-Z]{2}$/.test(country.value)) return [];
  const regions = holidayPlaces[country.value];
  if (regions === undefined) return [unknownCountry(country)];
  const region = textAt(practice, [...path, 'region']);
  const known = regions.split(' ').filter(Boolean);
  if (region === null || region.value.trim() === '' || known.includes(region.value)) return [];
  return [unknownRegion(region, country, known)];
}

function unknownCountry(country: TextAt): Problem {
  const listThem =
    'Use an ISO 3166-1 code such as `GB`, or list the dates: `holidays: [2026-12-25]`.';
  if (country.secret)
    return country.problem('the holidays of this country are not known', listThem);
  const { value } = country;
  const meant = misnomers[value];
  const hint = meant ? `Did you mean \`${meant}\`?` : suggestion(value, Object.keys(holidayPlaces));
  const message = `the holidays of the country \`${value}\` are not known`;
  return country.problem(message, `${hint} ${listThem}`.trim());
}

function unknownRegion(region: TextAt, country: TextAt, known: readonly string[]): Problem {
  if (region.secret || country.secret) {
    return region.problem('the holidays of this region are not known', 'Leave `region` out.');
  }
  const message = `the holidays of the region \`${region.value}\` of \`${country.value}\` are not known`;
  const all = known.length === 0 ? 'Leave `region` out.' : `Known regions: ${known.join(', ')}.`;
  return region.problem(message, `${suggestion(region.value, known)} ${all}`.trim());
}

function calendarIds(practice: Node): readonly string[] {
  return [...mappingUnder(practice, 'calendars').entries.keys()];
}
