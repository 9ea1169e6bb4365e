import { FeedUnreadable } from '../../core/feed.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { entriesOf, fieldOf, isObject, listOf, textOf } from '../manifests/shape.ts';
import { instantOf, type Kept, readJson } from './reading.ts';

/** The newest are what matters. */
const mostReleases = 300;

/**
 * What Packagist's metadata say of a package; `status` 404: it has none of this name. Throws a
 * `FeedUnreadable` where it is something else. Source: packagist.org/apidoc, "Getting package data".
 */
export function readPackagistPackage(
  text: string,
  status: number,
  name: string,
  source: string,
): Kept<PackageRecord> {
  if (status === 404) return record(name, source, { published: false });
  const answer = readJson(text);
  const versions = fieldOf(answer, 'packages', name);
  if (!Array.isArray(versions) || versions.length === 0) {
    throw new FeedUnreadable(`the answer holds no versions of ${name}`);
  }
  const whole = expanded(listOf(answer, 'packages', name).slice(0, mostReleases));
  return record(name, source, {
    releases: whole.flatMap((version) => releaseOf(version, name)),
    unsupported: abandonedWords(fieldOf(whole[0], 'abandoned')),
  });
}

/** Each entry says only what differs from the one before it; `__unset` takes away. Source: github.com/composer/metadata-minifier. */
function expanded(versions: readonly unknown[]): readonly object[] {
  let before = new Map<string, unknown>();
  return versions.filter(isObject).map((version) => {
    before = new Map([...before, ...entriesOf(version)]);
    for (const [key, value] of before) if (value === '__unset') before.delete(key);
    return Object.fromEntries(before);
  });
}

function releaseOf(version: object, name: string): readonly Release[] {
  const number = textOf(version, 'version');
  if (number === null) return [];
  const php = textOf(version, 'require', 'php');
  return [
    {
      version: number,
      releasedAt: instantOf(textOf(version, 'time')),
      security: false,
      withdrawn: false,
      unsupported: null,
      ...(php === null ? {} : { requiresPhp: php }),
      url: `https://packagist.org/packages/${name}`,
    },
  ];
}

/** `true`, or the name of the package that takes its place. */
function abandonedWords(abandoned: unknown): string | null {
  if (typeof abandoned === 'string' && abandoned !== '') {
    return `abandoned by its maintainers, who name ${abandoned.slice(0, 100)} in its place`;
  }
  return abandoned === true ? 'abandoned by its maintainers' : null;
}

function record(name: string, source: string, known: Partial<PackageRecord>): Kept<PackageRecord> {
  return {
    registry: 'packagist',
    name,
    published: true,
    releases: [],
    closed: null,
    unsupported: null,
    insecure: null,
    supportedBranches: null,
    testedCore: null,
    source,
    ...known,
  };
}
