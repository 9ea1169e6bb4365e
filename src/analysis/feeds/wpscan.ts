import type { ComponentKind } from '../../core/component.ts';
import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory, VersionRange } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { cvssScore } from '../advisories/cvss.ts';
import { isUnauthenticatedCodeExecution } from '../advisories/danger.ts';
import { fieldOf, isObject, listOf, textOf } from '../manifests/shape.ts';
import { instantOf, type Kept, readJson } from './reading.ts';

const mostVulnerabilities = 500;

/** Weaknesses by the names that WPScan has for them, where strangers may run code by one. */
const weaknesses: ReadonlyMap<string, number> = new Map([
  ['RCE', 94],
  ['UPLOAD', 434],
  ['RFI', 98],
  ['OBJECT INJECTION', 502],
]);

/** What was asked about. */
export interface WpscanPackage {
  readonly kind: ComponentKind;
  readonly slug: string;
  /** The slug or version under which the answer has it. */
  readonly name: string;
}

/**
 * Reads what WPScan (API v4, wpscan.com/api) knows of a plugin, a theme or a release of WordPress. Null for 404: it has no data, which is
 * no word on whether the package is safe. Throws a `FeedUnreadable` for anything else.
 */
export function readWpscan(
  text: string,
  status: number,
  { name, ...wanted }: WpscanPackage,
  source: string,
): { readonly advisories: readonly Kept<Advisory>[] | null } {
  if (status === 404) return { advisories: null };
  const rows = fieldOf(readJson(text), name, 'vulnerabilities');
  if (!Array.isArray(rows))
    throw new FeedUnreadable(`the answer is not about ${oneLine(name, 80)}`);
  return {
    advisories: rows
      .slice(0, mostVulnerabilities)
      .flatMap((row: unknown) => advisoryOf(row, wanted, source)),
  };
}

function advisoryOf(
  row: unknown,
  { kind, slug }: Pick<WpscanPackage, 'kind' | 'slug'>,
  source: string,
): Kept<Advisory>[] {
  const uuid = textOf(row, 'id');
  const title = textOf(row, 'title');
  if (uuid === null || title === null) throw new FeedUnreadable('a vulnerability has no title');
  const vector = textOf(row, 'cvss', 'vector');
  const score = Number(fieldOf(row, 'cvss', 'score') ?? Number.NaN);
  const cwe = weaknesses.get(textOf(row, 'vuln_type')?.toUpperCase() ?? '');
  const cves = listOf(row, 'references', 'cve').flatMap((cve) =>
    typeof cve === 'string' && /^\d{4}-\d{4,10}$/.test(cve) ? `CVE-${cve}` : [],
  );
  const names = [...cves, oneLine(uuid, 100)];
  const spans = spansOf(row);
  return [
    {
      registry: 'wordpress-org',
      package: slug,
      kind,
      id: names[0] ?? uuid,
      aliases: names.slice(1),
      title: oneLine(title, 300),
      cvss: score >= 0 && score <= 10 ? score : vector === null ? null : cvssScore(vector),
      rating: null,
      exploited: false,
      unauthenticatedCodeExecution: isUnauthenticatedCodeExecution({
        vector,
        cwes: cwe === undefined ? [] : [cwe],
        title,
      }),
      highlyCritical: false,
      ranges: spans.map(rangeOf),
      versions: [],
      fixedIn: spans.flatMap(({ fixedIn }) => fixedIn ?? []),
      publishedAt: instantOf(textOf(row, 'published_date') ?? textOf(row, 'created_at')),
      url: `https://wpscan.com/vulnerability/${encodeURIComponent(uuid)}/`,
      source,
    },
  ];
}

interface Span {
  readonly introducedIn: string | null;
  /** Null where nothing repairs it yet. */
  readonly fixedIn: string | null;
}

/** One span a branch; older answers have a single one, beside the title. */
function spansOf(row: unknown): readonly Span[] {
  const listed = listOf(row, 'affected_versions').filter(isObject);
  return (listed.length > 0 ? listed : [row]).map((span) => ({
    introducedIn: textOf(span, 'introduced_in'),
    fixedIn: textOf(span, 'fixed_in'),
  }));
}

function rangeOf({ introducedIn, fixedIn }: Span): Kept<VersionRange> {
  return {
    from: introducedIn === null ? null : { version: introducedIn, inclusive: true },
    to: fixedIn === null ? null : { version: fixedIn, inclusive: false },
  };
}
