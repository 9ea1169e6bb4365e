import { robotsVerdict } from '../../src/analysis/robots/robots.ts';
import { noindexOf } from '../../src/analysis/seo/robots-tags.ts';
import { spread } from '../../src/analysis/sitemap/spread.ts';
import type { AddressAnswer } from '../../src/core/artifacts/search-answers.ts';
import { oneLine } from '../../src/core/text.ts';
import { canonicalOf } from './canonicals.ts';
import { crawler } from './robots.ts';
import { type Draft, listed, type SeenPage, type Subject } from './subject.ts';

/** Addresses of the sitemap that are held against robots.txt. */
const mostChecked = 500;

/** What the sitemap names: it should be pages that answer, that may be indexed, and that are the canonical ones. */
export function judgeSitemapEntries(subject: Subject): readonly Draft[] {
  const { site, seen, index, answers } = subject;
  if (index === null || site.environment !== 'production') return [];
  const named = new Set(index.entries.map(({ url }) => url));
  return [
    ...seen.filter(({ page }) => named.has(page.url)).flatMap(seenEntry),
    ...(answers?.entries ?? []).flatMap(askedEntry),
    ...blocked(subject),
  ];
}

function seenEntry(page: SeenPage): readonly Draft[] {
  const { audit, noindex, url } = page;
  const where = { url: page.page.url };
  if (audit.status >= 400) {
    const evidence = `status ${audit.status}`;
    // What config names as well is told as a page of the site.
    return page.page.namedBy === 'sitemap' ? [{ rule: 'sitemap-entry-dead', where, evidence }] : [];
  }
  if (url !== page.page.url) {
    return [{ rule: 'sitemap-entry-redirected', where, evidence: `it leads to ${url}` }];
  }
  if (noindex !== null) {
    if (page.page.namedBy === 'site') return [];
    const evidence = `${noindex.source}: “${oneLine(noindex.text, 200)}”`;
    return [{ rule: 'sitemap-entry-noindex', where, evidence }];
  }
  const canonical = canonicalOf(page);
  if (canonical === null || canonical === url) return [];
  return [{ rule: 'sitemap-entry-not-canonical', where, evidence: `it names ${canonical}` }];
}

function askedEntry(answer: AddressAnswer): readonly Draft[] {
  const { url, status, finalUrl, redirects, robotsTags, why } = answer;
  const where = { url };
  if (status === null) return [{ rule: 'sitemap-entry-dead', where, evidence: why }];
  if (status >= 400) {
    return [{ rule: 'sitemap-entry-dead', where, evidence: `status ${status}` }];
  }
  if (redirects.length > 0) {
    return [{ rule: 'sitemap-entry-redirected', where, evidence: `it leads to ${finalUrl}` }];
  }
  const noindex = noindexOf({ metas: [], robotsTags });
  if (noindex === null) return [];
  const evidence = `${noindex.source}: “${oneLine(noindex.text, 200)}”`;
  return [{ rule: 'sitemap-entry-noindex', where, evidence }];
}

/** One finding: a rule of robots.txt often bars a whole folder. A site that is barred as a whole is told as such. */
function blocked({ index, robots, home }: Subject): readonly Draft[] {
  if (index === null || robots === null || index.robots.state !== 'read') return [];
  if (home && robotsVerdict(robots, crawler, home.url).verdict === 'disallow') return [];
  const { origin } = new URL(index.robots.url);
  const own = index.entries.map(({ url }) => url).filter((url) => new URL(url).origin === origin);
  const barred = spread(own, mostChecked).filter(
    (url) => robotsVerdict(robots, crawler, url).verdict === 'disallow',
  );
  if (barred.length === 0) return [];
  const where = { url: index.robots.url };
  return [{ rule: 'sitemap-entry-blocked', where, evidence: listed(barred) }];
}
