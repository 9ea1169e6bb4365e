import {
  type Advisory,
  type AdvisoryRating,
  advisoryRatings,
  type VersionRange,
} from '../../core/package-record.ts';

/** One vulnerability: every name it has, and everybody who speaks of it. */
interface Group {
  readonly names: Set<string>;
  readonly members: Advisory[];
}

/** One advisory for each vulnerability: those that share a name, an alias included, are the same. */
export function mergeAdvisories(
  advisories: readonly Advisory[],
  exploited: ReadonlySet<string>,
): Advisory[] {
  const groups = new Set<Group>();
  const byName = new Map<string, Group>();
  for (const advisory of advisories) {
    const names = namesOf(advisory);
    const related = new Set(names.flatMap((name) => byName.get(name) ?? []));
    const [group = { names: new Set(), members: [] }, ...others] = related;
    for (const other of others) {
      groups.delete(other);
      group.members.push(...other.members);
      names.push(...other.names);
    }
    group.members.push(advisory);
    for (const name of names) {
      group.names.add(name);
      byName.set(name, group);
    }
    groups.add(group);
  }
  return [...groups].flatMap(({ names, members }) => {
    const isExploited = [...names].some((name) => exploited.has(name));
    const [first, ...others] = members;
    if (first === undefined) return [];
    const merged = others.reduce(joined, first);
    return [{ ...merged, exploited: merged.exploited || isExploited }];
  });
}

function namesOf({ id, aliases }: Advisory): string[] {
  return [id, ...aliases].map((name) => name.trim().toUpperCase()).filter((name) => name !== '');
}

/** The worst that any source says. What affects by one source's ranges and not by another's, affects. */
function joined(one: Advisory, other: Advisory): Advisory {
  const cve = [one, other].find(({ id }) => /^CVE-/i.test(id));
  const main = cve ?? one;
  const names = new Set([one.id, other.id, ...one.aliases, ...other.aliases]);
  names.delete(main.id);
  return {
    ...one,
    ...main,
    aliases: [...names],
    title: main.title || one.title || other.title,
    cvss: worstScore(one.cvss, other.cvss),
    rating: worstRating(one.rating, other.rating),
    exploited: one.exploited || other.exploited,
    unauthenticatedCodeExecution:
      one.unauthenticatedCodeExecution || other.unauthenticatedCodeExecution,
    highlyCritical: one.highlyCritical || other.highlyCritical,
    ranges: distinct([...one.ranges, ...other.ranges]),
    versions: [...new Set([...one.versions, ...other.versions])],
    fixedIn: [...new Set([...one.fixedIn, ...other.fixedIn])],
    publishedAt: earliest(one.publishedAt, other.publishedAt),
    url: main.url ?? one.url ?? other.url,
    source: [...new Set([...one.source.split(', '), other.source])].join(', '),
    ...noticeOf(one, other),
  };
}

function noticeOf(one: Advisory, other: Advisory): { readonly notice?: string } {
  const notices = new Set([one.notice, other.notice].filter((notice) => notice !== undefined));
  return notices.size === 0 ? {} : { notice: [...notices].join(' ') };
}

function distinct(ranges: readonly VersionRange[]): VersionRange[] {
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}

function worstScore(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function worstRating(a: AdvisoryRating | null, b: AdvisoryRating | null): AdvisoryRating | null {
  return advisoryRatings.find((rating) => rating === a || rating === b) ?? null;
}
