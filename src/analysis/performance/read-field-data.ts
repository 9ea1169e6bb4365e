import type { FieldData } from '../../core/artifacts/field-data.ts';
import { FeedUnreadable } from '../../core/feed.ts';

/** What the Chrome UX Report says of a page or an origin; without a `scope`, which the asker knows. */
export type FieldRecord = {
  readonly lcpMs: number | null;
  readonly inpMs: number | null;
  readonly cls: number | null;
  readonly until: string | null;
};

/**
 * Reads an answer of `records:queryRecord`; null where the service has too few visits (404). Throws a
 * `FeedUnreadable` for what is no such answer.
 * See https://developer.chrome.com/docs/crux/api#response_body.
 */
export function readFieldData(text: string, status: number): FieldRecord | null {
  if (status === 404) return null;
  const record = member(jsonOf(text), 'record');
  const metrics = member(record, 'metrics');
  if (metrics === undefined) throw new FeedUnreadable('the answer holds no record');
  const until = member(member(record, 'collectionPeriod'), 'lastDate');
  return {
    lcpMs: p75(metrics, 'largest_contentful_paint'),
    inpMs: p75(metrics, 'interaction_to_next_paint'),
    cls: p75(metrics, 'cumulative_layout_shift'),
    until: dayOf(until),
  };
}

/** A record as the artifact has it. */
export function knownFieldData(record: FieldRecord, scope: 'page' | 'origin'): FieldData {
  return { known: true, scope, ...record };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FeedUnreadable('the answer is no JSON');
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Times are numbers; the shift is a decimal in quotes. Absent where too few visits told it. */
function p75(metrics: unknown, name: string): number | null {
  const metric = member(metrics, name);
  if (metric === undefined) return null;
  const value = member(member(metric, 'percentiles'), 'p75');
  const isNumber = typeof value === 'number';
  const isDecimal = typeof value === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(value);
  const number = isNumber || isDecimal ? Number(value) : Number.NaN;
  if (!(number >= 0 && Number.isFinite(number))) {
    throw new FeedUnreadable(`the answer has no 75th percentile for ${name}`);
  }
  return number;
}

function dayOf(date: unknown): string | null {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => member(date, part));
  if (![year, month, day].every((part) => Number.isSafeInteger(part) && Number(part) > 0)) {
    return null;
  }
  const two = (part: unknown) => String(part).padStart(2, '0').slice(-2);
  return `${String(year).slice(0, 4)}-${two(month)}-${two(day)}`;
}
