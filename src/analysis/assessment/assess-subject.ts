import type { ComponentStatus } from '../../core/assessed-component.ts';
import type { Advisory } from '../../core/package-record.ts';
import { orderVersions } from '../versions/compare.ts';
import { behindBy } from '../versions/distance.ts';
import { affects } from './affected.ts';
import { compareAdvisories } from './danger.ts';
import { isoDate } from './dates.ts';
import { endOfLife } from './lifecycle.ts';
import { type ReadableSubject, readable, type Subject } from './subject.ts';
import {
  type Assessment,
  insecureKinds,
  type Trouble,
  troubleKinds,
  unsupportedKinds,
} from './trouble.ts';
import { closed, type Measure, troublesOf } from './troubles.ts';
import { unknownTrouble } from './unknowns.ts';
import { chooseUpdate } from './update-choice.ts';

/** How one component stands. */
export function assessSubject(subject: Subject, measure: Measure): Assessment {
  const unknown = unknownTrouble(subject);
  const read = readable(subject);
  return read ? assessReadable(read, unknown, measure) : assessUnreadable(subject, unknown);
}

function assessReadable(
  subject: ReadableSubject,
  unknown: Trouble | null,
  measure: Measure,
): Assessment {
  const { component, version, advisories } = subject;
  const affecting = advisories
    .filter((advisory) => affects(component, version, advisory) === true)
    .toSorted(compareAdvisories);
  const choice = chooseUpdate(subject, affecting, measure.now);
  const troubles = inOrder([...troublesOf(subject, affecting, choice, measure), unknown]);
  const end = endOfLife(subject, measure.now);
  return {
    troubles,
    daysLeft: end?.daysLeft ?? null,
    component: {
      ...component,
      ...choice,
      status: statusOf(troubles),
      behind: choice.target === null ? null : behindBy(component.scheme, version, choice.target),
      installedOn: releasedOn(subject, version),
      latestOn: releasedOn(subject, choice.latest),
      endsOn: end?.endsOn ?? null,
      advisories: affecting,
      reasons: reasonsOf(subject, troubles, affecting, choice.target),
    },
  };
}

/** Without a version that can be read only the package as a whole can be spoken of. */
function assessUnreadable(subject: Subject, unknown: Trouble | null): Assessment {
  const { component, releases } = subject;
  const troubles = inOrder([closed(subject), unknown]);
  const [newest] = releases.filter(({ withdrawn, unsupported }) => !withdrawn && !unsupported);
  return {
    troubles,
    daysLeft: null,
    component: {
      ...component,
      status: statusOf(troubles),
      latest: newest?.version ?? null,
      compatible: null,
      target: null,
      behind: null,
      installedOn: null,
      latestOn: isoDate(newest?.releasedAt ?? null),
      endsOn: null,
      advisories: [],
      reasons: [...troubles.map(({ reason }) => reason), ...activity(subject, troubles)],
    },
  };
}

function releasedOn({ component, releases }: Subject, version: string | null): string | null {
  const found = releases.find(
    (one) => version !== null && orderVersions(component.scheme, one.version, version) === 0,
  );
  return isoDate(found?.releasedAt ?? null);
}

function inOrder(troubles: readonly (Trouble | null)[]): readonly Trouble[] {
  return troubles
    .filter((trouble) => trouble !== null)
    .toSorted((a, b) => troubleKinds.indexOf(a.kind) - troubleKinds.indexOf(b.kind));
}

function statusOf(troubles: readonly Trouble[]): ComponentStatus {
  const has = (kinds: readonly string[]) => troubles.some(({ kind }) => kinds.includes(kind));
  if (has(insecureKinds)) return 'insecure';
  if (has(unsupportedKinds)) return 'unsupported';
  if (has(['outdated'])) return 'outdated';
  return has(['unknown']) ? 'unknown' : 'current';
}

function reasonsOf(
  subject: ReadableSubject,
  troubles: readonly Trouble[],
  affecting: readonly Advisory[],
  target: string | null,
): readonly string[] {
  const { component, version } = subject;
  const isBigStep =
    component.scheme !== 'wordpress' &&
    target !== null &&
    behindBy(component.scheme, version, target) === 'major';
  return [
    ...troubles.map(({ reason }) => reason),
    ...(affecting.length > 0 && target === null ? ['No version repairs all of it yet.'] : []),
    ...(affecting.length > 0 && component.registry === null
      ? ['It is not from WordPress.org: the advisory was matched by its slug.']
      : []),
    ...(isBigStep
      ? [`The way to ${target} leads over a major version: plan it as a project.`]
      : []),
    ...activity(subject, troubles),
  ];
}

/** What is switched off is no safer: its files can be called. */
function activity({ component }: Subject, troubles: readonly Trouble[]): readonly string[] {
  const isTroubled = troubles.some(({ kind }) => kind !== 'unknown');
  return isTroubled && component.active === false
    ? ['It is switched off, but its files are on the server.']
    : [];
}
