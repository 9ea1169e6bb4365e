import type { VersionScheme } from '../../core/component.ts';
import type { VersionRange } from '../../core/package-record.ts';
import { fieldOf, listOf, textOf } from '../manifests/shape.ts';
import { orderVersions } from '../versions/compare.ts';

/** Which versions an OSV entry is about. */
export interface OsvAffected {
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  readonly fixedIn: readonly string[];
}

type Kind = 'introduced' | 'fixed' | 'last_affected';
interface Event {
  readonly kind: Kind;
  readonly version: string;
}

const mostRanges = 500;
const mostVersions = 5000;
const longestVersion = 256;
/** At one version, an end comes before a new beginning. */
const kinds: readonly Kind[] = ['fixed', 'introduced', 'last_affected'];

/**
 * Reads `affected` of an OSV entry (https://ossf.github.io/osv-schema/#affectedranges-field). Ranges of
 * commits are of no use to an inventory of versions. Single versions count where there is no range:
 * OSV lists them beside ranges as their expansion.
 */
export function readOsvAffected(affected: unknown, scheme: VersionScheme): OsvAffected {
  const lists = listOf(affected, 'ranges')
    .filter((range) => ['SEMVER', 'ECOSYSTEM'].includes(textOf(range, 'type') ?? ''))
    .slice(0, mostRanges)
    .map((range) => eventsOf(range, scheme));
  const ranges = lists.flatMap(rangesOf);
  return {
    ranges,
    versions: ranges.length > 0 ? [] : versionsOf(affected),
    fixedIn: [
      ...new Set(lists.flat().flatMap(({ kind, version }) => (kind === 'fixed' ? version : []))),
    ],
  };
}

/** Events stand in any order; their versions tell. */
function eventsOf(range: unknown, scheme: VersionScheme): readonly Event[] {
  return listOf(range, 'events')
    .slice(0, mostRanges)
    .flatMap((event) =>
      kinds.flatMap((kind) => {
        const version = textOf(event, kind);
        return version === null || version.length > longestVersion ? [] : [{ kind, version }];
      }),
    )
    .toSorted((a, b) => {
      if (a.version === '0' || b.version === '0') {
        return Number(b.version === '0') - Number(a.version === '0');
      }
      const order = orderVersions(scheme, a.version, b.version) ?? 0;
      return order !== 0 ? order : kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
    });
}

function rangesOf(events: readonly Event[]): VersionRange[] {
  const ranges: VersionRange[] = [];
  let from: VersionRange['from'] | undefined;
  for (const { kind, version } of events) {
    if (kind === 'introduced') {
      if (from === undefined) from = version === '0' ? null : { version, inclusive: true };
    } else if (from !== undefined) {
      ranges.push({ from, to: { version, inclusive: kind === 'last_affected' } });
      from = undefined;
    }
  }
  return from === undefined ? ranges : [...ranges, { from, to: null }];
}

function versionsOf(affected: unknown): readonly string[] {
  const versions = fieldOf(affected, 'versions');
  return (Array.isArray(versions) ? versions : [])
    .filter((version: unknown) => typeof version === 'string')
    .filter((version) => version.length <= longestVersion)
    .slice(0, mostVersions);
}
