import { type Gathered, gathered } from '../../../src/core/artifacts/failure.ts';
import type { PageAudits } from '../../../src/core/artifacts/page-audits.ts';
import type {
  AddressAnswer,
  NamedPage,
  SearchAnswers,
} from '../../../src/core/artifacts/search-answers.ts';
import type { SiteIndex, SitemapFile } from '../../../src/core/artifacts/site-index.ts';
import { siteUrl } from '../../support/artifacts.ts';
import { pageAudits, type SampledAudit } from '../../support/page-audits.ts';

/** An address below the recorded site. */
export function at(path: string): string {
  return new URL(path, siteUrl).href;
}

/** What the check is handed. */
interface Artifacts {
  readonly audits: Gathered<PageAudits>;
  readonly index: Gathered<SiteIndex>;
  readonly answers: Gathered<SearchAnswers>;
}

/** What a test says of a site; the rest is well. */
interface SiteOptions {
  readonly pages?: readonly SampledAudit[];
  readonly robots?: Partial<SiteIndex['robots']>;
  readonly sitemap?: Partial<SitemapFile>;
  readonly index?: Partial<SiteIndex>;
  readonly answers?: Partial<SearchAnswers>;
}

/** A site whose robots.txt, sitemap and pages are as they should be, but for what a test says. */
export function siteWith(options: SiteOptions = {}): Artifacts {
  const { pages = [{}], robots, sitemap, index, answers } = options;
  const file: SitemapFile = {
    url: at('/sitemap.xml'),
    namedBy: 'robots',
    state: 'read',
    kind: 'urlset',
    count: 2,
    bytes: 300,
    cut: false,
    declaredBytes: null,
    foreign: [],
    foreignCount: 0,
    invalid: [],
    invalidCount: 0,
    why: '',
    ...sitemap,
  };
  return {
    audits: gathered(pageAudits(pages)),
    index: gathered({
      robots: {
        url: at('/robots.txt'),
        state: 'read',
        status: 200,
        text: `User-agent: *\nDisallow: /cart\nSitemap: ${at('/sitemap.xml')}\n`,
        contentType: 'text/plain',
        cut: false,
        why: '',
        ...robots,
      },
      sitemaps: [file],
      sitemapsLeft: 0,
      entries: [],
      ...index,
    }),
    answers: gathered({
      home: siteUrl,
      entries: [],
      named: [],
      control: { ...answering('/no-such-page', { status: 404 }), title: 'Not found' },
      variants: [],
      stoppedBy: null,
      ...answers,
    }),
  };
}

/** An address that answers with a page. */
export function answering(path: string, overrides: Partial<AddressAnswer> = {}): AddressAnswer {
  const url = at(path);
  return {
    ...{ url, status: 200, finalUrl: url, redirects: [], robotsTags: [], why: '' },
    ...overrides,
  };
}

/** A page that another names, with nothing to say. */
export function named(path: string, overrides: Partial<NamedPage> = {}): NamedPage {
  const says = { title: 'A page', canonicals: [], alternates: [], metas: [] };
  return { ...answering(path), namedAs: 'canonical', says, ...overrides };
}

/** A page of the sample at a path. */
export function page(path: string, overrides: SampledAudit = {}): SampledAudit {
  return { url: at(path), ...overrides };
}
