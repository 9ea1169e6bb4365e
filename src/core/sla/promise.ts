import { momentInWords, yearAt } from './wall-time.ts';

/** When the contract wants an answer and a fix, epoch milliseconds; null where none is owed. */
export interface Promised {
  readonly respondBy: number | null;
  readonly resolveBy: number | null;
}

/** How times are read: the IANA zone of the wall clock, and an instant whose year goes without saying. */
export interface Reading {
  readonly timezone: string;
  readonly from: number;
}

/**
 * A promise as a client reads it: `Response is due by Mon 23 Nov 17:30 (Gold: 4 working hours), the
 * fix by Tue 24 Nov 17:30 (P2: 8 working hours); all times Europe/London.`
 */
export function promiseInWords(
  promised: Promised,
  reading: Reading,
  because: { readonly response: string; readonly fix: string },
): string {
  const { respondBy, resolveBy } = promised;
  const by = deadlineWords(reading);
  const fix = resolveBy === null ? '' : `${by(resolveBy)} (${because.fix})`;
  const zone = `; all times ${reading.timezone}.`;
  if (respondBy !== null) {
    const response = `Response is due ${by(respondBy)} (${because.response})`;
    return `${response}${fix === '' ? '' : `, the fix ${fix}`}${zone}`;
  }
  return fix === '' ? 'No time for response or fix can be named.' : `The fix is due ${fix}${zone}`;
}

/** What was promised once: `response by Mon 23 Nov 17:30, the fix by Tue 24 Nov 17:30`. */
export function formerPromiseInWords({ respondBy, resolveBy }: Promised, reading: Reading): string {
  const by = deadlineWords(reading);
  return [
    ...(respondBy === null ? [] : [`response ${by(respondBy)}`]),
    ...(resolveBy === null ? [] : [`the fix ${by(resolveBy)}`]),
  ].join(', ');
}

function deadlineWords({ timezone, from }: Reading): (at: number) => string {
  const year = yearAt(from, timezone);
  return (at) => `by ${momentInWords(at, timezone, year)}`;
}
