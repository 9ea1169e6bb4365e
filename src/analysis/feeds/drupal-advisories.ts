import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory, VersionRange } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { rangesOf } from '../manifests/composer-constraint.ts';
import { listOf, textOf } from '../manifests/shape.ts';
import { readDrupalRisk } from './drupal-risk.ts';
import { readJson, webAddress } from './reading.ts';

/** One security advisory of drupal.org. */
export interface DrupalAdvisory {
  /** Number of the project's node; the advisory does not name the project otherwise. */
  readonly projectNode: string;
  /** The versions that it is about, in its own words, where they cannot be read; else null. */
  readonly unreadable: string | null;
  /** Everything but the project. */
  readonly advisory: Omit<Advisory, 'package'>;
}

/** A page of advisories, the newest change first. */
export interface DrupalAdvisoryPage {
  readonly advisories: readonly DrupalAdvisory[];
  /** Whether another page follows. */
  readonly more: boolean;
}

/**
 * Reads a page of drupal.org's advisories (https://www.drupal.org/drupalorg/docs/apis/rest-and-other-apis).
 * Those without a constraint on versions are left out: they are old, and the release history marks the
 * releases that they are about. Throws a `FeedUnreadable` for anything else.
 */
export function readDrupalAdvisories(text: string, source: string): DrupalAdvisoryPage {
  const page = readJson(text);
  const rows = listOf(page, 'list');
  if (rows.length === 0) throw new FeedUnreadable('the answer is no list of advisories');
  return {
    advisories: rows.flatMap((row) => advisoryOf(row, source)),
    more: textOf(page, 'next') !== null,
  };
}

/** The number of a project's node in a list that was asked for by the project's name; null where drupal.org has none. */
export function readProjectNode(text: string): string | null {
  const answer = readJson(text);
  if (textOf(answer, 'self') === null)
    throw new FeedUnreadable('the answer is no list of projects');
  const nid = textOf(listOf(answer, 'list')[0], 'nid');
  return nid !== null && /^\d{1,12}$/.test(nid) ? nid : null;
}

function advisoryOf(row: unknown, source: string): DrupalAdvisory[] {
  const title = textOf(row, 'title');
  if (title === null) throw new FeedUnreadable('an advisory has no title');
  const projectNode = textOf(row, 'field_project', 'id');
  const constraint = textOf(row, 'field_affected_versions');
  if (projectNode === null || constraint === null || textOf(row, 'field_is_psa') === '1') return [];
  const ranges = rangesOf(constraint);
  const url = webAddress(textOf(row, 'url'));
  const id = idOf(title, url);
  const cves = listOf(row, 'field_sa_cve').filter(
    (cve) => typeof cve === 'string' && /^CVE-\d{4}-\d{4,10}$/.test(cve),
  );
  const names = [...cves, id, id.replace(/^SA-/, 'DRUPAL-')].map(String);
  const risk = readDrupalRisk(textOf(row, 'field_sa_criticality') ?? '', title);
  const created = Number(textOf(row, 'created') ?? Number.NaN);
  return [
    {
      projectNode,
      unreadable: ranges === null ? `${id}: “${oneLine(constraint, 100)}”` : null,
      advisory: {
        registry: 'drupal-org',
        id: names[0] ?? id,
        aliases: names.slice(1),
        title: oneLine(title, 300),
        cvss: null,
        rating: risk.rating,
        exploited: risk.exploited,
        unauthenticatedCodeExecution: risk.unauthenticated && /code execution/i.test(title),
        highlyCritical: risk.highlyCritical,
        ranges: ranges ?? [],
        versions: [],
        fixedIn: repairsOf(ranges ?? []),
        publishedAt: Number.isSafeInteger(created) ? created * 1000 : null,
        url,
        source,
      },
    },
  ];
}

/** `https://www.drupal.org/sa-contrib-2026-051` is that of SA-CONTRIB-2026-051. */
function idOf(title: string, url: string | null): string {
  const id = /\bSA-(?:CORE|CONTRIB)-\d{4}-\d{1,5}\b/i;
  return (id.exec(url ?? '') ?? id.exec(title))?.[0].toUpperCase() ?? oneLine(title, 80);
}

/** What a range ends before is the release that repairs. */
function repairsOf(ranges: readonly VersionRange[]): readonly string[] {
  return ranges.flatMap(({ to }) => (to && !to.inclusive ? to.version : []));
}
