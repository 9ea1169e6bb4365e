import type seo from '../../../checks/seo/index.ts';
import { notGathered } from '../../../src/core/artifacts/failure.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';
import { at, page, siteWith } from './cases.ts';

const long = 'Hand-loomed scarves from the last mill in the valley, '.repeat(4);
const same = { description: 'Twenty mills, one shop: what they weave, and who wears it.' };
const lost = { url: at('/lost'), namedBy: 'config' } as const;
const healthy = siteWith();
const withLostPage = healthy.audits.ok
  ? {
      pages: [...healthy.audits.value.pages, lost],
      audits: [
        ...healthy.audits.value.audits,
        {
          page: lost,
          device: 'mobile' as const,
          audit: notGathered<never>({ code: 'timed-out', message: 'no answer within 30 s' }),
        },
      ],
    }
  : { pages: [], audits: [] };

/** What pages say of themselves. */
export const pageCases: CheckCases<typeof seo> = {
  failed: [
    {
      name: 'a page that does not answer',
      artifacts: { ...healthy, audits: { ok: true, value: withLostPage } },
      findings: ['page-unreachable'],
      also: saying({ where: { url: at('/lost') }, evidence: 'no answer within 30 s' }),
    },
    {
      name: 'a page of config that answers with an error',
      artifacts: siteWith({ pages: [{}, page('/offers', { namedBy: 'config', status: 500 })] }),
      findings: ['page-answers-error'],
    },
    {
      name: 'a page that says it does not exist',
      artifacts: siteWith({
        pages: [{}, page('/old', { head: { title: 'Page not found | Shop of coats' } })],
      }),
      findings: ['page-says-not-found'],
    },
    {
      name: 'a page without a title',
      artifacts: siteWith({ pages: [{ head: { title: null, titles: 0 } }] }),
      findings: ['title-missing'],
    },
    {
      name: 'an empty title',
      artifacts: siteWith({ pages: [{ head: { title: ' ', titles: 1 } }] }),
      findings: ['title-missing'],
      also: saying({ evidence: 'its <title> is empty' }),
    },
    {
      name: 'a title that a template left behind',
      artifacts: siteWith({ pages: [{ head: { title: 'Home' } }] }),
      findings: ['title-generic'],
    },
    {
      name: 'two pages of one title',
      artifacts: siteWith({
        pages: [
          { head: { title: 'Coats for cold mornings' }, metas: same },
          page('/b', { head: { title: 'Coats for Cold Mornings' }, metas: same }),
        ],
      }),
      findings: ['title-duplicate', 'description-duplicate'],
      also: saying({
        where: { url: at('/') },
        evidence: `“Coats for cold mornings” on 2 pages: ${at('/')}, ${at('/b')}`,
      }),
    },
    {
      name: 'a page that ignores how wide a telephone is',
      artifacts: siteWith({ pages: [{ metas: { viewport: null } }] }),
      findings: ['viewport-missing'],
    },
    {
      name: 'a viewport without a width',
      artifacts: siteWith({ pages: [{ metas: { viewport: 'initial-scale=1' } }] }),
      findings: ['viewport-missing'],
    },
  ],
  passed: [
    {
      name: 'copies that name one canonical address',
      artifacts: siteWith({
        pages: [
          { head: { title: 'Coats for cold mornings' } },
          page('/?sort=price', {
            head: { title: 'Coats for cold mornings', canonicals: [at('/')] },
          }),
        ],
      }),
    },
    {
      name: 'titles and descriptions of the wrong length, and too many titles',
      artifacts: siteWith({
        pages: [{ head: { title: long, titles: 2 }, metas: { description: 'Coats.' } }],
      }),
      findings: ['title-repeated', 'title-length', 'description-length'],
    },
    {
      name: 'a page without description and main heading',
      artifacts: siteWith({
        pages: [{ metas: { description: '' }, head: { headings: [{ level: 2, text: 'Coats' }] } }],
      }),
      findings: ['description-missing', 'h1-missing'],
    },
    {
      name: 'several main headings',
      artifacts: siteWith({
        pages: [
          {
            head: {
              headings: [
                { level: 1, text: 'Coats' },
                { level: 1, text: 'Hats' },
              ],
            },
          },
        ],
      }),
      findings: ['h1-many'],
      also: saying({ evidence: '2: “Coats”, “Hats”' }),
    },
    {
      name: 'links that are shared without a picture, on all pages alike',
      artifacts: siteWith({
        pages: [
          { metas: { 'og:image': null } },
          page('/a', { metas: { 'og:image': ' ', description: 'x'.repeat(60) } }),
        ],
      }),
      findings: ['open-graph-incomplete'],
      also: saying({ evidence: `without og:image: ${at('/')}, ${at('/a')}` }),
    },
    {
      name: 'a page that is kept out of the index may be called anything',
      artifacts: siteWith({
        pages: [{}, page('/x', { metas: { robots: 'noindex' }, head: { title: 'Home' } })],
      }),
    },
  ],
};
