import { FeedUnreadable } from '../../core/feed.ts';
import type { Advisory } from '../../core/package-record.ts';
import { oneLine } from '../../core/text.ts';
import { fieldOf, listOf, textOf } from '../manifests/shape.ts';
import { readDrupalRisk } from './drupal-risk.ts';
import { readJson, webAddress } from './reading.ts';

const mostVersions = 1000;

/**
 * Reads drupal.org's announcements as core does (SecurityAdvisoriesFetcher.php): vulnerabilities that
 * every administrator has to see, and warnings (PSA) that a release for one is about to come. Each
 * lists the releases that are insecure; most of the time there is no announcement at all. Throws a
 * `FeedUnreadable` for anything else.
 */
export function readDrupalNotices(text: string, source: string): readonly Advisory[] {
  const rows = readJson(text);
  if (!Array.isArray(rows)) throw new FeedUnreadable('the answer is no list of announcements');
  return rows.map((row: unknown) => noticeOf(row, source));
}

function noticeOf(row: unknown, source: string): Advisory {
  const title = textOf(row, 'title');
  const project = textOf(row, 'project');
  if (title === null || project === null) {
    throw new FeedUnreadable('an announcement names no project');
  }
  const url = webAddress(textOf(row, 'link'));
  const announced = isTrue(fieldOf(row, 'is_psa'));
  const risk = readDrupalRisk('', title);
  return {
    registry: 'drupal-org',
    package: project,
    id: idOf(title, url),
    aliases: [],
    title: oneLine(title, 300),
    cvss: null,
    rating: risk.rating ?? 'critical',
    exploited: false,
    unauthenticatedCodeExecution: false,
    // What is announced cannot be repaired yet: it is a window to plan, and no incident.
    highlyCritical: risk.highlyCritical && !announced,
    ranges: [],
    versions: listOf(row, 'insecure')
      .filter((version) => typeof version === 'string')
      .slice(0, mostVersions),
    fixedIn: [],
    publishedAt: null,
    url,
    source,
  };
}

/** `SA-CORE-2026-004`, as the title or the address has it; else the title. */
function idOf(title: string, url: string | null): string {
  const id = /\b(?:P?SA)-(?:[A-Z]{2,10}-)?\d{4}-[\d-]{2,12}/i;
  return (id.exec(title) ?? id.exec(url ?? ''))?.[0].toUpperCase() ?? oneLine(title, 80);
}

/** PHP's many ways of saying yes. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}
