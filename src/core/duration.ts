const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof unitMs;

/** What a duration looks like, for error messages. */
export const durationExample = '`500ms`, `60s`, `5m`, `4h` or `14d`';

/** Milliseconds of a duration such as `90s` or `1h30m`, or null where the text is none. */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,9}(ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    total += Number(amount) * unitMs[unit as Unit];
  }
  return total;
}

/** Milliseconds of a duration that config has already accepted. Throws on any other text. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === null) throw new Error(`not a duration: ${text} (expected ${durationExample})`);
  return ms;
}

/** A duration in the words of a table: `312 ms`, `4.2 s`, `30 s`, `3 min`, `2 h 5 min`, `14 days`. */
export function formatDuration(ms: number): string {
  // Rounded first, so that 999.6 ms are `1.0 s` and never `1000 ms`.
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) < 100) return `${(ms / 1000).toFixed(1)} s`;
  if (Math.round(ms / 1000) < 60) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
