import type { PageAuditsParams } from '../../src/core/artifacts/page-audits.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { agentFailureReason } from '../../src/core/failure-rules.ts';
import type { Where } from '../../src/core/finding.ts';
import type { Site } from '../../src/core/site.ts';
import { judge } from './judge.ts';
import { type Options, options } from './options.ts';
import { rules } from './rules.ts';

/** Whether search engines may find the site, and what they read there. */
export default defineCheck({
  meta: {
    id: 'seo',
    title: 'Search engines',
    why: 'A site that search engines cannot find loses its visitors, and nothing on the site itself shows it.',
    category: 'quality',
    lane: 'browser',
    schedule: '24h',
    timeout: '20m',
    platforms: 'any',
    incidentPer: 'finding',
    confirm: 1,
    metrics: {
      pages: 'pages that were looked at',
      sitemaps: 'files of the sitemap that were asked for',
      sitemapPages: 'pages that the sitemap names',
      failed: 'findings that fail the run',
      warnings: 'findings that are warnings',
      review: 'findings that a person has to look at',
    },
    labels: {
      robots: 'whether robots.txt was `read`, is `missing` or `unreachable`',
      home: 'whether the home page is `indexable`, asks for `noindex`, or is `blocked` by robots.txt',
    },
  },
  rules,
  options,
  requires: (given, site) => {
    const pages = sampleOf(given, site);
    return {
      audits: request('page-audits', pages),
      index: request('site-index', { url: site.url }),
      answers: request('search-answers', { pages }),
    };
  },
  evaluate: ({ audits, index, answers }, _options, { site }) => {
    if (!audits.ok) {
      const { code, message } = audits.failure;
      const reason = agentFailureReason(code, message);
      return { findings: [], instead: { outcome: 'errored', reason } };
    }
    const looked = new Set(
      audits.value.audits.flatMap(({ audit }) => (audit.ok ? audit.value.url : [])),
    );
    const missed = ({ url }: Where) => !looked.has(url) && !isOfTheSite(url);
    return { ...judge(site, audits.value, index, answers), missed };
  },
});

/** robots.txt and sitemaps are looked at in every run, whichever pages are in the sample. */
function isOfTheSite(url: string): boolean {
  return /\.(txt|xml|gz)$/i.test(URL.parse(url)?.pathname ?? '');
}

/** Search engines index what a telephone shows. */
function sampleOf({ limit }: Options, site: Site): PageAuditsParams {
  return { url: site.url, pages: site.pages, limit, devices: ['mobile'], accessibility: false };
}
