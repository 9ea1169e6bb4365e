import { html } from 'hono/html';
import { relative } from '../assets/relative.js';
import type { Html } from './text.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it. */
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(name, known);
  return known;
}

const dayMs = 86_400_000;

/** The time of day on the wall clock of a zone; with the weekday, or the date, where it is another day than now. */
export function wallTime(at: number, zone: string, now: number): string {
  const part = (name: string, options: Intl.DateTimeFormatOptions) =>
    format(`${name} ${zone}`, { timeZone: zone, ...options });
  const date = part('date', { day: 'numeric', month: 'short' });
  const clock = part('clock', { hour: '2-digit', minute: '2-digit' }).format(at);
  if (date.format(at) === date.format(now)) return clock;
  const near = Math.abs(at - now) < 6 * dayMs;
  return `${near ? part('weekday', { weekday: 'short' }).format(at) : date.format(at)} ${clock}`;
}

/** What people call the clock of a zone at a moment: `GMT`, `BST`, `UTC`; `GMT-5` where it has no name in English. */
export function zoneName(at: number, zone: string): string {
  const parts = format(`zone ${zone}`, {
    timeZone: zone,
    timeZoneName: 'short',
  }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** A day of UTC: `Mon, 23 Nov`. */
export function dayName(at: number): string {
  const options = { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' } as const;
  return format('day UTC', options).format(at);
}

/** A moment on the wall clock of a zone, to the second. */
export function moment(at: number, zone: string, now: number): Html {
  const seconds = format(`seconds ${zone}`, { timeZone: zone, second: '2-digit' }).format(at);
  const text = `${wallTime(at, zone, now)}:${seconds.padStart(2, '0')}`;
  return html`<time datetime="${iso(at)}">${text}</time>`;
}

/** How far a moment lies from now, in words that the page keeps true while it is open. */
export function ticking(kind: 'ago' | 'for' | 'left', at: number, now: number): Html {
  return html`<time datetime="${iso(at)}" data-tick="${kind}">${relative(kind, at, now)}</time>`;
}

/** `2026-11-23T12:00:00.000Z`. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
