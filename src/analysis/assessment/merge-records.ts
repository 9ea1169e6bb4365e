import { type Component, packageKeyOf } from '../../core/component.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { orderVersions } from '../versions/compare.ts';

/**
 * What all sources together know of each package, by `packageKeyOf`: whoever knows a release, a
 * warning or an end is believed.
 */
export function mergeRecords(
  records: readonly PackageRecord[],
): ReadonlyMap<string, PackageRecord> {
  const merged = new Map<string, PackageRecord>();
  for (const record of records) {
    const key = packageKeyOf(record.registry, record.name, record.kind);
    const known = merged.get(key);
    merged.set(key, known ? joined(known, record) : record);
  }
  return merged;
}

function joined(one: PackageRecord, other: PackageRecord): PackageRecord {
  return {
    ...one,
    published: one.published || other.published,
    releases: joinReleases([...one.releases, ...other.releases]),
    closed: one.closed ?? other.closed,
    unsupported: one.unsupported ?? other.unsupported,
    insecure: one.insecure ?? other.insecure,
    supportedBranches: one.supportedBranches ?? other.supportedBranches,
    testedCore: one.testedCore ?? other.testedCore,
    source: [...new Set([...one.source.split(', '), other.source])].join(', '),
  };
}

function joinReleases(releases: readonly Release[]): Release[] {
  const byVersion = Map.groupBy(releases, ({ version }) => version.toLowerCase());
  return [...byVersion.values()].map((same) => same.reduce(joinedRelease));
}

function joinedRelease(one: Release, other: Release): Release {
  return {
    ...other,
    ...one,
    releasedAt: one.releasedAt ?? other.releasedAt,
    security: one.security || other.security,
    withdrawn: one.withdrawn || other.withdrawn,
    unsupported: one.unsupported ?? other.unsupported,
  };
}

/** The releases whose version the component's rule can read, the newest first. */
export function newestFirst(
  { scheme }: Pick<Component, 'scheme'>,
  releases: readonly Release[],
): Release[] {
  return releases
    .filter(({ version }) => orderVersions(scheme, version, version) === 0)
    .toSorted((a, b) => orderVersions(scheme, b.version, a.version) ?? 0);
}
