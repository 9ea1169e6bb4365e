import type seo from '../../../checks/seo/index.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';
import { at, named, page, siteWith } from './cases.ts';

const alternates = (links: Readonly<Record<string, string>>) => ({
  head: {
    alternates: Object.entries(links).map(([hreflang, path]) => ({ hreflang, href: at(path) })),
  },
});
const data = (...blocks: readonly string[]) => ({ head: { structuredData: blocks } });

/** Languages and structured data. */
export const markupCases: CheckCases<typeof seo> = {
  failed: [
    {
      name: 'structured data that is no JSON',
      artifacts: siteWith({ pages: [data('{"@type": "Product",}')] }),
      findings: ['structured-data-broken'],
    },
    {
      name: 'items that lack what they need, once for each type',
      artifacts: siteWith({
        pages: [
          data(
            '{"@type": "Event", "name": "Sale", "image": "a", "description": "b", "offers": [1], "endDate": "c"}',
            '{"@type": "Event", "name": "Fair", "image": "a", "description": "b", "offers": [1], "endDate": "c"}',
          ),
        ],
      }),
      findings: ['structured-data-incomplete'],
      also: saying({
        where: { url: at('/'), component: 'Event' },
        evidence:
          'Event “Sale” without startDate, location, Event “Fair” without startDate, location',
        help: 'https://developers.google.com/search/docs/appearance/structured-data/event',
      }),
    },
  ],
  passed: [
    {
      name: 'items that lack what would help',
      artifacts: siteWith({ pages: [data('{"@type": "Organization", "name": "Shop"}')] }),
      findings: ['structured-data-sparse'],
    },
    {
      name: 'languages that are named well, both ways',
      artifacts: siteWith({
        pages: [
          alternates({ en: '/', de: '/de', 'x-default': '/' }),
          page('/de', alternates({ en: '/', de: '/de', 'x-default': '/' })),
        ],
      }),
    },
    {
      name: 'a language that does not exist, an address that is not full, and none for all others',
      artifacts: siteWith({
        pages: [
          {
            head: {
              alternates: [
                { hreflang: 'en-UK', href: at('/') },
                { hreflang: 'fr', href: '/fr' },
              ],
            },
          },
        ],
      }),
      findings: ['hreflang-invalid', 'hreflang-no-default'],
      also: saying({
        evidence: '`en-UK`: the United Kingdom is GB, `fr`: “/fr” is no full address',
      }),
    },
    {
      name: 'a page that leaves itself out',
      artifacts: siteWith({ pages: [alternates({ de: '/de', 'x-default': '/de' })] }),
      findings: ['hreflang-no-self'],
    },
    {
      name: 'a version that does not point back',
      artifacts: siteWith({
        pages: [alternates({ en: '/', de: '/de', fr: '/fr', 'x-default': '/' })],
        answers: {
          named: [
            named('/de', {
              namedAs: 'alternate',
              says: {
                ...{ title: 'Mäntel', canonicals: [], metas: [] },
                alternates: [{ hreflang: 'en', href: '/en' }],
              },
            }),
            named('/fr', { namedAs: 'alternate', status: 500 }),
          ],
        },
      }),
      findings: ['hreflang-no-return'],
      also: saying({ evidence: `no link back from ${at('/de')}` }),
    },
  ],
};
