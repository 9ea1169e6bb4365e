import type { Advisory } from '../../core/package-record.ts';
import { orderVersions, readVersion } from '../versions/compare.ts';
import { sharesNumbers } from '../versions/distance.ts';
import { affects } from './affected.ts';
import { daysUntil } from './dates.ts';
import { endOfLife, ownLifecycle } from './lifecycle.ts';
import { isOfLine, lineToBeOn, missingSecurityReleases } from './security-releases.ts';
import {
  isLineAlone,
  isNewer,
  isWithdrawn,
  offeredReleases,
  type ReadableSubject,
} from './subject.ts';

/** A line that ends sooner is no place to go to. */
const leastDays = 180;

/** Which releases matter to a component. */
export interface UpdateChoice {
  /** Newest stable one; null where unknown. */
  readonly latest: string | null;
  /** Newest that fits what is installed around it, in the line that is in use; null where unknown. */
  readonly compatible: string | null;
  /** Null where there is nothing to do, or nothing known. */
  readonly target: string | null;
}

/** Chooses what to update to; `affecting` are the advisories about the installed version. */
export function chooseUpdate(
  subject: ReadableSubject,
  affecting: readonly Advisory[],
  now: number,
): UpdateChoice {
  const { version, lifecycles } = subject;
  const own = ownLifecycle(subject)?.latest ?? null;
  const fitting = offeredReleases(subject).map((release) => release.version);
  const line = lineToBeOn(subject);
  const inLine = fitting.filter((one) => isOfLine(subject, line, one));
  const latest = newestOf(subject, [
    ...released(subject),
    ...lifecycles.flatMap((lifecycle) => lifecycle.latest ?? []),
  ]);
  const compatible = newestOf(subject, own === null ? inLine : [...inLine, own]);
  const isInsecure =
    affecting.length > 0 || isWithdrawn(subject) || missingSecurityReleases(subject).length > 0;
  const goals = [
    nextLine(subject, now),
    isLineAlone(subject.component) ? null : compatible,
    staysInLine(subject) ? null : latest,
  ];
  const target = isInsecure
    ? safestNearby(subject, affecting)
    : goals.find((one) => one !== null && isNewer(subject, one, version));
  return { latest, compatible, target: target ?? null };
}

/** Whether the newest of a line that is looked after is as good as current: a higher line is a choice of its own. */
function staysInLine({ component: { kind, registry } }: ReadableSubject): boolean {
  return kind === 'core' || kind === 'runtime' || registry === 'drupal-org';
}

/** Where to go from a line that has ended: to the next that lasts, best one for the long term. */
function nextLine(subject: ReadableSubject, now: number): string | null {
  const end = endOfLife(subject, now);
  if (end === null || end.daysLeft >= 0) return null;
  const lasting = subject.lifecycles
    .filter(({ endsOn }) => endsOn === null || (daysUntil(endsOn, now) ?? 0) > leastDays)
    .toSorted((a, b) => Number(b.longTerm) - Number(a.longTerm));
  const longTerm = lasting.filter((one) => one.longTerm === lasting[0]?.longTerm);
  return oldestOf(
    subject,
    longTerm
      .flatMap(({ latest }) => latest ?? [])
      .filter((one) => isNewer(subject, one, subject.version)),
  );
}

/** The smallest version that nothing is known against: in the branch, else in the major, else anywhere. */
function safestNearby(subject: ReadableSubject, affecting: readonly Advisory[]): string | null {
  const { component, version, advisories } = subject;
  const candidates = [
    ...offeredReleases(subject).map((release) => release.version),
    ...affecting.flatMap(({ fixedIn }) => fixedIn),
  ].filter(
    (one) =>
      isNewer(subject, one, version) &&
      advisories.every((advisory) => affects(component, one, advisory) === false) &&
      missingSecurityReleases({ ...subject, version: one }).length === 0,
  );
  for (const shared of [2, 1, 0]) {
    const near = candidates.filter((one) => sharesNumbers(component.scheme, version, one, shared));
    const nearest = oldestOf(subject, near);
    if (nearest !== null) return nearest;
  }
  return null;
}

/** What is released, whether it fits here or not. */
function released(subject: ReadableSubject): string[] {
  const unbound = { ...subject, foundation: { core: null, php: null } };
  return offeredReleases(unbound).map(({ version }) => version);
}

function newestOf(subject: ReadableSubject, versions: readonly string[]): string | null {
  return inOrder(subject, versions).at(-1) ?? null;
}

function oldestOf(subject: ReadableSubject, versions: readonly string[]): string | null {
  return inOrder(subject, versions)[0] ?? null;
}

function inOrder({ component: { scheme } }: ReadableSubject, versions: readonly string[]) {
  return versions
    .filter((version) => readVersion(scheme, version) !== null)
    .toSorted((a, b) => orderVersions(scheme, a, b) ?? 0);
}
