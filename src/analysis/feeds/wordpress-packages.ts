import { FeedUnreadable } from '../../core/feed.ts';
import type { PackageRecord, Release } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { entriesOf, fieldOf, isObject, textOf } from '../manifests/shape.ts';
import { orderVersions } from '../versions/compare.ts';
import { type Kept, readJson } from './reading.ts';

/** Old plugins have a thousand releases; what lies further back than so many is asked by nobody. */
const mostReleases = 300;

/** The package that was asked for. */
export interface WordpressPackage {
  readonly kind: 'plugin' | 'theme';
  readonly slug: string;
}

/**
 * Reads what WordPress.org says about a plugin or theme (api.wordpress.org, `plugins/info/1.2` and
 * `themes/info/1.2`). One that was closed, and one that does not exist, are answers; their status is
 * not the same everywhere, so the body decides. Throws a `FeedUnreadable` for anything else.
 */
export function readWordpressPackage(
  text: string,
  { kind, slug }: WordpressPackage,
  source: string,
): Kept<PackageRecord> {
  const answer = readJson(text);
  const unknown = { ...emptyRecord, name: slug, kind, source };
  const error = textOf(answer, 'error');
  if (error === 'closed' || fieldOf(answer, 'closed') === true) {
    const reason = textOf(answer, 'reason_text') ?? textOf(answer, 'reason');
    const closed = { on: closingDate(answer), reason: reason && oneLine(reason, 200) };
    return { ...unknown, published: true, closed };
  }
  if (error !== null && /not[ _]found/i.test(error)) return unknown;
  if (error !== null) throw new FeedUnreadable(`it says “${oneLine(error, 100)}”`);

  const version = textOf(answer, 'version');
  if (version === null || textOf(answer, 'slug')?.toLowerCase() !== slug.toLowerCase()) {
    throw new FeedUnreadable(`the answer is not about the ${kind} ${oneLine(slug, 80)}`);
  }
  return {
    ...unknown,
    published: true,
    releases: [latestRelease(answer, version, kind, slug), ...earlierReleases(answer, version)],
    testedCore: textOf(answer, 'tested'),
  };
}

const emptyRecord = {
  registry: 'wordpress-org',
  published: false,
  releases: [],
  closed: null,
  unsupported: null,
  insecure: null,
  supportedBranches: null,
  testedCore: null,
} as const;

const plainRelease = {
  releasedAt: null,
  security: false,
  withdrawn: false,
  unsupported: null,
} as const;

/** What the registry says beside the versions is about the latest only. */
function latestRelease(
  answer: unknown,
  version: string,
  kind: WordpressPackage['kind'],
  slug: string,
): Kept<Release> {
  const requiresCore = textOf(answer, 'requires');
  const requiresPhp = textOf(answer, 'requires_php');
  return {
    ...plainRelease,
    version,
    releasedAt: wordpressInstant(
      textOf(answer, 'last_updated_time') ?? textOf(answer, 'last_updated'),
    ),
    ...(requiresCore === null ? {} : { requiresCore }),
    ...(requiresPhp === null ? {} : { requiresPhp }),
    url: `https://wordpress.org/${kind}s/${encodeURIComponent(slug)}/`,
  };
}

/** Versions that were tagged before; a tag above the latest is not released yet. Newest first. */
function earlierReleases(answer: unknown, latest: string): Kept<Release>[] {
  if (!isObject(fieldOf(answer, 'versions'))) return [];
  return entriesOf(answer, 'versions')
    .map(([version]) => version)
    .filter((version) => orderVersions('wordpress', version, latest) === -1)
    .toSorted((a, b) => orderVersions('wordpress', b, a) ?? 0)
    .slice(0, mostReleases)
    .map((version) => ({ ...plainRelease, version }));
}

function closingDate(answer: unknown): string | null {
  const date = textOf(answer, 'closed_date');
  return date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null;
}

/**
 * WordPress.org's ways of writing an instant, epoch milliseconds: `2025-09-26 9:07pm GMT`,
 * `2025-09-26 12:10:03`, `2025-09-26`; all in UTC. Null for anything else.
 */
export function wordpressInstant(text: string | null): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))? ?(am|pm)?)?(?: ?(?:GMT|UTC|Z))?$/i.exec(
      text ?? '',
    );
  if (match === null) return null;
  const [, date = '', hour = '0', minute = '0', second = '0', half] = match;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const at = Date.parse(date) + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return hours < 24 && !Number.isNaN(at) ? at : null;
}
