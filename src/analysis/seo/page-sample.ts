import type { SampledPage } from '../../core/artifacts/page-audits.ts';
import { withinSite } from '../site-address.ts';
import { isHarmlessPage, spread } from '../sitemap/spread.ts';
import { pageAddress } from './page-address.ts';

/** What a sample is drawn from. */
export interface SampleSources {
  readonly home: string;
  /** Paths or URLs from config. */
  readonly pages: readonly string[];
  /** Addresses that the sitemap names. */
  readonly entries: readonly string[];
  readonly limit: number;
}

/**
 * The pages that stand for a site: its home page, those of config, and as many of the sitemap’s as
 * there is room for, spread over its folders. Each once; never one of another site, and of the
 * sitemap’s none on another host or that looks as if opening it did something.
 */
export function samplePages({
  home,
  pages,
  entries,
  limit,
}: SampleSources): readonly SampledPage[] {
  const site = new URL(home);
  const sample = new Map<string, SampledPage>();
  const add = (url: string | null, namedBy: SampledPage['namedBy']) => {
    if (url === null || sample.size >= limit) return;
    const key = url.replace(/\/(?=$|\?)/, '');
    if (!sample.has(key)) sample.set(key, { url, namedBy });
  };
  add(pageAddress(home), 'site');
  for (const page of pages) {
    const url = pageAddress(page, home);
    if (url !== null && withinSite(new URL(url), site)) add(url, 'config');
  }
  const taken = new Set(sample.keys());
  const candidates = entries.filter((entry) => {
    const url = URL.parse(entry);
    if (url === null || !isHarmlessPage(url) || bareHost(url) !== bareHost(site)) return false;
    return !taken.has(entry.replace(/\/(?=$|\?)/, ''));
  });
  for (const url of spread(candidates, limit - sample.size)) add(url, 'sitemap');
  return [...sample.values()];
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}
