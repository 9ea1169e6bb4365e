import type { CheckRun } from '../../core/result.ts';

/** A short name for the site of a run: its id, else the host of its URL, else the URL itself. */
export function siteName({ site }: CheckRun): string {
  if (site.id !== null) return site.id;
  return URL.canParse(site.url) ? new URL(site.url).host : site.url;
}
