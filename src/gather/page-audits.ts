import { samplePages } from '../analysis/seo/page-sample.ts';
import { gathered, notGathered } from '../core/artifacts/failure.ts';
import type { PageAudits, PageAuditsParams, SampledPage } from '../core/artifacts/page-audits.ts';
import { request } from '../core/check.ts';
import type { GatherContext, Gatherer } from '../core/gatherer.ts';

type Audits = PageAudits['audits'][number][];

/** Looks at a sample of a site’s pages, one after the other. */
export default {
  artifact: 'page-audits',
  async gather(params, context) {
    const pages = await sampleOf(params, context);
    const audits: Audits = [];
    for (const device of params.devices) {
      for (const [index, page] of pages.entries()) {
        if (context.signal.aborted) {
          return notGathered({ code: 'cancelled', message: 'stopped between two pages' });
        }
        const { pathname, search } = new URL(page.url);
        const place = `page ${index + 1} of ${pages.length} on ${device}`;
        context.progress(`${place}: ${pathname}${search}`);
        const audit = await context.need(request('page-audit', { url: page.url, device }));
        // The next page would not find one either.
        if (!audit.ok && audit.failure.code === 'browser-missing') {
          return notGathered(audit.failure);
        }
        audits.push({ page, device, audit });
      }
    }
    return gathered({ pages, audits });
  },
} satisfies Gatherer<'page-audits'>;

/**
 * The sitemap is asked for only where there is room for its pages, and only pages below the site's
 * own address count: whoever names a single page means that page.
 */
async function sampleOf(
  { url, pages, limit }: PageAuditsParams,
  { need }: GatherContext,
): Promise<readonly SampledPage[]> {
  const known = samplePages({ home: url, pages, entries: [], limit });
  const below = new URL('.', url).href;
  if (known.length >= limit || !new URL(url).pathname.endsWith('/')) return known;
  const index = await need(request('site-index', { url }));
  const named = index.ok ? index.value.entries.map((entry) => entry.url) : [];
  const entries = named.filter((entry) => entry.startsWith(below));
  return samplePages({ home: url, pages, entries, limit });
}
