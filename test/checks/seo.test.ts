import fc from 'fast-check';
import { expect, it } from 'vitest';
import seo from '../../checks/seo/index.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import { checkTester, runCheck, saying } from '../support/check-tester.ts';
import { pageAudit } from '../support/page-audits.ts';
import { addressCases } from './seo/address-cases.ts';
import { at, siteWith } from './seo/cases.ts';
import { crawlingCases } from './seo/crawling-cases.ts';
import { markupCases } from './seo/markup-cases.ts';
import { pageCases } from './seo/page-cases.ts';
import { sitemapCases } from './seo/sitemap-cases.ts';

checkTester(
  seo,
  {
    passed: [
      {
        name: 'a site with which nothing is wrong',
        artifacts: siteWith(),
        also: ({ metrics, labels }) => {
          expect(metrics).toEqual({
            ...{ pages: 1, sitemaps: 1, sitemapPages: 0 },
            ...{ failed: 0, warnings: 0, review: 0 },
          });
          expect(labels).toEqual({ robots: 'read', home: 'indexable' });
        },
      },
    ],
    errored: [
      {
        name: 'no browser',
        artifacts: {
          ...siteWith(),
          audits: notGathered({ code: 'browser-missing', message: 'none at /usr/bin' }),
        },
      },
      {
        name: 'a browser that broke on every page',
        artifacts: {
          ...siteWith(),
          audits: {
            ok: true,
            value: {
              pages: [{ url: at('/'), namedBy: 'site' }],
              audits: [
                {
                  page: { url: at('/'), namedBy: 'site' },
                  device: 'mobile',
                  audit: notGathered({ code: 'browser-lost', message: 'it broke' }),
                },
              ],
            },
          },
        },
        also: ({ reason }) => {
          expect(reason).toBe('No page could be looked at: https://shop.example/: it broke.');
        },
      },
    ],
    incomplete: [
      {
        name: 'what could not be asked is for a person to see',
        artifacts: {
          ...siteWith({ index: { sitemapsLeft: 3 } }),
          answers: notGathered({ code: 'network-down', message: 'no network' }),
        },
        findings: ['seo-unverified'],
        also: saying({
          evidence: '3 more files of the sitemap were not read, addresses: no network',
        }),
      },
      {
        name: 'a site that wants to hear no more of us',
        artifacts: siteWith({ answers: { stoppedBy: 'the site asks us to slow down' } }),
        findings: ['seo-unverified'],
      },
    ],
  },
  crawlingCases,
  pageCases,
  addressCases,
  sitemapCases,
  markupCases,
);

it('judges whatever a page says, without ever throwing', () => {
  const text = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom('', 'about:blank', '//', '?', '{}'),
  );
  const head = fc.record({
    title: fc.option(text),
    canonicals: fc.array(text),
    baseUrl: text,
    alternates: fc.array(fc.record({ hreflang: text, href: text })),
    structuredData: fc.array(fc.oneof(text, fc.json())),
    metas: fc.array(fc.record({ name: text, content: text })),
    headings: fc.array(fc.record({ level: fc.nat(7), text })),
  });
  const page = fc.record({
    finalUrl: text,
    status: fc.constantFrom(0, 200, 404),
    headers: fc.record({ link: text, 'x-robots-tag': text }),
    redirects: fc.array(fc.record({ url: text, status: fc.constantFrom(302, 307) })),
  });
  fc.assert(
    fc.property(page, head, text, (said, saidHead, robots) => {
      const usual = siteWith({ robots: { text: robots } });
      const audit = { ...pageAudit(), ...said, head: { ...pageAudit().head, ...saidHead } };
      const sampled = { url: at('/'), namedBy: 'site' } as const;
      const audits = [{ page: sampled, device: 'mobile' as const, audit: gathered(audit) }];
      const artifacts = { ...usual, audits: gathered({ pages: [sampled], audits }) };
      expect(runCheck(seo, { artifacts }).outcome).not.toBe('errored');
    }),
  );
});
