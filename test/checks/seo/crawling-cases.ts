import { expect } from 'vitest';
import type seo from '../../../checks/seo/index.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';
import { at, page, siteWith } from './cases.ts';

const robots = (...lines: readonly string[]) => ({
  text: [...lines, `Sitemap: ${at('/sitemap.xml')}`].join('\n'),
});

/** What keeps search engines out. */
export const crawlingCases: CheckCases<typeof seo> = {
  failed: [
    {
      name: 'noindex on the home page, in the page',
      artifacts: siteWith({ pages: [{ metas: { robots: 'noindex, nofollow' } }] }),
      findings: ['noindex-in-production'],
      also: (result) => {
        saying({ severity: 'critical', evidence: 'meta robots: “noindex, nofollow”' })(result);
        expect(result.labels.home).toBe('noindex');
      },
    },
    {
      name: 'noindex on the home page, in a header',
      artifacts: siteWith({ pages: [{ headers: { 'x-robots-tag': 'googlebot: noindex' } }] }),
      findings: ['noindex-in-production'],
    },
    {
      name: 'a robots.txt that bars everything',
      artifacts: siteWith({ robots: robots('User-agent: *', 'Disallow: /') }),
      findings: ['robots-blocks-site'],
      also: (result) => {
        saying({ severity: 'critical', evidence: 'line 2: “Disallow: /”' })(result);
        expect(result.labels.home).toBe('blocked');
      },
    },
    {
      name: 'a robots.txt that bars the home page alone',
      artifacts: siteWith({ robots: robots('User-agent: Googlebot', 'Disallow: /$') }),
      findings: ['robots-blocks-home'],
    },
    {
      name: 'a robots.txt that cannot be had',
      artifacts: siteWith({
        robots: { state: 'unreachable', status: 503, text: '', why: 'it answers with status 503' },
      }),
      findings: ['robots-unreachable'],
    },
  ],
  passed: [
    {
      name: 'a crawler of somebody else may be barred',
      artifacts: siteWith({ robots: robots('User-agent: Otherbot', 'Disallow: /') }),
    },
    {
      name: 'a page of config that is kept out of the index',
      artifacts: siteWith({
        pages: [{}, page('/thanks', { namedBy: 'config', metas: { robots: 'none' } })],
      }),
      findings: ['page-noindex'],
    },
    {
      name: 'styles and scripts that are barred',
      artifacts: siteWith({
        robots: robots('User-agent: *', 'Disallow: /assets/'),
        pages: [
          {
            requests: [
              { url: at('/assets/site.css'), type: 'stylesheet', status: 200, bytes: 900 },
              { url: at('/assets/logo.png'), type: 'image', status: 200, bytes: 900 },
              { url: 'https://cdn.example/assets/x.js', type: 'script', status: 200, bytes: 9 },
            ],
          },
        ],
      }),
      findings: ['robots-blocks-resources'],
      also: saying({ evidence: 'https://shop.example/assets/site.css' }),
    },
    {
      name: 'a robots.txt with mistakes',
      artifacts: siteWith({ robots: robots('User-agent: *', 'Disalow: /x', 'Dsallow: /y') }),
      findings: ['robots-misspelt', 'robots-line-unknown'],
      also: saying({ where: { url: at('/robots.txt'), line: 2 } }),
    },
    {
      name: 'a robots.txt that is a page',
      artifacts: siteWith({ robots: { text: '<!doctype html><title>Oh</title>' } }),
      findings: ['robots-not-text'],
    },
    {
      name: 'a robots.txt that is too large',
      artifacts: siteWith({ robots: { cut: true } }),
      findings: ['robots-too-large'],
    },
    {
      name: 'a staging site that may be indexed',
      site: { environment: 'staging' },
      artifacts: siteWith(),
      findings: ['staging-indexable'],
    },
    {
      name: 'a staging site that is kept out of the index',
      site: { environment: 'staging' },
      artifacts: siteWith({ pages: [{ metas: { robots: 'noindex' } }] }),
    },
    {
      name: 'a staging site that bars everybody',
      site: { environment: 'staging' },
      artifacts: siteWith({ robots: { text: 'User-agent: *\nDisallow: /' } }),
    },
    {
      name: 'a staging site that nobody reaches from outside',
      site: { environment: 'staging', network: { allowPrivate: ['10.0.0.0/8'] } },
      artifacts: siteWith(),
    },
  ],
};
