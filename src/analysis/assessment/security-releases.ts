import type { Registry } from '../../core/component.ts';
import type { Release } from '../../core/package-record.ts';
import { readVersion } from '../versions/compare.ts';
import { sharesNumbers } from '../versions/distance.ts';
import { installedRelease, isInSupportedBranch, isNewer, type ReadableSubject } from './subject.ts';

const dayMs = 86_400_000;

/** How many leading numbers the versions of one line share, by registry: what is compatible stays in it. */
const lineNumbers: Readonly<Record<Registry, number>> = {
  'wordpress-org': 0,
  'drupal-org': 1,
  packagist: 1,
  nuget: 1,
  dotnet: 2,
  php: 2,
  shopify: 0,
};

/** Whether a version is of the line that the site is on: the major of a package, the channel of a runtime. */
export function isOfLine({ component, record }: ReadableSubject, of: string, version: string) {
  const registry = component.registry ?? record?.registry;
  const count = registry === undefined ? 1 : lineNumbers[registry];
  return sharesNumbers(component.scheme, of, version, count);
}

/**
 * The version whose line the site should be on: the installed one, or, where its branch gets no more
 * repairs, one of the first branch that does and is not older (Drupal's update.compare.inc).
 */
export function lineToBeOn(subject: ReadableSubject): string {
  const { component, record, releases, version } = subject;
  if (isInSupportedBranch(subject, version)) return version;
  const [major = 0] = readVersion(component.scheme, version)?.numbers ?? [];
  const branch = record?.supportedBranches?.[0] ?? '';
  const first = releases.find((release) => release.version.startsWith(branch));
  const [target = 0] = readVersion(component.scheme, first?.version ?? '')?.numbers ?? [];
  return first !== undefined && target >= major ? first.version : version;
}

/** Releases that repair a vulnerability and that a version lacks, the newest first. */
export function missingSecurityReleases(subject: ReadableSubject): readonly Release[] {
  const line = lineToBeOn(subject);
  return subject.releases.filter(
    (release) =>
      release.security &&
      !release.withdrawn &&
      isNewer(subject, release.version, subject.version) &&
      isOfLine(subject, line, release.version) &&
      isInSupportedBranch(subject, release.version) &&
      !isRepairedInOwnBranch(subject, release),
  );
}

/**
 * Publishers repair all supported branches on one day. So a release of a higher branch brings nothing
 * that a release of the installed branch of that day or later does not have.
 */
function isRepairedInOwnBranch(subject: ReadableSubject, release: Release): boolean {
  const { component, version } = subject;
  if (sharesNumbers(component.scheme, version, release.version, 2)) return false;
  const own = installedRelease(subject)?.releasedAt ?? null;
  return (
    own !== null &&
    release.releasedAt !== null &&
    isInSupportedBranch(subject, version) &&
    own >= release.releasedAt - dayMs
  );
}
