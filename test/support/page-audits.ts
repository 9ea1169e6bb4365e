import { gathered } from '../../src/core/artifacts/failure.ts';
import type { Device, PageAudit, PageHead } from '../../src/core/artifacts/page-audit.ts';
import type { PageAudits, SampledPage } from '../../src/core/artifacts/page-audits.ts';
import { siteUrl } from './artifacts.ts';

/** What a test says of a page; the rest is that of a healthy one. */
export interface PageAuditOptions extends Partial<Omit<PageAudit, 'head'>> {
  readonly head?: Partial<PageHead>;
  /** In place of single meta elements, or beside them. */
  readonly metas?: Readonly<Record<string, string | null>>;
}

const healthyMetas: Readonly<Record<string, string>> = {
  viewport: 'width=device-width, initial-scale=1',
  'og:title': 'Coats for cold mornings',
  'og:type': 'website',
  'og:image': 'https://shop.example/coats.jpg',
  'og:url': 'https://shop.example/',
};

/** One load of a page with which nothing is wrong, but for what a test says. */
export function pageAudit({ head, metas, ...overrides }: PageAuditOptions = {}): PageAudit {
  const url = overrides.url ?? siteUrl;
  const finalUrl = overrides.finalUrl ?? url;
  const { pathname } = new URL(finalUrl);
  const description = `Wool coats, scarves and hats from small mills, on the page ${pathname}.`;
  const allMetas = Object.entries({ ...healthyMetas, description, ...metas }).flatMap(
    ([name, content]) => (content === null ? [] : [{ name, content }]),
  );
  return {
    url,
    finalUrl,
    device: 'mobile',
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {},
    redirects: [],
    loadMs: 420,
    words: 180,
    textHash: '5f1d7c2a',
    links: [],
    requests: [],
    requestCount: 1,
    refused: [],
    console: [],
    consoleCount: 0,
    picture: null,
    accessibility: null,
    gaps: [],
    ...overrides,
    head: {
      title: `Coats for cold mornings, ${pathname}`,
      titles: 1,
      language: 'en',
      metas: allMetas,
      canonicals: [finalUrl],
      alternates: [],
      structuredData: [],
      microdata: [],
      headings: [{ level: 1, text: 'Coats for cold mornings' }],
      baseUrl: finalUrl,
      ...head,
    },
  };
}

/** A page of a sample: the home page, a page of config, or one of the sitemap. */
export interface SampledAudit extends PageAuditOptions {
  readonly namedBy?: SampledPage['namedBy'];
}

/** A sample whose first page is the home page, unless a test says who named it. */
export function pageAudits(pages: readonly SampledAudit[], device: Device = 'mobile'): PageAudits {
  const audits = pages.map(({ namedBy, ...options }, index) => {
    const audit = pageAudit({ device, ...options });
    const page = {
      url: audit.url,
      namedBy: namedBy ?? (index === 0 ? 'site' : 'sitemap'),
    } as const;
    return { page, device, audit: gathered(audit) };
  });
  return { pages: audits.map(({ page }) => page), audits };
}
