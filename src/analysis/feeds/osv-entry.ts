import type { VersionScheme } from '../../core/component.ts';
import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory, AdvisoryRating } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { cvssScore } from '../advisories/cvss.ts';
import { isUnauthenticatedCodeExecution } from '../advisories/danger.ts';
import { listOf, textOf } from '../manifests/shape.ts';
import { readOsvAffected } from './osv-ranges.ts';
import { instantOf, webAddress } from './reading.ts';

/** What an OSV entry says of one package. */
export interface OsvEntry {
  /** `osvKey` of the package. */
  readonly key: string;
  /** Everything but the name that the package has for the site. */
  readonly advisory: Omit<Advisory, 'registry' | 'package'>;
}

const schemes: ReadonlyMap<string, VersionScheme> = new Map([
  ['NuGet', 'nuget'],
  ['Packagist', 'composer'],
]);

const ratings: ReadonlyMap<string, AdvisoryRating> = new Map([
  ['CRITICAL', 'critical'],
  ['HIGH', 'high'],
  ['MODERATE', 'moderate'],
  ['MEDIUM', 'moderate'],
  ['LOW', 'low'],
]);

const mostPackages = 1000;

/**
 * Under which name the entries about a package are kept. The suffix of an ecosystem names the
 * repository (`Packagist:https://packages.drupal.org/8`); names are unique without it.
 */
export function osvKey(ecosystem: string, name: string): string {
  return `${ecosystem.split(':')[0]}/${name.toLowerCase()}`;
}

/**
 * Reads an entry of OSV (https://ossf.github.io/osv-schema/): one result for each package of an
 * ecosystem that sites here have; none for an entry that was withdrawn. Throws a `FeedUnreadable`.
 */
export function readOsvEntry(entry: unknown, source: string): readonly OsvEntry[] {
  const id = textOf(entry, 'id');
  if (id === null || id.length > 200) {
    throw new FeedUnreadable('the answer is no entry of OSV: it has no id');
  }
  if (textOf(entry, 'withdrawn') !== null) return [];
  const aliases = listOf(entry, 'aliases')
    .filter((alias) => typeof alias === 'string')
    .filter((alias) => alias.length <= 200 && alias !== id);
  const best = aliases.find((alias) => alias.startsWith('CVE-')) ?? id;
  const title = oneLine(textOf(entry, 'summary') ?? textOf(entry, 'details') ?? id, 200);
  const names = [id, ...aliases].filter((name) => name !== best);
  return listOf(entry, 'affected')
    .slice(0, mostPackages)
    .flatMap((affected) => {
      const ecosystem = textOf(affected, 'package', 'ecosystem') ?? '';
      const name = textOf(affected, 'package', 'name');
      const scheme = schemes.get(ecosystem.split(':')[0] ?? '');
      if (scheme === undefined || name === null) return [];
      return {
        key: osvKey(ecosystem, name),
        advisory: {
          id: best,
          aliases: names,
          title,
          ...severityOf(entry, affected, title),
          exploited: false,
          highlyCritical: false,
          ...readOsvAffected(affected, scheme),
          publishedAt: instantOf(textOf(entry, 'published')),
          url: urlOf(entry),
          source,
        },
      };
    });
}

/** Of several vectors the worst one counts. */
function severityOf(entry: unknown, affected: unknown, title: string) {
  const [worst] = [...listOf(entry, 'severity'), ...listOf(affected, 'severity')]
    .slice(0, 20)
    .flatMap((severity) => textOf(severity, 'score') ?? [])
    .map((vector) => ({ vector, score: cvssScore(vector) }))
    .toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const rating = textOf(entry, 'database_specific', 'severity')?.toUpperCase() ?? '';
  const cwes = listOf(entry, 'database_specific', 'cwe_ids')
    .slice(0, 50)
    .map((cwe) => Number(/^CWE-(\d{1,6})$/.exec(String(cwe))?.[1]))
    .filter((cwe) => !Number.isNaN(cwe));
  return {
    cvss: worst?.score ?? null,
    rating: ratings.get(rating) ?? null,
    unauthenticatedCodeExecution: isUnauthenticatedCodeExecution({
      vector: worst?.vector ?? null,
      cwes,
      title,
    }),
  };
}

/** The advisory itself, else whatever page there is. */
function urlOf(entry: unknown): string | null {
  const references = listOf(entry, 'references');
  const advisory = references.find((reference) => textOf(reference, 'type') === 'ADVISORY');
  const page = references.find((reference) => textOf(reference, 'type') === 'WEB');
  return webAddress(textOf(advisory ?? page, 'url'));
}
