import type { Advisory, AdvisoryRating, VersionRange } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { cvssScore } from '../advisories/cvss.ts';
import { isUnauthenticatedCodeExecution } from '../advisories/danger.ts';
import { entriesOf, fieldOf, listOf, textOf } from '../manifests/shape.ts';
import { type Kept, webAddress } from './reading.ts';
import { wordpressInstant } from './wordpress-packages.ts';

/** Kinds of software as Wordfence names them, and under what they are kept. */
const folders = { core: 'core', plugin: 'plugins', theme: 'themes' } as const;
type SoftwareType = keyof typeof folders;

const mostRanges = 50;

/** Under what the advisories of a plugin, a theme or WordPress itself are kept. Names alone are not unique. */
export function wordfenceKey(type: SoftwareType, slug: string): string {
  return `${folders[type]}/${slug.toLowerCase()}`;
}

/**
 * What a record of Wordfence Intelligence (v3, production feed) says, by package; nothing where the
 * record is only informational or not of that shape. Source:
 * wordfence.com/help/wordfence-intelligence/v3-accessing-and-consuming-the-vulnerability-data-feed.
 */
export function wordfenceAdvisories(
  record: unknown,
  source: string,
): readonly (readonly [key: string, advisory: Kept<Advisory>])[] {
  const uuid = textOf(record, 'id');
  const title = textOf(record, 'title');
  if (uuid === null || title === null || fieldOf(record, 'informational') === true) return [];
  const shared = describe(record, uuid, title, source);
  return listOf(record, 'software').flatMap((software) => {
    const type = textOf(software, 'type');
    const slug = textOf(software, 'slug');
    const ranges = entriesOf(software, 'affected_versions')
      .slice(0, mostRanges)
      .map(([, range]) => rangeOf(range));
    if (!isSoftwareType(type) || slug === null || slug.length > 200 || ranges.length === 0)
      return [];
    const fixedIn = listOf(software, 'patched_versions').filter((one) => typeof one === 'string');
    const advisory = {
      ...{ ...shared, package: slug, kind: type },
      ...{ ranges, fixedIn: fixedIn.slice(0, mostRanges) },
    };
    return [[wordfenceKey(type, slug), advisory] as const];
  });
}

function describe(record: unknown, uuid: string, title: string, source: string) {
  const vector = textOf(record, 'cvss', 'vector');
  const score = fieldOf(record, 'cvss', 'score');
  const cve = textOf(record, 'cve');
  const cwe = Number(fieldOf(record, 'cwe', 'id') ?? Number.NaN);
  const isCve = cve !== null && /^CVE-\d{4}-\d{4,10}$/i.test(cve);
  const id = oneLine(uuid, 100);
  const notice = noticeOf(record);
  return {
    registry: 'wordpress-org',
    id: isCve ? cve.toUpperCase() : id,
    aliases: isCve ? [id] : [],
    title: oneLine(title, 300),
    cvss: isScore(score) ? score : vector === null ? null : cvssScore(vector),
    rating: ratings.get(textOf(record, 'cvss', 'rating')?.toLowerCase() ?? '') ?? null,
    exploited: false,
    unauthenticatedCodeExecution: isUnauthenticatedCodeExecution({
      vector,
      cwes: Number.isSafeInteger(cwe) ? [cwe] : [],
      title,
    }),
    highlyCritical: false,
    versions: [],
    publishedAt: wordpressInstant(textOf(record, 'published')),
    url: addressOf(record),
    source,
    ...(notice === '' ? {} : { notice }),
  } as const;
}

/** CVSS's words; `None` is no rating. */
const ratings: ReadonlyMap<string, AdvisoryRating> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'moderate'],
  ['low', 'low'],
]);

/** `*` is no bound. A bound that is missing is none either: too much is looked at rather than too little. */
function rangeOf(range: unknown): Kept<VersionRange> {
  const bound = (side: 'from' | 'to') => {
    const version = textOf(range, `${side}_version`);
    if (version === null || version === '*') return null;
    return { version, inclusive: fieldOf(range, `${side}_inclusive`) !== false };
  };
  return { from: bound('from'), to: bound('to') };
}

/** Its own page about the vulnerability, else whatever it refers to. */
function addressOf(record: unknown): string | null {
  const references = listOf(record, 'references').flatMap((one) =>
    typeof one === 'string' ? (webAddress(one) ?? []) : [],
  );
  const own = references.find((one) => /^https:\/\/www\.wordfence\.com\//.test(one));
  return own ?? references[0] ?? webAddress(textOf(record, 'cve_link'));
}

/** Its terms ask that whoever shows a record shows whose it is. */
function noticeOf(record: unknown): string {
  const owners = entriesOf(record, 'copyrights').flatMap(([, owner]) => {
    const notice = textOf(owner, 'notice');
    if (notice === null) return [];
    const terms = webAddress(textOf(owner, 'license_url'));
    return terms === null ? notice : `${notice} (${terms})`;
  });
  return oneLine(owners.slice(0, 5).join(' '), 400);
}

function isSoftwareType(type: string | null): type is SoftwareType {
  return type !== null && Object.hasOwn(folders, type);
}

function isScore(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 10;
}
