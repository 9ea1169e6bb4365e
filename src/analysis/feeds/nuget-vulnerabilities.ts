import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory, AdvisoryRating } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { entriesOf, fieldOf, isObject, textOf } from '../manifests/shape.ts';
import { readNuGetRange } from './nuget-range.ts';
import { nugetPath } from './nuget-registration.ts';
import { readJson, webAddress } from './reading.ts';

/** A page of NuGet's vulnerabilities, as their index names it. */
export interface NuGetVulnerabilityPage {
  /** `base`, `update`. */
  readonly name: string;
  /** Behind the server's base. */
  readonly path: string;
}

/** One vulnerability of a package, as the page has it. */
export interface NuGetVulnerability {
  readonly url: string | null;
  /** 0 low to 3 critical; null where it is neither. */
  readonly severity: number | null;
  /** In NuGet's interval notation. */
  readonly versions: string;
}

/** The protocol allows no more. */
const mostPages = 16;
const ratings: readonly AdvisoryRating[] = ['low', 'moderate', 'high', 'critical'];

/**
 * The pages that make up the list of vulnerabilities; all of them count.
 * https://learn.microsoft.com/nuget/api/vulnerability-info. Throws a `FeedUnreadable` for anything else.
 */
export function readVulnerabilityIndex(text: string): readonly NuGetVulnerabilityPage[] {
  const rows = readJson(text);
  const pages = (Array.isArray(rows) ? rows : []).map((row: unknown) => {
    const name = textOf(row, '@name');
    const address = textOf(row, '@id');
    if (name === null || address === null || !/^[\w.-]{1,60}$/.test(name)) {
      throw new FeedUnreadable('the index of vulnerabilities names a page without an address');
    }
    return { name, path: nugetPath(address) };
  });
  if (pages.length === 0 || pages.length > mostPages) {
    throw new FeedUnreadable('the answer is no index of NuGet’s vulnerabilities');
  }
  return pages;
}

/**
 * The vulnerabilities of a page by the lower-case id of their package. A page without any is `[]`.
 * Throws a `FeedUnreadable` for anything else.
 */
export function readVulnerabilityPage(
  text: string,
): readonly (readonly [id: string, vulnerabilities: readonly NuGetVulnerability[]])[] {
  const page = readJson(text);
  if (Array.isArray(page) && page.length === 0) return [];
  if (!isObject(page)) throw new FeedUnreadable('the answer is no page of NuGet’s vulnerabilities');
  return entriesOf(page).map(([id, rows]) => {
    if (!Array.isArray(rows)) {
      throw new FeedUnreadable(`the page has no list of vulnerabilities for ${oneLine(id, 60)}`);
    }
    return [id.toLowerCase(), rows.map(vulnerabilityOf)] as const;
  });
}

/** An advisory, or the range in its own words where that cannot be read. */
export function nugetAdvisory(
  packageId: string,
  { url, severity, versions }: NuGetVulnerability,
  source: string,
): Advisory | { readonly unreadable: string } {
  const id = /GHSA(?:-[0-9a-z]{4}){3}/i.exec(url ?? '')?.[0] ?? url ?? `${packageId} ${versions}`;
  const range = readNuGetRange(versions);
  if (range === null) return { unreadable: `${id}: “${oneLine(versions, 100)}”` };
  const rating = severity === null ? null : (ratings[severity] ?? null);
  return {
    registry: 'nuget',
    package: packageId,
    id,
    aliases: [],
    title: `Vulnerability of ${rating ?? 'unknown'} severity in ${packageId}`,
    cvss: null,
    rating,
    exploited: false,
    unauthenticatedCodeExecution: false,
    highlyCritical: false,
    ranges: [range],
    versions: [],
    fixedIn: range.to && !range.to.inclusive ? [range.to.version] : [],
    publishedAt: null,
    url,
    source,
  };
}

function vulnerabilityOf(row: unknown): NuGetVulnerability {
  const severity = Number(fieldOf(row, 'severity') ?? Number.NaN);
  return {
    url: webAddress(textOf(row, 'url')),
    severity: ratings[severity] === undefined ? null : severity,
    versions: textOf(row, 'versions') ?? '',
  };
}
