const dayMs = 86_400_000;

/** The ISO date of an instant in UTC; null for what is no instant. */
export function isoDate(ms: number | null): string | null {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** Whole days from now to an ISO date, negative when it is past; null where it is no date. */
export function daysUntil(date: string, now: number): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? null : Math.round((at - Math.floor(now / dayMs) * dayMs) / dayMs);
}

/** The instant so many months before another, by the calendar in UTC. */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}
