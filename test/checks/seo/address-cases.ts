import type seo from '../../../checks/seo/index.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';
import { answering, at, named, page, siteWith } from './cases.ts';

const naming = (...canonicals: readonly string[]) => ({ head: { canonicals } });
const other = at('/coats');

/** Canonical links, redirects, and what answers under which address. */
export const addressCases: CheckCases<typeof seo> = {
  failed: [
    {
      name: 'two canonical addresses, one of them from the server',
      artifacts: siteWith({
        pages: [{ ...naming(at('/')), headers: { link: `<${other}>; rel="canonical"` } }],
      }),
      findings: ['canonical-conflicting'],
    },
    {
      name: 'a canonical address that lacks its scheme',
      artifacts: siteWith({ pages: [naming('shop.example/coats')] }),
      findings: ['canonical-invalid'],
    },
    {
      name: 'a canonical address on another host',
      artifacts: siteWith({ pages: [naming('https://staging.example/')] }),
      findings: ['canonical-elsewhere'],
    },
    {
      name: 'a canonical address that names another',
      artifacts: siteWith({
        pages: [naming(other)],
        answers: {
          named: [
            named('/coats', {
              says: { title: '', canonicals: [at('/all')], alternates: [], metas: [] },
            }),
          ],
        },
      }),
      findings: ['canonical-chained'],
      also: saying({ evidence: `${other} names ${at('/all')}` }),
    },
    {
      name: 'a canonical address that is gone',
      artifacts: siteWith({
        pages: [naming(other)],
        answers: { named: [named('/coats', { status: 404 })] },
      }),
      findings: ['canonical-dead'],
    },
    {
      name: 'a canonical address that does not answer',
      artifacts: siteWith({
        pages: [naming(other)],
        answers: { named: [named('/coats', { status: null, why: 'timed out', says: null })] },
      }),
      findings: ['canonical-dead'],
    },
    {
      name: 'a canonical page of the sample that is kept out of the index',
      artifacts: siteWith({
        pages: [naming(other), page('/coats', { metas: { robots: 'noindex' } })],
      }),
      findings: ['canonical-noindex'],
    },
    {
      name: 'a path that cannot exist, and yet answers',
      artifacts: siteWith({
        answers: {
          control: { ...answering('/no-such-page', { finalUrl: at('/') }), title: 'Coats' },
        },
      }),
      findings: ['not-found-answers-200'],
      also: saying({
        evidence: `it leads to ${at('/')} and answers with status 200 and the title “Coats”`,
      }),
    },
  ],
  passed: [
    {
      name: 'no canonical address',
      artifacts: siteWith({ pages: [naming()] }),
      findings: ['canonical-missing'],
    },
    {
      name: 'a relative one, which is allowed',
      artifacts: siteWith({ pages: [naming('/')] }),
    },
    {
      name: 'one that redirects',
      artifacts: siteWith({
        pages: [naming(other)],
        answers: {
          named: [named('/coats', { finalUrl: at('/'), redirects: [{ url: other, status: 301 }] })],
        },
      }),
      findings: ['canonical-redirected'],
    },
    {
      name: 'one that is well',
      artifacts: siteWith({ pages: [naming(other)], answers: { named: [named('/coats')] } }),
    },
    {
      name: 'a staging site that names the one in production',
      site: { environment: 'staging', network: { allowPrivate: ['10.0.0.1'] } },
      artifacts: siteWith({ pages: [naming('https://www.other.example/')] }),
    },
    {
      name: 'lasting redirects that say they are temporary',
      artifacts: siteWith({
        pages: [
          {},
          page('/hats', { finalUrl: at('/hats/'), redirects: [{ url: at('/hats'), status: 307 }] }),
        ],
        answers: {
          variants: [
            answering('/', {
              url: 'http://shop.example/',
              redirects: [{ url: 'http://shop.example/', status: 302 }],
            }),
          ],
        },
      }),
      findings: ['redirect-temporary', 'redirect-temporary'],
    },
    {
      name: 'redirects that last, and one to the visitor’s language',
      artifacts: siteWith({
        pages: [{ finalUrl: at('/en/'), redirects: [{ url: at('/'), status: 302 }] }],
        answers: {
          variants: [
            answering('/', {
              url: 'http://shop.example/',
              redirects: [{ url: 'http://shop.example/', status: 301 }],
            }),
          ],
        },
      }),
    },
    {
      name: 'a site under two host names',
      artifacts: siteWith({
        answers: {
          variants: [
            answering('/', {
              url: 'https://www.shop.example/',
              finalUrl: 'https://www.shop.example/',
            }),
          ],
        },
      }),
      findings: ['host-duplicated'],
    },
    {
      name: 'links without encryption',
      artifacts: siteWith({
        pages: [
          {
            links: ['http://www.shop.example/hats', 'http://other.example/', at('/x')].map(
              (url) => ({ url, text: 'More', rel: [], kind: 'link', path: '0', selector: 'a' }),
            ),
          },
        ],
      }),
      findings: ['http-link'],
      also: saying({ evidence: 'http://www.shop.example/hats' }),
    },
  ],
};
