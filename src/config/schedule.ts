import { createRequire } from 'node:module';
import { parseSchedule } from '../core/schedule/schedule.ts';

export { scheduleExample } from '../core/schedule/schedule.ts';

/** No site is looked at more often than this, in seconds. */
const shortestGap = 10;

/**
 * Why a text is no schedule, or null where it is one: an interval of at least 10 s, or cron of five
 * fields, six with seconds, that ever comes true. node-cron has the last word on cron, so that an
 * expression means the same wherever people know it from.
 */
export function checkSchedule(text: string): string | null {
  const parsed = parseSchedule(text);
  if ('wrong' in parsed) return parsed.wrong;
  if (parsed.schedule.kind === 'interval') return null;
  if (isTooOften(parsed.schedule.seconds)) {
    return `\`${text}\` is too often: at most once in ${shortestGap} s`;
  }
  const [error] = nodeCron().validateDetailed(text.trim()).errors;
  // Days of the month are judged already: together with a day of week, any will do.
  if (!error || error.field === 'dayOfMonth') return null;
  return `\`${text}\` is no cron expression: ${error.message}`;
}

function isTooOften(seconds: readonly number[]): boolean {
  const [first = 0] = seconds;
  const next = [...seconds.slice(1), first + 60];
  return seconds.some((second, index) => (next[index] ?? 60) - second < shortestGap);
}

/** Loaded with the first cron expression, and without waiting, since schemas judge at once. */
function nodeCron(): typeof import('node-cron') {
  return createRequire(import.meta.url)('node-cron') as typeof import('node-cron');
}
