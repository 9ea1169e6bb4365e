import type { RobotsFile } from './robots-file.ts';

/** Asks a site for its robots.txt and its sitemaps. */
export interface SiteIndexParams {
  readonly url: string;
}

/** What a site tells search engines about itself, before they look at a page. */
export interface SiteIndex {
  readonly robots: RobotsFile;
  /** In the order in which they were read. */
  readonly sitemaps: readonly SitemapFile[];
  /** Sitemaps that were named and not asked for, since there are too many. */
  readonly sitemapsLeft: number;
  /** Pages of all sitemaps, each once; the first 50,000. */
  readonly entries: readonly SitemapEntry[];
}

/** One file of a sitemap. */
export interface SitemapFile {
  readonly url: string;
  readonly namedBy: 'robots' | 'usual place' | 'index';
  readonly state: 'read' | 'missing' | 'unreadable';
  readonly kind: SitemapKind | null;
  /** Addresses in it; of an index, the files it names. */
  readonly count: number;
  /** Bytes that were read, after decompression. */
  readonly bytes: number;
  /** True where it goes on behind what was read. */
  readonly cut: boolean;
  /** Its size as the server declares it, or null. */
  readonly declaredBytes: number | null;
  /** Addresses on other hosts, which such a file cannot speak for: the first ten. */
  readonly foreign: readonly string[];
  readonly foreignCount: number;
  /** What is no absolute address: the first ten. */
  readonly invalid: readonly string[];
  readonly invalidCount: number;
  /** Why it could not be read; empty where it was. */
  readonly why: string;
}

/** The forms of a sitemap that search engines read. */
export type SitemapKind = 'urlset' | 'index' | 'text' | 'feed';

/** A page that a sitemap names. */
export interface SitemapEntry {
  readonly url: string;
  /** As it is written; null where nothing is. */
  readonly lastmod: string | null;
}
