import type { Finding, Where } from './finding.ts';

/** A finding of an earlier run, in short. */
export interface PastFinding {
  readonly fingerprint: string;
  readonly title: string;
  readonly where: Where;
}

/** A finding of an earlier run that this one could not look at. */
export interface UnseenFinding extends PastFinding {
  /** When it was last seen, ISO 8601, UTC. */
  readonly seenAt: string;
}

/** What became of the findings of the run before. */
export interface FindingChanges {
  /** When the run before began, ISO 8601, UTC. */
  readonly since: string;
  /** When this look began, ISO 8601, UTC: a run that only confirms one continues its look. */
  readonly begunAt: string;
  /** Fingerprints of findings that nobody knew; the others of this run are still open. */
  readonly new: readonly string[];
  readonly fixed: readonly PastFinding[];
  /** Neither found nor fixed: this run could not look where they are. */
  readonly unseen: readonly UnseenFinding[];
}

/** How a finding stands towards earlier runs. */
type FindingStanding = 'new' | 'still open' | 'accepted';

/** What did not come into sight for this long is forgotten: its page is most likely gone, ms. */
const forgottenAfterMs = 90 * 86_400_000;
/** Most that are kept in mind without being seen. */
const mostUnseen = 500;
/** Runs so close together are one look, where the run before them lies well back, ms. */
const oneLookMs = 15 * 60_000;
const wellBackMs = 60 * 60_000;

/** A run as far as the next one is compared with it. */
export interface ComparedRun {
  /** ISO 8601 instant, UTC. */
  readonly startedAt: string;
  readonly findings: readonly Finding[];
  readonly changes?: FindingChanges;
}

/**
 * Compares findings with those of the last run that judged, by fingerprint. A finding that is gone is
 * fixed only where this run looked: what it `missed` (a page that did not load, or is not in the
 * sample this time) stays open, unseen, until some later run looks there or 90 days are over.
 *
 * A run that confirms another within minutes is compared with the run before both, so that what is
 * new remains so.
 */
export function findingChanges(
  previous: ComparedRun,
  findings: readonly Pick<Finding, 'fingerprint'>[],
  missed: (where: Where) => boolean,
  now: number,
): FindingChanges {
  const { startedAt } = previous;
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const known = knownAfter(previous);
  const gone = [...known.values()].filter(({ fingerprint }) => !found.has(fingerprint));
  const { unseen = [], fixed = [] } = Object.groupBy(gone, ({ where }) =>
    missed(where) ? 'unseen' : 'fixed',
  );
  const changes: FindingChanges = {
    since: startedAt,
    begunAt: new Date(now).toISOString(),
    new: [...found].filter((fingerprint) => !known.has(fingerprint)),
    fixed: fixed.map(({ seenAt: _seenAt, ...past }) => past),
    unseen: unseen
      .filter(({ seenAt }) => now - Date.parse(seenAt) < forgottenAfterMs)
      .toSorted((a, b) => Date.parse(b.seenAt) - Date.parse(a.seenAt))
      .slice(0, mostUnseen),
  };
  const before = previous.changes;
  return before && isOneLook(before, now) ? continued(before, changes, found) : changes;
}

/** Every finding that was open after a run. */
function knownAfter({ startedAt, findings, changes }: ComparedRun): Map<string, UnseenFinding> {
  const known = new Map<string, UnseenFinding>();
  for (const unseen of changes?.unseen ?? []) known.set(unseen.fingerprint, unseen);
  for (const { fingerprint, title, where } of findings) {
    known.set(fingerprint, { fingerprint, title, where, seenAt: startedAt });
  }
  return known;
}

function isOneLook({ since, begunAt }: FindingChanges, now: number): boolean {
  const began = Date.parse(begunAt);
  return now - began < oneLookMs && began - Date.parse(since) > wellBackMs;
}

/** The changes of two runs that are one look, against the run before both. */
function continued(
  before: FindingChanges,
  after: FindingChanges,
  found: ReadonlySet<string>,
): FindingChanges {
  const fixedBefore = before.fixed.filter(({ fingerprint }) => !found.has(fingerprint));
  const cameBack = new Set(before.fixed.map(({ fingerprint }) => fingerprint));
  const cameAndWent = new Set(before.new);
  const fresh = new Set([...before.new, ...after.new]);
  return {
    since: before.since,
    begunAt: before.begunAt,
    new: [...found].filter((one) => fresh.has(one) && !cameBack.has(one)),
    fixed: [...fixedBefore, ...after.fixed.filter((one) => !cameAndWent.has(one.fingerprint))],
    unseen: after.unseen,
  };
}

/** How a finding stands; null where no run before is known to compare with. */
export function standingOf(
  { fingerprint, accepted }: Pick<Finding, 'fingerprint' | 'accepted'>,
  changes: FindingChanges | undefined,
): FindingStanding | null {
  if (accepted) return 'accepted';
  if (!changes) return null;
  return changes.new.includes(fingerprint) ? 'new' : 'still open';
}

/** How many findings stand how. */
interface ChangeCounts {
  readonly new: number;
  readonly stillOpen: number;
  readonly accepted: number;
  readonly fixed: number;
  readonly unseen: number;
}

/** Counts how the findings of a result stand; null where no run before is known. */
export function changeCounts({
  findings,
  changes,
}: Omit<ComparedRun, 'startedAt'>): ChangeCounts | null {
  if (!changes) return null;
  const standings = findings.map((finding) => standingOf(finding, changes));
  const of = (standing: FindingStanding) => standings.filter((each) => each === standing).length;
  return {
    new: of('new'),
    stillOpen: of('still open'),
    accepted: of('accepted'),
    fixed: changes.fixed.length,
    unseen: changes.unseen.length,
  };
}
