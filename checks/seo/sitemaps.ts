import { maxSitemapBytes, maxSitemapUrls } from '../../src/analysis/sitemap/read-sitemap.ts';
import type { SiteIndex, SitemapFile } from '../../src/core/artifacts/site-index.ts';
import { type Draft, listed, type Subject } from './subject.ts';

/** The files themselves: whether they are there, can be read, and speak for this site. */
export function judgeSitemapFiles({ site, index }: Subject): readonly Draft[] {
  // Nobody is meant to find what is not in production.
  if (index === null || site.environment !== 'production') return [];
  const { sitemaps, robots } = index;
  const usual = sitemaps.find(({ namedBy }) => namedBy === 'usual place');
  if (usual && isAbsent(usual)) {
    const evidence = `robots.txt names none, and ${usual.url}: ${usual.why}`;
    return [{ rule: 'sitemap-missing', where: { url: usual.url }, evidence }];
  }
  const files = sitemaps.flatMap(fileFaults);
  if (!usual || robots.state === 'unreachable') return files;
  const evidence = `${robots.url} has no line \`Sitemap: ${usual.url}\``;
  return [...files, { rule: 'sitemap-unannounced', where: { url: usual.url }, evidence }];
}

/** At its usual place a site may answer anything with a page of its own. */
function isAbsent({ state, why }: SitemapFile): boolean {
  return state === 'missing' || (state === 'unreadable' && /web page|neither XML/.test(why));
}

function fileFaults(file: SitemapFile): readonly Draft[] {
  const where = { url: file.url };
  if (file.state !== 'read') {
    const by = { robots: 'robots.txt names it, but ', index: 'an index names it, but ' };
    const namedBy = file.namedBy === 'usual place' ? '' : by[file.namedBy];
    return [{ rule: 'sitemap-unreadable', where, evidence: `${namedBy}${file.why}` }];
  }
  return [...size(file), ...addresses(file)];
}

function size({ url, count, bytes, declaredBytes }: SitemapFile): readonly Draft[] {
  const where = { url };
  if (count > maxSitemapUrls) {
    return [{ rule: 'sitemap-too-large', where, evidence: `${count} addresses` }];
  }
  const size = Math.max(bytes, declaredBytes ?? 0);
  if (size <= maxSitemapBytes) return [];
  return [{ rule: 'sitemap-too-large', where, evidence: `${size} bytes` }];
}

function addresses(file: SitemapFile): readonly Draft[] {
  const { url, foreign, foreignCount, invalid, invalidCount } = file;
  const drafts: Draft[] = [];
  if (foreignCount > 0) {
    const evidence = `${foreignCount}: ${listed(foreign)}`;
    drafts.push({ rule: 'sitemap-host-foreign', where: { url }, evidence });
  }
  if (invalidCount > 0) {
    const evidence = `${invalidCount}: ${listed(invalid.map((text) => `“${text}”`))}`;
    drafts.push({ rule: 'sitemap-address-invalid', where: { url }, evidence });
  }
  return drafts;
}

/** Files of the index that were read; what robots.txt names and nobody reads counts as well. */
export function sitemapMetrics(index: SiteIndex | null): Readonly<Record<string, number>> {
  if (index === null) return {};
  return { sitemaps: index.sitemaps.length, sitemapPages: index.entries.length };
}
