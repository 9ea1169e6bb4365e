import { robotsInForce } from '../analysis/robots/answer.ts';
import { sitemapsOf } from '../analysis/robots/robots.ts';
import { withinSite } from '../analysis/site-address.ts';
import { maxSitemapUrls } from '../analysis/sitemap/read-sitemap.ts';
import { gathered } from '../core/artifacts/failure.ts';
import { pageParams } from '../core/artifacts/http-exchange.ts';
import type { RobotsFile } from '../core/artifacts/robots-file.ts';
import type { SitemapEntry, SitemapFile } from '../core/artifacts/site-index.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';
import { askPolitely } from './polite-request.ts';
import { maxReadBytes, type SitemapPlace, sitemapContent } from './site-index/sitemap-file.ts';

const maxFiles = 20;
/** An index within an index is one too many for search engines, yet common. */
const maxDepth = 2;
const timeoutMs = 15_000;

/**
 * Asks for robots.txt where visitors end up, then for the sitemaps that it names, or for
 * `/sitemap.xml`; each file once, twenty at most.
 */
export default {
  artifact: 'site-index',
  async gather({ url }, context) {
    const home = await context.need(request('http-exchange', pageParams(url)));
    const site = home.ok ? ownAddress(url, home.value.finalUrl) : url;
    context.progress('robots.txt');
    const robots = await context.need(request('robots-file', { url: site }));
    if (!robots.ok) return robots;
    return gathered({ robots: robots.value, ...(await readAll(robots.value, site, context)) });
  },
} satisfies Gatherer<'site-index'>;

interface Place extends SitemapPlace {
  readonly depth: number;
}

async function readAll(robots: RobotsFile, site: string, context: GatherContext) {
  const sitemaps: SitemapFile[] = [];
  const entries = new Map<string, SitemapEntry>();
  const waiting: Place[] = [...firstPlaces(robots, site)];
  const visited = new Set<string>();
  let isRefused = false;
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    if (visited.has(place.url)) continue;
    if (isRefused || sitemaps.length >= maxFiles || context.signal.aborted) {
      waiting.unshift(place);
      break;
    }
    visited.add(place.url);
    context.progress(`sitemap ${sitemaps.length + 1}: ${new URL(place.url).pathname}`);
    const params = { maxBodyBytes: maxReadBytes, timeoutMs, keepBytes: true };
    const { answer, refusal } = await askPolitely(pageParams(place.url, params), context);
    isRefused = refusal !== null;
    const { depth, ...named } = place;
    const content = await sitemapContent(named, answer, site);
    sitemaps.push(content.file);
    for (const entry of content.entries) {
      if (entries.size < maxSitemapUrls && !entries.has(entry.url)) entries.set(entry.url, entry);
    }
    if (depth >= maxDepth) continue;
    // What an index of 50,000 files names beyond the first ones is never asked for.
    for (const url of content.files.slice(0, 1000)) {
      waiting.push({ url, namedBy: 'index', depth: depth + 1 });
    }
  }
  const left = new Set(waiting.map(({ url }) => url).filter((url) => !visited.has(url)));
  return { sitemaps, sitemapsLeft: left.size, entries: [...entries.values()] };
}

function firstPlaces(robots: RobotsFile, site: string): readonly Place[] {
  const named = sitemapsOf(robotsInForce(robots)).flatMap((text): Place[] => {
    const url = URL.parse(text, robots.url);
    const isWeb = url !== null && /^https?:$/.test(url.protocol);
    return isWeb ? [{ url: url.href, namedBy: 'robots', depth: 0 }] : [];
  });
  const usual = {
    url: new URL('/sitemap.xml', site).href,
    namedBy: 'usual place',
    depth: 0,
  } as const;
  return named.length > 0 ? named : [usual];
}

/** Where the site itself sends its visitors, unless that is another site. */
function ownAddress(url: string, finalUrl: string): string {
  return withinSite(new URL(finalUrl), new URL(url)) ? finalUrl : url;
}
