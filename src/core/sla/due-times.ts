import type { Priority } from '../incident.ts';
import type { Calendar } from './calendar.ts';
import { coverFrom } from './cover.ts';
import { explainTarget } from './explain.ts';
import type { BoltOnId, PackageId } from './package-ids.ts';
import { type Promised, promiseInWords } from './promise.ts';
import { type Due, dueAt, type Target, targetInWords } from './target.ts';
import { effectiveTerms, type Terms } from './terms.ts';
import { momentInWords } from './wall-time.ts';

/** What a due time depends on beside the moment. */
export interface Contract {
  readonly package: PackageId;
  readonly boltOns: readonly BoltOnId[];
  readonly priority: Priority;
  readonly calendar: Calendar;
}

/** The two clocks of an incident, and how they were counted. */
export interface DueTimes extends Promised {
  /** IANA zone in which people read them. */
  readonly timezone: string;
  /** A sentence for the client. */
  readonly promise: string;
  /** The arithmetic, line by line. */
  readonly explanation: readonly string[];
}

/** What a site’s contract promises for an incident of a priority whose clocks start at an instant, epoch milliseconds. */
export type Promises = (priority: Priority, from: number) => DueTimes;

/**
 * When an answer and a fix are due for an incident that was opened, or received, at an instant (epoch
 * milliseconds). Working time starts with the next working hours; clock time starts when the
 * package’s cover next holds. Throws a RangeError for bolt-ons that do not fit the package.
 */
export function dueTimes(contract: Contract, openedAt: number): DueTimes {
  const { priority, calendar, boltOns } = contract;
  const { timezone } = calendar;
  const terms = effectiveTerms(contract.package, boltOns);
  const response = terms.response.value;
  const fix = terms.fix[priority].value;
  const respond = promisedFor(response, terms, calendar, openedAt);
  const resolve = promisedFor(fix, terms, calendar, openedAt);
  const promised = { respondBy: respond.due.at, resolveBy: resolve.due.at };
  return {
    ...promised,
    timezone,
    promise: promiseInWords(
      promised,
      { timezone, from: openedAt },
      {
        response: `${terms.name}: ${targetInWords(response)}`,
        fix: `${priority}: ${targetInWords(fix)}`,
      },
    ),
    explanation: [
      `Received ${momentInWords(openedAt, timezone, null)}, time of ${timezone}; ${terms.cover.reason}`,
      `Response: ${terms.response.reason}`,
      ...explainTarget(response, calendar, { ...respond, at: openedAt }),
      `Fix: ${terms.fix[priority].reason}`,
      ...explainTarget(fix, calendar, { ...resolve, at: openedAt }),
    ],
  };
}

/** Clock time waits for cover; working time waits for working hours anyway. */
function promisedFor(
  target: Target,
  { cover }: Terms,
  calendar: Calendar,
  at: number,
): { readonly start: number; readonly due: Due } {
  const start = target.kind === 'clock' ? coverFrom(cover.value, calendar, at) : at;
  if (start === null) return { start: at, due: neverCovered };
  return { start, due: dueAt(target, calendar, start) };
}

const neverCovered: Due = {
  at: null,
  reason: 'The calendar leaves no time in which the package is covered.',
};
