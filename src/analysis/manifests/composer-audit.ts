import type { AdvisoryRating } from '../../core/package-record.ts';
import { entriesOf, fieldOf, isObject, listOf, textOf } from './shape.ts';

/** One advisory, as `composer audit --format=json` prints it. */
export interface AuditAdvisory {
  readonly package: string;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** Composer’s constraint; null where it names none. */
  readonly affected: string | null;
  readonly rating: AdvisoryRating | null;
  /** Epoch milliseconds. */
  readonly publishedAt: number | null;
  readonly url: string | null;
}

/** What `composer audit` found. */
export interface ComposerAudit {
  readonly advisories: readonly AuditAdvisory[];
  readonly abandoned: readonly { readonly package: string; readonly replacement: string | null }[];
}

const ratings: ReadonlyMap<string, AdvisoryRating> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'moderate'],
  ['moderate', 'moderate'],
  ['low', 'low'],
]);

/**
 * Reads the answer of `composer audit --format=json`; null where it is none. Exit codes differ from
 * release to release of Composer, so the answer alone counts.
 */
export function readComposerAudit(json: unknown): ComposerAudit | null {
  const advisories = fieldOf(json, 'advisories');
  // PHP writes an empty object as a list.
  if (!isObject(advisories) && !Array.isArray(advisories)) return null;
  return {
    advisories: entriesOf(json, 'advisories').flatMap(([name, rows]) =>
      rowsOf(rows).flatMap((row) => advisoryOf(name, row)),
    ),
    abandoned: entriesOf(json, 'abandoned').map(([name, replacement]) => ({
      package: name.toLowerCase(),
      replacement: typeof replacement === 'string' ? replacement : null,
    })),
  };
}

/** PHP writes a list from which it took something as an object. */
function rowsOf(rows: unknown): readonly unknown[] {
  return Array.isArray(rows) ? rows : entriesOf(rows).map(([, row]) => row);
}

function advisoryOf(name: string, row: unknown): AuditAdvisory | readonly never[] {
  const cve = textOf(row, 'cve');
  const names = [
    cve,
    textOf(row, 'advisoryId'),
    ...listOf(row, 'sources').map((source) => textOf(source, 'remoteId')),
  ].filter((one) => one !== null);
  const [id, ...others] = [...new Set(names)];
  if (id === undefined) return [];
  const reported = Date.parse(textOf(row, 'reportedAt') ?? '');
  return {
    package: name.toLowerCase(),
    id,
    aliases: others,
    title: textOf(row, 'title') ?? id,
    affected: textOf(row, 'affectedVersions'),
    rating: ratings.get((textOf(row, 'severity') ?? '').toLowerCase()) ?? null,
    publishedAt: Number.isNaN(reported) ? null : reported,
    url: textOf(row, 'link'),
  };
}
