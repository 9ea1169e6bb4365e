import { parseDuration } from '../../core/duration.ts';

/** The number that a text stands for, a duration such as `14d` in ms; null where it stands for none. */
export function numberOf(text: string): number | null {
  const trimmed = text.trim();
  const isDecimal = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(trimmed);
  return isDecimal ? Number(trimmed) : parseDuration(trimmed);
}
