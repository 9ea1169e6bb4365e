import type { Advisory } from '../../core/package-record.ts';
import { behindBy } from '../versions/distance.ts';
import { worstDanger } from './danger.ts';
import { isoDate, monthsBefore } from './dates.ts';
import { type EndOfLife, endOfLife } from './lifecycle.ts';
import { registryNames } from './registry-names.ts';
import { missingSecurityReleases } from './security-releases.ts';
import {
  installedRelease,
  isInSupportedBranch,
  isWithdrawn,
  type ReadableSubject,
  type Subject,
} from './subject.ts';
import type { Trouble, TroubleKind } from './trouble.ts';
import type { UpdateChoice } from './update-choice.ts';

/** From how many days before the end of a line on it is told. */
export const radarDays = 180;

/** What troubles are judged by. */
export interface Measure {
  /** Epoch milliseconds. */
  readonly now: number;
  /** After how many months without a release nobody looks after a package any more. */
  readonly abandonedAfterMonths: number;
}

/** Everything that is known to be the matter with a component whose version can be read. */
export function troublesOf(
  subject: ReadableSubject,
  affecting: readonly Advisory[],
  choice: UpdateChoice,
  measure: Measure,
): readonly Trouble[] {
  const insecure = [
    vulnerable(affecting),
    withdrawn(subject),
    affecting.length === 0 ? securityReleaseMissing(subject) : null,
  ].filter((trouble) => trouble !== null);
  const end = endOfLife(subject, measure.now);
  const unsupported =
    closed(subject) ??
    lineEnded(subject, end) ??
    unsupportedByRegistry(subject) ??
    abandoned(subject, measure);
  const near = lineEnding(subject, end);
  // What has to be left or repaired is told once, with where to go.
  const isOnlyBehind =
    insecure.length === 0 && (unsupported === null || unsupported.kind === 'abandoned');
  const outdated = isOnlyBehind ? behind(subject, choice) : null;
  return [...insecure, unsupported, near, outdated].filter((trouble) => trouble !== null);
}

function vulnerable(affecting: readonly Advisory[]): Trouble | null {
  const kind = worstDanger(affecting);
  const [first, ...others] = affecting;
  if (kind === null || first === undefined) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return trouble(kind, `Affected by ${first.id}${urgencyOf(first)}${more}.`);
}

function urgencyOf(advisory: Advisory): string {
  if (advisory.exploited) return ' (being exploited)';
  if (advisory.unauthenticatedCodeExecution) return ' (anybody may run code)';
  if (advisory.highlyCritical) return ' (highly critical)';
  return advisory.cvss === null ? '' : ` (CVSS ${advisory.cvss.toFixed(1)})`;
}

function withdrawn(subject: ReadableSubject): Trouble | null {
  if (!isWithdrawn(subject)) return null;
  const words = subject.record?.insecure;
  return trouble(
    'withdrawn',
    words
      ? `${registryOf(subject)} says: ${words}.`
      : `${registryOf(subject)} warns against running ${subject.version}.`,
  );
}

function securityReleaseMissing(subject: ReadableSubject): Trouble | null {
  const missing = missingSecurityReleases(subject);
  if (missing.length === 0) return null;
  const names = missing.slice(0, 3).map((release) => release.version);
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  const first = isoDate(missing.at(-1)?.releasedAt ?? null);
  const since = first === null ? '' : `, out since ${first}`;
  const what = missing.length === 1 ? 'Lacks the security release' : 'Lacks the security releases';
  return trouble('security-release-missing', `${what} ${names.join(', ')}${more}${since}.`);
}

/** Whatever its version: the registry took the package down. */
export function closed(subject: Subject): Trouble | null {
  if (!subject.record?.closed) return null;
  const { on, reason } = subject.record.closed;
  const when = on === null ? '' : ` on ${on}`;
  const why = reason === null ? '' : `: ${reason.replace(/\.$/, '')}`;
  return trouble('closed', `${registryOf(subject)} closed it${when}${why}; no update will come.`);
}

function unsupportedByRegistry(subject: ReadableSubject): Trouble | null {
  const { record, version } = subject;
  const words = record?.unsupported ?? installedRelease(subject)?.unsupported ?? null;
  if (words !== null) return trouble('unsupported', `${registryOf(subject)} says: ${words}.`);
  if (isInSupportedBranch(subject, version)) return null;
  const branches = (record?.supportedBranches ?? []).map((branch) => `${branch}x`).join(', ');
  const instead = branches === '' ? 'no branch does' : `these do: ${branches}`;
  return trouble('unsupported', `The branch of ${version} gets no more repairs; ${instead}.`);
}

/** A core, a runtime or an API has a life cycle; a package that another one brought is not chosen here. */
function abandoned(subject: ReadableSubject, measure: Measure): Trouble | null {
  const { component, releases } = subject;
  const hasOwnCycle = ['core', 'runtime', 'api', 'app'].includes(component.kind);
  const newest = releases[0]?.releasedAt ?? null;
  if (hasOwnCycle || component.direct === false || newest === null) return null;
  const last = Math.max(...releases.map(({ releasedAt }) => releasedAt ?? newest));
  const months = measure.abandonedAfterMonths;
  if (last >= monthsBefore(measure.now, months)) return null;
  return trouble(
    'abandoned',
    `No release for more than ${months} months: the last one is of ${isoDate(last)}.`,
  );
}

function lineEnded({ component }: Subject, end: EndOfLife | null): Trouble | null {
  if (end === null || end.daysLeft >= 0) return null;
  const { lifecycle, endsOn } = end;
  return trouble(
    'end-of-life-reached',
    `${component.name} ${lifecycle.cycle} has had no repairs since ${endsOn}.`,
  );
}

function lineEnding({ component }: Subject, end: EndOfLife | null): Trouble | null {
  if (end === null || end.daysLeft < 0 || end.daysLeft > radarDays) return null;
  const { lifecycle, endsOn, daysLeft } = end;
  const left = daysLeft === 0 ? 'today' : daysLeft === 1 ? 'tomorrow' : `in ${daysLeft} days`;
  return trouble(
    'end-of-life-near',
    `Repairs of ${component.name} ${lifecycle.cycle} end ${left}, on ${endsOn}.`,
  );
}

function behind({ component, version }: ReadableSubject, choice: UpdateChoice): Trouble | null {
  const to = choice.target;
  const step = to === null ? null : behindBy(component.scheme, version, to);
  return step === null ? null : trouble('outdated', `A ${step} update is available: ${to}.`);
}

function registryOf({ record }: Subject): string {
  return record === null ? 'The registry' : registryNames[record.registry];
}

function trouble(kind: TroubleKind, reason: string): Trouble {
  return { kind, reason: reason.replace(/\.{2,}$/, '.') };
}
