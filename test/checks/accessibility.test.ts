import { expect, it } from 'vitest';
import accessibility from '../../checks/accessibility/index.ts';
import { rules } from '../../checks/accessibility/rules.ts';
import { allEngineRules } from '../../src/analysis/accessibility/engine-rules/index.ts';
import { allPageRules } from '../../src/analysis/accessibility/rules/index.ts';
import { sameBarrier } from '../../src/analysis/accessibility/same-barrier.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { AccessibilityReport } from '../../src/core/artifacts/page-audit.ts';
import type { PageAudits } from '../../src/core/artifacts/page-audits.ts';
import { siteUrl } from '../support/artifacts.ts';
import { checkTester, runCheck } from '../support/check-tester.ts';
import { pageAudit, pageAudits } from '../support/page-audits.ts';
import { accessibilityReport, seenBy, seenByAxe, seenByHtmlcs } from '../support/page-barriers.ts';

type Case = { readonly name: string; readonly artifacts: Artifacts; readonly findings: string[] };
type Artifacts = { readonly audits: ReturnType<typeof gathered<PageAudits>> };

const sample = (report: AccessibilityReport, more = {}): Artifacts => ({
  audits: gathered(pageAudits([{ accessibility: report, ...more }], 'desktop')),
});
const clean = accessibilityReport();

/** Whatever an engine or a rule of ours sees becomes a finding of the rule's own verdict. */
const engineCases = Object.entries(allEngineRules).map(([id, rule]) => {
  const axe = rule.axe.slice(0, 1).map((name) => seenByAxe(name, ['0/1/2']));
  const htmlcs =
    axe.length > 0
      ? []
      : rule.htmlcs.slice(0, 1).map((code) => seenByHtmlcs(`1_1_1.${code}`, ['0/1/2']));
  const verdict = axe.length > 0 || rule.isTrusted ? rule.verdict : 'review';
  return { id, verdict, report: accessibilityReport({ axe, htmlcs }) };
});
const told = sameBarrier as Readonly<Record<string, string | undefined>>;
const ownCases = Object.entries(allPageRules).map(([id, { verdict }]) => ({
  id: told[id] ?? id,
  verdict,
  report: accessibilityReport({ own: [seenBy(id, ['0/1/2'], verdict)] }),
}));
const casesOf = (verdict: string) =>
  [...engineCases, ...ownCases]
    .filter((one) => one.verdict === verdict)
    .map(({ id, report }): Case => ({ name: id, artifacts: sample(report), findings: [id] }));

checkTester(accessibility, {
  passed: [
    { name: 'a page without barriers', artifacts: sample(clean) },
    ...(casesOf('warning') as never[]),
  ],
  failed: [
    ...(casesOf('failed') as never[]),
    {
      name: 'a page that does not answer',
      artifacts: {
        audits: gathered<PageAudits>({
          pages: [{ url: siteUrl, namedBy: 'site' }],
          audits: [
            {
              page: { url: siteUrl, namedBy: 'site' },
              device: 'desktop',
              audit: notGathered({ code: 'connection-refused', message: 'nobody listens' }),
            },
          ],
        }),
      },
      findings: ['audited-page-unreachable'],
    },
  ],
  incomplete: [
    ...(casesOf('review') as never[]),
    {
      name: 'a page that answers with an error',
      artifacts: sample(clean, { status: 404 }),
      findings: ['audited-page-missing'],
    },
    {
      name: 'a page on which an engine broke',
      artifacts: sample(clean, { gaps: ['axe-core: took longer than 40 s'] }),
      findings: ['audit-incomplete'],
    },
  ],
  errored: [
    {
      name: 'a browser that breaks on every page',
      artifacts: {
        audits: gathered<PageAudits>({
          pages: [{ url: siteUrl, namedBy: 'site' }],
          audits: [
            {
              page: { url: siteUrl, namedBy: 'site' },
              device: 'desktop',
              audit: notGathered({ code: 'browser-lost', message: 'it used all memory' }),
            },
          ],
        }),
      },
    },
  ],
});

it('has a case for every rule that a page can break', () => {
  const ids = [...engineCases, ...ownCases].map(({ id }) => id);
  expect([...new Set(ids)].sort()).toEqual(
    Object.keys(rules)
      .filter((id) => !id.startsWith('audit'))
      .sort(),
  );
});

it('counts barriers by verdict and pages once, however many devices looked', () => {
  const report = accessibilityReport({
    axe: [seenByAxe('image-alt', ['0/1/2', '0/1/3'])],
    own: [seenBy('text-justified', ['0/1/4'], 'warning')],
  });
  const audits = [
    ...pageAudits([{ accessibility: report }], 'mobile').audits,
    ...pageAudits([{ accessibility: report }], 'desktop').audits,
  ];
  const pages = [{ url: siteUrl, namedBy: 'site' as const }];
  const { metrics } = runCheck(accessibility, {
    artifacts: { audits: gathered({ pages, audits }) },
  });
  expect(metrics).toMatchObject({ failed: 2, pages: 1 });
});

it('marks each finding on the picture of its page', () => {
  const picture = { mime: 'image/jpeg', base64: 'AAAA', width: 1350, height: 900 } as const;
  const report = accessibilityReport({ axe: [seenByAxe('image-alt', ['0/1/2'])] });
  const { attachments, findings } = runCheck(accessibility, {
    artifacts: { audits: gathered(pageAudits([{ accessibility: report, picture }], 'desktop')) },
  });
  expect(attachments?.map(({ name, marks }) => [name, marks])).toEqual([
    [
      'page-1-desktop.jpg',
      [
        {
          fingerprint: findings[0]?.fingerprint,
          box: { x: 10, y: 20, width: 14, height: 12 },
        },
      ],
    ],
  ]);
});

it('names a barrier of one device as such', () => {
  const report = accessibilityReport({ axe: [seenByAxe('target-size', ['0/1/2'])] });
  const audits = [
    ...pageAudits([{ accessibility: report }], 'mobile').audits,
    ...pageAudits([{ accessibility: clean }], 'desktop').audits,
  ];
  const pages = [{ url: pageAudit().url, namedBy: 'site' as const }];
  const { findings } = runCheck(accessibility, {
    artifacts: { audits: gathered({ pages, audits }) },
  });
  expect(findings[0]?.evidence).toContain('on mobile only');
});
