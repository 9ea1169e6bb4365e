import type { Component } from '../../core/component.ts';
import type { Advisory, Lifecycle, PackageRecord, Release } from '../../core/package-record.ts';
import type { Platform } from '../../core/site.ts';
import { orderVersions, readVersion } from '../versions/compare.ts';
import { newestFirst } from './merge-records.ts';
import { type Foundation, isUnfit } from './requirements.ts';

/** A component with everything that sources say about it. */
export interface Subject {
  readonly component: Component;
  readonly platform: Platform;
  readonly foundation: Foundation;
  /** Null where no source knows the package. */
  readonly record: PackageRecord | null;
  /** Of the record, the newest first; those with a version that cannot be read left out. */
  readonly releases: readonly Release[];
  /** Of the package, whatever version they are about; each vulnerability once. */
  readonly advisories: readonly Advisory[];
  /** Of the product, where it is one with lines. */
  readonly lifecycles: readonly Lifecycle[];
  /** What could not be learnt, in words. */
  readonly unanswered: readonly string[];
}

/** A subject whose version the rules of its ecosystem can read. */
export interface ReadableSubject extends Subject {
  readonly version: string;
}

/** The subject with its releases in order. Of a line alone, its end is all that can be known. */
export function subjectOf(facts: Omit<Subject, 'releases'>): Subject {
  const { component, record } = facts;
  return isLineAlone(component)
    ? { ...facts, releases: [], advisories: [] }
    : { ...facts, releases: newestFirst(component, record?.releases ?? []) };
}

/** Runtimes whose releases have three numbers; .NET Framework's may have two. */
const patched: readonly string[] = ['dotnet', 'php'];

/** Whether of a runtime only the line is known: `8.0`, for which an app was built, without the patch. */
export function isLineAlone({ kind, slug, scheme, version }: Component): boolean {
  if (kind !== 'runtime' || !patched.includes(slug.toLowerCase())) return false;
  const { length } = readVersion(scheme, version ?? '')?.numbers ?? [];
  return length > 0 && length < 3;
}

/** The same, where the installed version can be read; else null. */
export function readable(subject: Subject): ReadableSubject | null {
  const { scheme, version } = subject.component;
  return version === null || readVersion(scheme, version) === null ? null : { ...subject, version };
}

/** The release that is installed, as the registry describes it; null where it names none. */
export function installedRelease({
  component,
  version,
  releases,
}: ReadableSubject): Release | null {
  return (
    releases.find((release) => orderVersions(component.scheme, release.version, version) === 0) ??
    null
  );
}

/** Whether the registry warns against what is installed: the release, or the package as a whole. */
export function isWithdrawn(subject: ReadableSubject): boolean {
  if (subject.record?.insecure) return true;
  // NuGet hides a version for many reasons; it says nothing of danger.
  if (subject.component.registry === 'nuget') return false;
  return installedRelease(subject)?.withdrawn ?? false;
}

/** Whether a version is above another by the component's rule. */
export function isNewer({ component }: Subject, version: string, than: string): boolean {
  return orderVersions(component.scheme, version, than) === 1;
}

/** Releases that somebody could update to: not taken back, still looked after, and no test versions for a site that runs none. */
export function offeredReleases(subject: ReadableSubject): readonly Release[] {
  const { component, version, releases, foundation } = subject;
  const runsPrerelease = readVersion(component.scheme, version)?.prerelease === true;
  const wanted = releases.filter(
    (release) =>
      !release.withdrawn &&
      !isUnfit(release, foundation) &&
      isInSupportedBranch(subject, release.version) &&
      (runsPrerelease || !readVersion(component.scheme, release.version)?.prerelease),
  );
  const supported = wanted.filter(({ unsupported }) => unsupported === null);
  return supported.length > 0 ? supported : wanted;
}

/**
 * Whether a version begins with a branch that still gets repairs; true where the registry keeps no
 * list. Branches are spelled as drupal.org spells releases: `8.x-1.` is that of `1.12.0` too.
 */
export function isInSupportedBranch({ component, record, releases }: Subject, version: string) {
  const branches = record?.supportedBranches ?? null;
  if (branches === null) return true;
  const equal = releases.filter(
    (release) => orderVersions(component.scheme, release.version, version) === 0,
  );
  const [major, minor] = readVersion(component.scheme, version)?.numbers ?? [];
  const spellings = [
    isLineAlone(component) ? `${version}.` : version,
    `8.x-${major}.${minor}`,
    ...equal.map((release) => release.version),
  ];
  return branches.some((branch) => spellings.some((spelling) => spelling.startsWith(branch)));
}
