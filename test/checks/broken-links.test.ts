import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import brokenLinks from '../../checks/broken-links/index.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type {
  LinkAnswer,
  LinkAnswers,
  LinkOutcome,
  SkipReason,
} from '../../src/core/artifacts/link-answers.ts';
import { conclude } from '../../src/core/conclude.ts';
import { type FailureCode, failureCodes } from '../../src/core/failure-codes.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { dayMs, now, siteUrl } from '../support/artifacts.ts';
import { checkTester, saying } from '../support/check-tester.ts';

const about = 'https://shop.example/about';
const place = { page: siteUrl, selector: 'nav > a', text: 'Prices' };

const answered = (status: number, rest: object = {}): LinkOutcome => ({
  state: 'answered',
  status,
  finalUrl: about,
  redirects: 0,
  refusal: null,
  tlsFault: null,
  ...rest,
});
const failed = (code: FailureCode): LinkOutcome => ({
  state: 'failed',
  code,
  message: `it says ${code}`,
});
const skipped = (because: SkipReason): LinkOutcome => ({ state: 'skipped', because });

function link(outcome: LinkOutcome, rest: Partial<LinkAnswer> = {}): LinkAnswer {
  return {
    url: about,
    internal: true,
    kinds: ['link'],
    places: [place],
    count: 1,
    outcome,
    ...rest,
  };
}

const external = { url: 'https://other.example/', internal: false } as const;
const seen = { url: siteUrl, failure: null };

function answers(links: readonly LinkAnswer[], pages: LinkAnswers['pages'] = [seen]) {
  return { links: gathered<LinkAnswers>({ pages, links }) };
}

describe('broken-links', () => {
  checkTester(brokenLinks, {
    passed: [
      {
        name: 'links that lead somewhere',
        artifacts: answers([link(answered(200)), link(answered(204), external)]),
        also: ({ metrics }) => {
          expect(metrics).toEqual({ pages: 1, links: 2, broken: 0, unverified: 0 });
        },
      },
      { name: 'a page without links', artifacts: answers([]) },
      ...[401, 403, 405, 429, 451, 999].map((status) => ({
        name: `status ${status}, which says more of us than of the page`,
        artifacts: answers([link(answered(status))]),
        also: ({ metrics }: CheckResult) => expect(metrics.unverified).toBe(1),
      })),
      {
        name: 'a bot wall, whatever its status',
        artifacts: answers([link(answered(404, { refusal: 'Cloudflare challenges us' }))]),
      },
      {
        name: 'what was not asked for, beside what was',
        artifacts: answers([
          link(answered(200)),
          ...(['robots', 'rest', 'acts', 'limit'] as const).map((why) => link(skipped(why))),
        ]),
        also: ({ metrics }) => expect(metrics.unverified).toBe(4),
      },
      {
        name: 'a fault of our own at one link',
        artifacts: answers([link(answered(200)), link(failed('out-of-resources'), external)]),
      },
      { name: 'three redirects', artifacts: answers([link(answered(200, { redirects: 3 }))]) },
      {
        name: 'four redirects, which is a warning',
        artifacts: answers([link(answered(200, { redirects: 4 }))]),
        findings: ['redirect-chain-long'],
        also: saying({
          verdict: 'warning',
          evidence: `4 redirects until ${about}, found once:\n${siteUrl} nav > a “Prices”`,
        }),
      },
      {
        name: 'four redirects of another site',
        artifacts: answers([link(answered(200, { redirects: 4 }), external)]),
      },
      {
        name: 'a dead link to another site, which is a warning',
        artifacts: answers([link(answered(410), external)]),
        findings: ['external-link-broken'],
        also: saying({ verdict: 'warning', where: { url: external.url } }),
      },
      {
        name: 'another site’s script that is gone, which is a warning',
        artifacts: answers([link(failed('host-not-resolved'), { ...external, kinds: ['script'] })]),
        findings: ['external-resource-broken'],
        also: saying({ verdict: 'warning', severity: 'serious' }),
      },
    ],
    failed: [
      ...[404, 410].map((status) => ({
        name: `status ${status}`,
        artifacts: answers([link(answered(status))]),
        findings: ['link-broken' as const],
        also: saying({ severity: 'serious', where: { url: about } }),
      })),
      ...(
        [
          'host-not-resolved',
          'connection-refused',
          'tls-failed',
          'redirect-loop',
          'redirect-limit',
          'redirect-invalid',
          'redirect-to-private-address',
          'address-not-public',
        ] as const
      ).map((code) => ({
        name: code,
        artifacts: answers([link(failed(code))]),
        findings: ['link-broken' as const],
      })),
      {
        name: 'a certificate that browsers do not trust',
        artifacts: answers([link(answered(200, { tlsFault: 'CERT_HAS_EXPIRED' }))]),
        findings: ['link-broken'],
        also: ({ findings }) => expect(findings[0]?.evidence).toContain('CERT_HAS_EXPIRED'),
      },
      {
        name: 'a redirect to a page that is gone',
        artifacts: answers([link(answered(404, { redirects: 1 }))]),
        findings: ['link-broken'],
        also: ({ findings }) => {
          expect(findings[0]?.evidence).toMatch(
            /^status 404 at https.*about, where it leads, found once:\n/,
          );
        },
      },
      {
        name: 'a link on many pages: five are named, all are counted',
        artifacts: answers([link(answered(404), { places: Array(5).fill(place), count: 12 })]),
        findings: ['link-broken'],
        also: ({ findings }) => {
          expect(findings[0]?.evidence).toMatch(/, found 12 times:\n(.+“Prices”\n){5}and 7 more$/);
        },
      },
      {
        name: 'a style sheet that is gone',
        artifacts: answers([link(answered(404), { kinds: ['style'] })]),
        findings: ['resource-broken'],
        also: saying({ severity: 'serious' }),
      },
      {
        name: 'a picture that is gone',
        artifacts: answers([link(answered(404), { kinds: ['image'] })]),
        findings: ['resource-broken'],
        also: saying({ severity: 'moderate' }),
      },
      {
        name: 'no page that loads',
        artifacts: answers(
          [],
          [{ url: siteUrl, failure: { code: 'connection-refused', message: 'no' } }],
        ),
        findings: ['page-not-seen'],
        also: saying({ verdict: 'failed' }),
      },
      {
        name: 'no sample at all, by the site’s fault',
        artifacts: { links: notGathered({ code: 'timed-out', message: 'no answer' }) },
        findings: ['page-not-seen'],
      },
    ],
    incomplete: [
      ...[500, 503].map((status) => ({
        name: `status ${status}, twice`,
        artifacts: answers([link(answered(status))]),
        findings: ['link-uncertain' as const],
      })),
      ...(['timed-out', 'connection-reset', 'host-unreachable'] as const).map((code) => ({
        name: code,
        artifacts: answers([link(failed(code), external)]),
        findings: ['link-uncertain' as const],
      })),
      {
        name: 'a chain of certificates that browsers can mostly complete',
        artifacts: answers([link(answered(200, { tlsFault: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }))]),
        findings: ['link-uncertain'],
      },
      {
        name: 'one of two pages that did not load',
        artifacts: answers(
          [link(answered(200))],
          [seen, { url: about, failure: { code: 'browser-lost', message: 'it broke' } }],
        ),
        findings: ['page-not-seen'],
        also: saying({ verdict: 'review', where: { url: about } }),
      },
    ],
    inapplicable: [
      {
        name: 'a robots.txt that forbids all of it',
        artifacts: answers([link(skipped('robots')), link(skipped('acts'))]),
        also: ({ reason }) => expect(reason).toContain('`caretaker`'),
      },
    ],
    errored: [
      {
        name: 'no browser',
        artifacts: { links: notGathered({ code: 'browser-missing', message: 'none found' }) },
        also: ({ reason }) => expect(reason).toContain('caretaker doctor'),
      },
      {
        name: 'no page that our browser survived',
        artifacts: answers(
          [],
          [{ url: siteUrl, failure: { code: 'browser-lost', message: 'it broke' } }],
        ),
      },
      { name: 'no page to look at', artifacts: answers([], []) },
    ],
  });
});

/** Runs of the check, a day apart, each knowing what the one before has left. */
function days(...situations: readonly LinkAnswers[]): CheckResult | null {
  return situations.reduce<CheckResult | null>((previous, situation, index) => {
    const at = now + index * dayMs;
    const judgement = brokenLinks.evaluate(
      { links: gathered(situation) },
      brokenLinks.options.defaults,
      {
        now: at,
        site: siteOfUrl(siteUrl, []),
        previous,
        baseline: () => null,
        state: previous?.state ?? null,
      },
    );
    return conclude(brokenLinks, judgement, { startedAt: at, durationMs: 1 }, previous);
  }, null);
}

describe('a broken link of yesterday', () => {
  const broken = link(answered(404), { places: [{ ...place, page: about }] });
  const aboutSeen = { url: about, failure: null };
  const aboutLost = { url: about, failure: { code: 'timed-out', message: 'no answer' } } as const;
  const yesterday = { pages: [seen, aboutSeen], links: [broken] };
  /** Something to judge, so that the run says anything. */
  const other = link(answered(200), { url: 'https://shop.example/other' });
  const gone = { url: 'https://shop.example/gone' };
  const brokenElsewhere = { ...broken, ...gone };

  it.each([
    ['is fixed where it leads somewhere now', [link(answered(200))], [seen, aboutSeen], 'fixed'],
    ['is fixed where its page no longer has it', [other], [seen, aboutSeen], 'fixed'],
    ['stays open where its page did not load', [other], [seen, aboutLost], 'unseen'],
    ['stays open where its page is not in the sample', [other], [seen], 'unseen'],
    [
      'stays open where nobody could ask',
      [other, link(skipped('rest'))],
      [seen, aboutSeen],
      'unseen',
    ],
  ] as const)('%s', (_, links, pages, what) => {
    const before = { ...yesterday, links: [brokenElsewhere] };
    const today = links.map((one) => (one.url === about ? { ...one, ...gone } : one));
    const changes = days(before, { pages, links: today })?.changes;
    const places = { fixed: changes?.fixed, unseen: changes?.unseen };
    expect(places[what]?.map(({ where }) => where.url)).toEqual([gone.url]);
    expect(places[what === 'fixed' ? 'unseen' : 'fixed']).toEqual([]);
  });

  it('stays open over days on which nobody could look, and is fixed on the first that could', () => {
    const before = { ...yesterday, links: [brokenElsewhere] };
    const lost = { pages: [seen, aboutLost], links: [other] };
    expect(days(before, lost, lost)?.changes?.unseen).toHaveLength(1);
    const changes = days(before, lost, lost, { pages: [seen, aboutSeen], links: [other] })?.changes;
    expect(changes?.fixed.map(({ where }) => where.url)).toContain(gone.url);
  });

  it('stays open where no page loads at all', () => {
    const changes = days(yesterday, { pages: [aboutLost], links: [] })?.changes;
    expect(changes).toMatchObject({ fixed: [], unseen: [{ where: { url: about } }] });
  });

  it('is the same finding wherever it is found', () => {
    const moved = { ...broken, places: [place], count: 3 };
    expect(days(yesterday, { ...yesterday, links: [moved] })?.changes).toMatchObject({
      new: [],
      fixed: [],
    });
  });
});

describe('whatever comes back', () => {
  const code = fc.constantFrom(...(Object.keys(failureCodes) as FailureCode[]));
  const outcome: fc.Arbitrary<LinkOutcome> = fc.oneof(
    fc.record({
      state: fc.constant('answered' as const),
      status: fc.integer({ min: 100, max: 999 }),
      finalUrl: fc.webUrl(),
      redirects: fc.nat(10),
      refusal: fc.option(fc.string()),
      tlsFault: fc.option(fc.string()),
    }),
    fc.record({ state: fc.constant('failed' as const), code, message: fc.string() }),
    fc.record({
      state: fc.constant('skipped' as const),
      because: fc.constantFrom('robots', 'rest', 'acts', 'limit'),
    }),
  );
  const links = fc.array(
    fc.record({
      url: fc.webUrl({ withFragments: false }),
      internal: fc.boolean(),
      kinds: fc.subarray(['link', 'image', 'script'] as const, { minLength: 1 }),
      places: fc.array(fc.record({ page: fc.webUrl(), selector: fc.string(), text: fc.string() })),
      count: fc.nat(),
      outcome,
    }),
  );

  it('is judged without throwing, also from day to day, and what is kept stays small', () => {
    const pages = [seen];
    fc.assert(
      fc.property(links, links, (first, second) => {
        const result = days({ pages, links: first }, { pages, links: second });
        for (const { rule } of result?.findings ?? [])
          expect(brokenLinks.rules).toHaveProperty(rule);
      }),
    );
  });

  it('of an unfriendly site fits into what a check may keep', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      link(answered(404), { url: `${about}/${'x'.repeat(1900)}${index}` }),
    );
    expect(JSON.stringify(days({ pages: [seen], links: many })?.state).length).toBeLessThan(65_536);
  });

  it('keeps no state that it cannot read', () => {
    for (const state of [null, 3, 'x', [], { a: 1 }, { a: [1, null] }]) {
      const context = { now, site: siteOfUrl(siteUrl, []), previous: null, baseline: () => null };
      const situation = answers([link(answered(404))]);
      const options = brokenLinks.options.defaults;
      expect(brokenLinks.evaluate(situation, options, { ...context, state }).findings).toHaveLength(
        1,
      );
    }
  });
});
