import { describe, expect, it } from 'vitest';
import performance from '../../checks/performance/index.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { FieldData } from '../../src/core/artifacts/field-data.ts';
import type {
  LighthouseReport,
  MeasuredRun,
  Opportunity,
} from '../../src/core/artifacts/lighthouse-report.ts';
import type { Json } from '../../src/core/json.ts';
import { siteOfUrl } from '../../src/core/site.ts';
import { now, siteUrl } from '../support/artifacts.ts';
import { checkTester, runCheck, saying } from '../support/check-tester.ts';
import { lighthouseReports, measuredPage, measuredRun } from '../support/lighthouse.ts';

const hourMs = 3_600_000;
const unloaded = (reason: string) => gathered<LighthouseReport>({ loaded: false, reason });
const lost = notGathered<LighthouseReport>({
  code: 'browser-lost',
  message: 'The page used more than 1.6 GB of memory.',
});
const seen: FieldData = {
  known: true,
  scope: 'page',
  lcpMs: 2100,
  inpMs: 150,
  cls: 0.02,
  until: '2026-11-21',
};

/** A telephone on which the page comes to these figures. */
const page = (run: Partial<MeasuredRun>) => ({
  reports: lighthouseReports({ report: measuredPage([run]) }),
});

const saving = (audit: string, savingsMs: number, savingsBytes = 0): Opportunity => ({
  audit,
  title: `In the vendor’s words: ${audit}`,
  savingsMs,
  savingsBytes,
  items: ['https://shop.example/assets/app.js?v=3', 'https://cdn.example/site.css'],
});

/** What a check has left after runs with these scores, one a night. */
function stateAfter(...scores: readonly number[]): Json {
  let state: Json = null;
  for (const [index, score] of scores.entries()) {
    const judgement = performance.evaluate(
      page({ score, lcpMs: 2600 - score }),
      performance.options.defaults,
      {
        now: now - (scores.length - index) * 24 * hourMs,
        site: siteOfUrl(siteUrl, []),
        previous: null,
        baseline: () => null,
        state,
      },
    );
    state = JSON.parse(JSON.stringify(judgement.state));
  }
  return state;
}

checkTester(performance, {
  passed: [
    {
      name: 'a fast page',
      artifacts: { reports: lighthouseReports() },
      also: ({ metrics, labels }) => {
        expect(metrics).toEqual({
          score: 98,
          lcpMs: 1400,
          cls: 0.01,
          tbtMs: 40,
          fcpMs: 900,
          speedIndexMs: 1500,
          bytes: 600_000,
          requests: 21,
          thirdPartyBytes: 0,
          runs: 1,
          spread: 0,
        });
        expect(labels).toEqual({ lighthouse: '13.5.0', field: 'no key' });
      },
    },
    {
      name: 'both devices, with what visitors saw',
      artifacts: {
        reports: lighthouseReports(
          { report: measuredPage([{ score: 90 }, { score: 96 }, { score: 94 }], { median: 2 }) },
          { device: 'desktop', report: measuredPage([{ score: 99 }]), field: seen },
        ),
      },
      also: ({ metrics }) =>
        expect(metrics).toMatchObject({
          score: 94,
          runs: 3,
          spread: 6,
          'desktop.score': 99,
          'desktop.field.lcpMs': 2100,
          'desktop.field.inpMs': 150,
          'desktop.field.cls': 0.02,
        }),
    },
    {
      name: 'vitals between good and poor',
      artifacts: page({ lcpMs: 2501, cls: 0.11, tbtMs: 201, score: 70 }),
      findings: ['largest-contentful-paint-slow', 'layout-shifts', 'main-thread-blocked'],
      also: ({ findings }) =>
        expect(findings.map(({ verdict }) => verdict)).toEqual(['warning', 'warning', 'warning']),
    },
    {
      name: 'a slow first paint, a slow first screen, a poor score',
      artifacts: page({ fcpMs: 3001, speedIndexMs: 5801, score: 49 }),
      findings: ['first-contentful-paint-slow', 'speed-index-slow', 'score-low'],
    },
    {
      name: 'a heavy page',
      artifacts: page({
        bytes: 7_400_000,
        requests: 130,
        culprits: {
          largestElement: null,
          shifted: [],
          scripts: [],
          heaviest: [{ url: 'https://shop.example/media/hero.mp4', bytes: 5_100_000 }],
        },
      }),
      findings: ['page-heavy'],
      also: saying({ evidence: '7.4 MB in 130 requests; largest: hero.mp4 5.1 MB' }),
    },
    {
      name: 'third parties that are busy',
      artifacts: page({
        thirdParties: [
          { name: 'Tags', bytes: 300_000, requests: 4, mainThreadMs: 200 },
          { name: 'Chat', bytes: 400_000, requests: 9, mainThreadMs: 310 },
        ],
      }),
      findings: ['third-parties-heavy'],
      also: saying({
        evidence: '510 ms of the main thread: Chat 310 ms 400 kB, Tags 200 ms 300 kB',
      }),
    },
    {
      name: 'opportunities of both devices, the greatest first, the small ones left out',
      artifacts: {
        reports: lighthouseReports(
          {
            report: measuredPage([
              {
                opportunities: [
                  saving('unused-javascript', 900, 580_400),
                  saving('redirects', 60, 0),
                  saving('cache-insight', 0, 1_200_000),
                ],
              },
            ]),
          },
          {
            device: 'desktop',
            report: measuredPage([
              {
                opportunities: [
                  saving('image-delivery-insight', 1500, 9_000_000),
                  saving('unused-javascript', 250, 580_400),
                  saving('something-new', 150),
                ],
              },
            ]),
          },
        ),
      },
      findings: ['opportunity', 'opportunity', 'opportunity', 'opportunity'],
      also: ({ findings }) => {
        expect(findings.map(({ where, title }) => [where.component, title])).toEqual([
          ['image-delivery-insight', 'Images are larger than they need to be'],
          ['unused-javascript', 'Most of the scripts is not used on this page'],
          ['something-new', 'In the vendor’s words: something-new'],
          ['cache-insight', 'Files are fetched again on the next visit'],
        ]);
        expect(findings[1]?.evidence).toBe(
          'mobile: saves about 900 ms and 580 kB; desktop: saves about 250 ms and 580 kB; app.js, site.css',
        );
        expect(findings[3]?.evidence).toMatch(/^mobile: saves 1\.2 MB on the next visit;/);
        expect(findings[1]?.sources).toEqual(['lighthouse:unused-javascript']);
      },
    },
    {
      name: 'a figure within its usual noise',
      artifacts: page({ score: 66, lcpMs: 2500 }),
      state: stateAfter(70, 71, 72, 66, 69, 74),
    },
  ],
  failed: [
    {
      name: 'poor vitals, with what is behind them',
      artifacts: page({
        score: 60,
        lcpMs: 4001,
        cls: 0.26,
        tbtMs: 980,
        culprits: {
          largestElement: '<img src="hero.jpg">',
          shifted: ['<div class="banner">', '<footer>'],
          scripts: [{ url: 'https://shop.example/app.js', ms: 514 }],
          heaviest: [],
        },
      }),
      findings: ['largest-contentful-paint-slow', 'layout-shifts', 'main-thread-blocked'],
      also: ({ findings }) => {
        expect(findings.map(({ severity }) => severity)).toEqual(Array(3).fill('serious'));
        expect(findings.map(({ evidence }) => evidence)).toEqual([
          'largest contentful paint 4.0 s; good is up to 2.5 s, poor above 4.0 s; the largest element is <img src="hero.jpg">',
          'layout shift 0.26; good is up to 0.1, poor above 0.25; what moved: <div class="banner">, <footer>',
          'blocking time 980 ms; good is up to 200 ms, poor above 600 ms; busiest: app.js 514 ms',
        ]);
      },
    },
    {
      name: 'budgets that are exceeded, on each device',
      options: { budgets: { score: 95, bytes: 500_000, requests: 21, lcpMs: 1400 } },
      artifacts: {
        reports: lighthouseReports(
          { report: measuredPage([{ score: 94 }]) },
          { device: 'desktop', report: measuredPage([{ bytes: 400_000 }]) },
        ),
      },
      findings: ['budget-exceeded', 'budget-exceeded'],
      also: ({ findings }) =>
        expect(findings.map(({ where, evidence }) => [where.component, evidence])).toEqual([
          ['score', 'score 94 on mobile, budget 95'],
          ['bytes', 'weight 600 kB on mobile, budget 500 kB'],
        ]),
    },
    {
      name: 'a page that is slower than it was',
      artifacts: page({ score: 42, lcpMs: 2450 }),
      state: stateAfter(70, 71, 72, 71, 69, 74, 71, 70, 73),
      findings: ['score-low', 'performance-regressed'],
      also: ({ findings }) =>
        expect(findings[1]).toMatchObject({
          title: 'Worse than usual on mobile: score',
          evidence: 'score 42, was 71 (median of the last 9 runs, usual spread 1)',
        }),
    },
    {
      name: 'what visitors saw, told once for an origin',
      artifacts: {
        reports: lighthouseReports(
          { field: { ...seen, scope: 'origin', lcpMs: 5200, inpMs: 700, cls: 0.4 } },
          {
            url: `${siteUrl}shop`,
            field: { ...seen, scope: 'origin', lcpMs: 5200, inpMs: 700, cls: 0.4 },
          },
        ),
      },
      findings: [
        'field-largest-contentful-paint-poor',
        'field-interaction-to-next-paint-poor',
        'field-layout-shift-poor',
      ],
      also: saying({
        where: { url: siteUrl, component: 'mobile' },
        evidence:
          'largest contentful paint 5.2 s; good is up to 2.5 s, poor above 4.0 s: a quarter of the visits to all pages of the origin on mobile was worse, in the 28 days until 2026-11-21',
      }),
    },
    {
      name: 'a page that answers with an error',
      artifacts: {
        reports: lighthouseReports(
          { report: unloaded('the server answers with an error (503)') },
          { device: 'desktop', report: unloaded('the server answers with an error (503)') },
        ),
      },
      findings: ['page-unloadable'],
      also: saying({ evidence: 'the server answers with an error (503)' }),
    },
    {
      name: 'a host that refuses, while the other device could not be measured',
      artifacts: {
        reports: lighthouseReports(
          { report: notGathered({ code: 'connection-refused', message: 'nothing listens' }) },
          { device: 'desktop', report: lost },
        ),
      },
      findings: ['page-unloadable', 'measurement-missing'],
    },
  ],
  incomplete: [
    {
      name: 'a busy machine: what it makes worse is for a person to judge',
      options: { budgets: { tbtMs: 100 } },
      artifacts: {
        reports: lighthouseReports({
          report: measuredPage([{ tbtMs: 900, score: 40, lcpMs: 2600, benchmarkIndex: 800 }], {
            noisy: true,
            repeated: 2,
          }),
        }),
      },
      state: stateAfter(90, 91, 90, 92, 90),
      findings: [
        'largest-contentful-paint-slow',
        'main-thread-blocked',
        'score-low',
        'budget-exceeded',
        'measurement-noisy',
      ],
      also: ({ labels }) => expect(labels.noisy).toBe('mobile'),
    },
    {
      name: 'one device of two that could not be measured',
      artifacts: { reports: lighthouseReports({}, { device: 'desktop', report: lost }) },
      findings: ['measurement-missing'],
      also: saying({
        where: { url: siteUrl, component: 'desktop' },
        evidence:
          'The browser broke while it looked at the page, on a fresh one too. The page used more than 1.6 GB of memory. Open the page by hand: it may use all memory or never come to rest. Run with --debug.',
      }),
    },
  ],
  errored: [
    {
      name: 'browsers that broke on every device',
      artifacts: {
        reports: lighthouseReports({ report: lost }, { device: 'desktop', report: lost }),
      },
    },
    {
      name: 'a run that was stopped',
      artifacts: { reports: notGathered({ code: 'cancelled', message: 'stopped' }) },
    },
  ],
});

describe('the pages that are measured', () => {
  const paramsFor = (options: object) =>
    performance.requires({ ...performance.options.defaults, ...options }, siteOfUrl(siteUrl, []))
      .reports.params;

  it('are the home page on both devices, three times each, unless others are named', () => {
    expect(paramsFor({})).toEqual({ pages: [siteUrl], devices: ['mobile', 'desktop'], runs: 3 });
    expect(paramsFor({ pages: ['/shop', 'https://shop.example/shop', '/'] }).pages).toEqual([
      `${siteUrl}shop`,
      siteUrl,
    ]);
  });
});

describe('what is kept', () => {
  it('is the report of each page and device, as a page of its own', () => {
    const html = '<!doctype html><title>Größe</title>';
    const report = measuredPage([{ html }]);
    const { attachments } = runCheck(performance, {
      artifacts: {
        reports: lighthouseReports(
          { report },
          { device: 'desktop', report },
          { url: `${siteUrl}shop`, report },
        ),
      },
    });
    expect(attachments?.map(({ name }) => name)).toEqual([
      'performance-mobile.html',
      'performance-desktop.html',
      'performance-mobile-2.html',
    ]);
    expect(Buffer.from(attachments?.[0]?.base64 ?? '', 'base64').toString()).toBe(html);
  });

  it('are no figures of a busy machine', () => {
    const state = stateAfter(90, 91);
    const noisy = lighthouseReports({ report: measuredPage([{ score: 10 }], { noisy: true }) });
    const context = { now, site: siteOfUrl(siteUrl, []), previous: null, baseline: () => null };
    const { options } = performance;
    const judged = performance.evaluate({ reports: noisy }, options.defaults, {
      ...context,
      state,
    });
    expect(judged.state).toEqual(state);
  });

  it('is compared with a base line where there is no history yet', () => {
    const { findings } = performance.evaluate(
      { reports: lighthouseReports({ report: measuredPage([measuredRun({ score: 60 })]) }) },
      performance.options.defaults,
      {
        now,
        site: siteOfUrl(siteUrl, []),
        previous: null,
        baseline: (metric) => (metric === 'score' ? 90 : null),
        state: null,
      },
    );
    expect(findings).toMatchObject([
      { rule: 'performance-regressed', evidence: 'score 60, was 90 (its usual value)' },
    ]);
  });
});
