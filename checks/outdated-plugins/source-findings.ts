import { daysUntil, isoDate } from '../../src/analysis/assessment/dates.ts';
import {
  type Assessment,
  type UnknownCause,
  unknownCauses,
} from '../../src/analysis/assessment/trouble.ts';
import type { Inventory, ServiceNotice } from '../../src/core/artifacts/inventory.ts';
import type { FeedState } from '../../src/core/feed.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { oneLine } from '../../src/core/text.ts';
import type { RuleId } from './rules.ts';

type Draft = FindingDraft<RuleId>;

const causeTitles: Readonly<Record<UnknownCause, string>> = {
  'version-missing': 'No source says which version is installed',
  'version-unreadable': 'An installed version is none by the rules of its ecosystem',
  'development-version': 'A development branch is installed: no advisory can be matched',
  unpublished: 'Published nowhere that is known: nobody reports its vulnerabilities',
  unanswered: 'What exists of some components could not be learnt',
};

const causeAdvice: Readonly<Partial<Record<UnknownCause, string>>> = {
  'version-missing':
    'Give the site a way to its inventory that tells the version (`inventory`), or look by hand.',
  'development-version':
    'Install a release, or have somebody follow the advisories of the project by hand.',
  unanswered:
    'Nothing is known against them, and nothing for them: see which feed cannot be read, and look by hand where it matters.',
};

/** One finding for each cause, so that a site with forty bespoke modules has one to look at. */
export function unknownFindings(
  assessments: readonly Assessment[],
  bespoke: readonly string[],
  url: string,
): Draft[] {
  const own = new Set(bespoke.map((slug) => slug.toLowerCase()));
  const unknown = assessments.flatMap(({ component, troubles }) =>
    troubles
      // An app runs at its vendor's, who has no version to tell.
      .filter(({ kind }) => kind === 'unknown' && component.kind !== 'app')
      .filter(({ cause }) => cause !== 'unpublished' || !own.has(component.slug.toLowerCase()))
      .map(({ cause, reason }) => ({ component, cause, reason })),
  );
  return unknownCauses.flatMap((cause) => {
    const those = unknown.filter((one) => one.cause === cause);
    if (those.length === 0) return [];
    const byReason = [...Map.groupBy(those, ({ reason }) => reason)].map(
      ([reason, group]) =>
        `${group.map(({ component }) => oneLine(component.slug, 80)).join(', ')}: ${oneLine(reason, 300)}`,
    );
    return [
      {
        rule: 'component-unknown',
        where: { url, component: cause },
        title: causeTitles[cause],
        evidence: byReason.join('\n'),
        ...(causeAdvice[cause] === undefined ? {} : { advice: causeAdvice[cause] }),
      },
    ];
  });
}

/** What was wrong with the ways to the inventory, and between them. */
export function inventoryFindings({ routes, remarks }: Inventory, url: string): Draft[] {
  const failed = routes.filter(({ outcome }) => outcome === 'failed');
  const contradictions = remarks.map(
    ({ about, message }) => `${oneLine(about, 120)}: ${oneLine(message, 300)}`,
  );
  return [
    ...failed.map(
      ({ route, title, reason }): Draft => ({
        rule: 'inventory-route-failed',
        where: { url, component: route },
        title: `One way to learn what is installed does not work: ${title}`,
        evidence: reason ?? 'no reason was given',
      }),
    ),
    ...(contradictions.length === 0
      ? []
      : [
          {
            rule: 'inventory-contradictory' as const,
            where: { url },
            evidence: contradictions.join('\n'),
          },
        ]),
  ];
}

/** How feeds stand that should have known something. */
export function feedFindings(feeds: readonly FeedState[], url: string): Draft[] {
  const off = feeds.filter(({ state }) => state === 'off');
  const unreadable = feeds.filter(({ state }) => state === 'unreadable');
  return [
    ...feeds.flatMap((feed) => troubledFeed(feed, unreadable.length > 1, url)),
    ...(off.length === 0
      ? []
      : [
          {
            rule: 'feed-not-asked' as const,
            where: { url },
            evidence: off
              .map(({ title, reason }) => `${title}: ${oneLine(reason ?? 'switched off', 300)}`)
              .join('\n'),
          },
        ]),
  ];
}

/** Several that cannot be read have one title, so that a reader is told what to do once. */
function troubledFeed(
  { feed, title, state, asOf, reason }: FeedState,
  isOneOfMany: boolean,
  url: string,
): Draft[] {
  if (state !== 'unreadable' && state !== 'stale') return [];
  const known = isoDate(asOf);
  const age = known === null ? 'nothing is known from before' : `what is used is of ${known}`;
  const evidence = `${oneLine(reason ?? 'no reason was given', 600)}; ${age}`;
  const where = { url, component: feed };
  if (state === 'stale') {
    return [{ rule: 'feed-stale', where, title: `What ${title} says is old`, evidence }];
  }
  return [
    isOneOfMany
      ? { rule: 'feed-unreadable', where, evidence: `${title}: ${evidence}` }
      : { rule: 'feed-unreadable', where, title: `${title} cannot be read`, evidence },
  ];
}

/** What the platform's vendor takes away. */
export function noticeFindings(
  notices: readonly ServiceNotice[],
  now: number,
  url: string,
): Draft[] {
  return notices.map(({ subject, message, endsOn, stopped, advice, help }) => {
    const daysLeft = endsOn === null ? null : daysUntil(endsOn, now);
    const isUrgent = stopped || (daysLeft !== null && daysLeft <= 30);
    return {
      rule: 'service-ending',
      where: { url, component: oneLine(subject, 300) },
      title: `${oneLine(subject, 120)}: ${stopped ? 'has stopped' : endsOn === null ? 'will stop' : `stops on ${endsOn}`}`,
      evidence: message,
      advice,
      help,
      ...(isUrgent ? { verdict: 'failed' as const, severity: 'serious' as const } : {}),
    };
  });
}
