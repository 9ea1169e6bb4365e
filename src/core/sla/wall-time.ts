import { stretchAt } from '../schedule/zone.ts';
import { minuteMs, weekdayIndex } from './calendar.ts';

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** `Mon 23 Nov 17:30` on the wall clock of a zone, seconds cut off; the year stands there where it is not that of `year`. */
export function momentInWords(at: number, timezone: string, year: number | null): string {
  const wall = wallOf(at, timezone);
  return `${dayInWords(Math.floor(wall / (1440 * minuteMs)), year)} ${timeOf(wall)}`;
}

/** The same with its zone, where no other word says it: `Mon 23 Nov 17:30 (Europe/London)`; the year of `now` goes without saying. */
export function zonedMomentInWords(at: number, timezone: string, now: number): string {
  return `${momentInWords(at, timezone, yearAt(now, timezone))} (${timezone})`;
}

/** `Mon 23 Nov` of a day counted from 1970-01-01, the year as above. */
export function dayInWords(day: number, year: number | null): string {
  const date = new Date(day * 1440 * minuteMs);
  const own = date.getUTCFullYear();
  const text = `${dayNames[weekdayIndex(day)]} ${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`;
  return own === year ? text : `${text} ${own}`;
}

/** `17:30` on the wall clock of a zone. */
export function timeInWords(at: number, timezone: string): string {
  return timeOf(wallOf(at, timezone));
}

/** The year that the wall clock of a zone shows. */
export function yearAt(at: number, timezone: string): number {
  return new Date(wallOf(at, timezone)).getUTCFullYear();
}

/** `40 min`, `4 h`, `3 h 20 min`; whole minutes, at least one for what is not nothing. */
export function spanInWords(ms: number): string {
  const minutes = ms > 0 ? Math.max(1, Math.floor(ms / minuteMs)) : 0;
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** What the wall shows, counted as if it showed UTC. */
function wallOf(at: number, timezone: string): number {
  return at + stretchAt(timezone, at).offset;
}

function timeOf(wall: number): string {
  return new Date(wall).toISOString().slice(-13, -8);
}
