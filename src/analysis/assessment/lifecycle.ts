import type { Component } from '../../core/component.ts';
import type { Lifecycle } from '../../core/package-record.ts';
import type { Platform } from '../../core/site.ts';
import { sharesNumbers } from '../versions/distance.ts';
import { daysUntil } from './dates.ts';
import type { ReadableSubject } from './subject.ts';

/** Whose lines a component belongs to, as lifecycles name products; null for one that has none. */
export function productOf({ kind, slug }: Component, platform: Platform): string | null {
  if (kind === 'core') return platform;
  if (kind === 'runtime') return slug.toLowerCase();
  return kind === 'api' ? 'shopify-api' : null;
}

/** The line that a version belongs to: the longest that it begins with. */
export function ownLifecycle({ lifecycles, version }: ReadableSubject): Lifecycle | null {
  const bare = version.trim().replace(/^v(?=\d)/i, '');
  const fitting = lifecycles.filter(({ cycle }) => bare === cycle || bare.startsWith(`${cycle}.`));
  return fitting.toSorted((a, b) => b.cycle.length - a.cycle.length)[0] ?? null;
}

/** The end of a component's line. */
export interface EndOfLife {
  readonly lifecycle: Lifecycle;
  /** ISO date. */
  readonly endsOn: string;
  /** Whole days, negative when it is past. */
  readonly daysLeft: number;
}

/**
 * When the component's line ends; null where no end is set, or where a release after it shows that
 * repairs still come, as WordPress makes for its older branches.
 */
export function endOfLife(subject: ReadableSubject, now: number): EndOfLife | null {
  const lifecycle = ownLifecycle(subject);
  const endsOn = lifecycle?.endsOn ?? null;
  const daysLeft = endsOn === null ? null : daysUntil(endsOn, now);
  if (lifecycle === null || endsOn === null || daysLeft === null) return null;
  const { component, version, releases } = subject;
  const goesOn = releases.some(
    (release) =>
      (release.releasedAt ?? 0) > Date.parse(endsOn) &&
      sharesNumbers(component.scheme, version, release.version, 2),
  );
  return daysLeft < 0 && component.registry === 'wordpress-org' && goesOn
    ? null
    : { lifecycle, endsOn, daysLeft };
}
