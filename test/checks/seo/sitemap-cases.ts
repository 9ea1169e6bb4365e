import type seo from '../../../checks/seo/index.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';
import { answering, at, page, siteWith } from './cases.ts';

const entries = ['/', '/old', '/cart/1'].map((path) => ({ url: at(path), lastmod: null }));

/** Files of the sitemap, and the pages they name. */
export const sitemapCases: CheckCases<typeof seo> = {
  failed: [
    {
      name: 'a file that robots.txt names and that is gone',
      artifacts: siteWith({
        sitemap: { state: 'missing', kind: null, why: 'it answers with status 404' },
      }),
      findings: ['sitemap-unreadable'],
      also: saying({ evidence: 'robots.txt names it, but it answers with status 404' }),
    },
    {
      name: 'a file with too many addresses',
      artifacts: siteWith({ sitemap: { count: 50_001 } }),
      findings: ['sitemap-too-large'],
    },
    {
      name: 'a file of too many bytes',
      artifacts: siteWith({ sitemap: { cut: true, declaredBytes: 60 * 1024 * 1024 } }),
      findings: ['sitemap-too-large'],
    },
    {
      name: 'a file that speaks for others, and one address that is none',
      artifacts: siteWith({
        sitemap: {
          ...{ foreign: ['https://other.example/'], foreignCount: 1 },
          ...{ invalid: ['/coats'], invalidCount: 1 },
        },
      }),
      findings: ['sitemap-host-foreign', 'sitemap-address-invalid'],
    },
    {
      name: 'pages that are gone, were moved, or ask not to be indexed',
      artifacts: siteWith({
        answers: {
          entries: [
            answering('/gone', { status: 410 }),
            answering('/silent', { status: null, why: 'timed out' }),
            answering('/moved', {
              finalUrl: at('/'),
              redirects: [{ url: at('/moved'), status: 301 }],
            }),
            answering('/hidden', { robotsTags: ['noindex'] }),
            answering('/fine'),
          ],
        },
      }),
      findings: [
        'sitemap-entry-dead',
        'sitemap-entry-dead',
        'sitemap-entry-redirected',
        'sitemap-entry-noindex',
      ],
      also: saying({ where: { url: at('/gone') }, evidence: 'status 410' }),
    },
    {
      name: 'pages of the sample that should not be in it',
      artifacts: siteWith({
        index: {
          entries: ['/a', '/b', '/c', '/d'].map((path) => ({ url: at(path), lastmod: null })),
        },
        pages: [
          {},
          page('/a', { status: 404 }),
          page('/b', { metas: { robots: 'noindex' } }),
          page('/c', { head: { canonicals: [at('/')] } }),
          page('/d', { finalUrl: at('/d/') }),
        ],
      }),
      findings: [
        'sitemap-entry-dead',
        'sitemap-entry-noindex',
        'sitemap-entry-not-canonical',
        'sitemap-entry-redirected',
      ],
    },
  ],
  passed: [
    {
      name: 'no sitemap anywhere',
      artifacts: siteWith({
        sitemap: { namedBy: 'usual place', state: 'missing', why: 'it answers with status 404' },
      }),
      findings: ['sitemap-missing'],
    },
    {
      name: 'a page in place of a sitemap',
      artifacts: siteWith({
        sitemap: {
          ...{ namedBy: 'usual place', state: 'unreadable' },
          why: 'it is a web page, no sitemap',
        },
      }),
      findings: ['sitemap-missing'],
    },
    {
      name: 'a sitemap that robots.txt does not name',
      artifacts: siteWith({ sitemap: { namedBy: 'usual place' } }),
      findings: ['sitemap-unannounced'],
    },
    {
      name: 'pages that robots.txt bars',
      artifacts: siteWith({ index: { entries } }),
      findings: ['sitemap-entry-blocked'],
      also: saying({ evidence: at('/cart/1') }),
    },
    {
      name: 'a staging site needs no sitemap',
      site: { environment: 'test', network: { allowPrivate: ['10.0.0.1'] } },
      artifacts: siteWith({
        sitemap: { namedBy: 'usual place', state: 'missing', why: 'status 404' },
        index: { entries },
      }),
    },
  ],
};
