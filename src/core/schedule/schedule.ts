import { parseDuration } from '../duration.ts';
import { type Cron, parseCron } from './cron.ts';

/** Something that comes again and again at the same distance, anchored in UTC. */
export interface Interval {
  readonly kind: 'interval';
  readonly everyMs: number;
  /** Distance from whole multiples of `everyMs` since the epoch: at least 0, less than `everyMs`. */
  readonly phaseMs: number;
}

/** When something runs: at an interval, or when the wall clock of a zone matches. */
export type Schedule = Interval | Cron;

/** A schedule that was understood, or one sentence on why there is none. */
export type ParsedSchedule = { readonly schedule: Schedule } | { readonly wrong: string };

/** What a schedule looks like, for error messages. */
export const scheduleExample = 'an interval such as `60s`, or cron such as `0 3 * * 1`';

/** Every minute of an hour can be listed one by one; what is longer is no schedule. */
const longestText = 500;
const shortestIntervalMs = 10_000;
const longestIntervalMs = 366 * 86_400_000;

/**
 * Understands an interval of 10 s to 366 days, and cron of five fields or six with seconds first.
 * A schedule that never comes, such as the 30th of February, is refused: what is returned always
 * comes again.
 */
export function parseSchedule(text: string): ParsedSchedule {
  if (text.length > longestText) {
    return {
      wrong: `a schedule has ${longestText} characters at most; expected ${scheduleExample}`,
    };
  }
  const everyMs = parseDuration(text);
  if (everyMs !== null) return parseInterval(text, everyMs);
  const fields = text.trim().split(/\s+/);
  if (fields.length < 5) return { wrong: notASchedule(text) };
  if (fields.length > 6) {
    const count = `${fields.length} fields`;
    return { wrong: `\`${text}\` has ${count}; cron has five, or six with seconds first` };
  }
  const parsed = parseCron(fields.length === 5 ? ['0', ...fields] : fields);
  if ('cron' in parsed) return { schedule: parsed.cron };
  return { wrong: `\`${text}\` ${parsed.wrong}` };
}

function parseInterval(text: string, everyMs: number): ParsedSchedule {
  if (everyMs < shortestIntervalMs)
    return { wrong: `\`${text}\` is too often: at most once in 10 s` };
  if (everyMs > longestIntervalMs)
    return { wrong: `\`${text}\` is too seldom: at least once a year` };
  return { schedule: { kind: 'interval', everyMs, phaseMs: 0 } };
}

function notASchedule(text: string): string {
  const [, interval] = /^every\s+(\S+)$/.exec(text.trim()) ?? [];
  const hint = interval && parseDuration(interval) !== null ? `: write \`${interval}\`` : '';
  return `\`${text}\` is no schedule${hint}; expected ${scheduleExample}`;
}
