import type { PageAudit } from '../../src/core/artifacts/page-audit.ts';
import { devices } from '../../src/core/artifacts/page-audit.ts';
import type { PageAudits } from '../../src/core/artifacts/page-audits.ts';
import { defineCheck, request } from '../../src/core/check.ts';
import { agentFailureReason, isTargetFailure } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { findingsOf } from './findings.ts';
import { picturesOf } from './pictures.ts';
import { type RuleId, rules } from './rules.ts';

const defaults = { limit: 5, devices: [...devices] };

/** Whether people who do not see, hear, point or read as most do can use the site. */
export default defineCheck({
  meta: {
    id: 'accessibility',
    title: 'Accessibility',
    why: 'One visitor in six lives with a disability; a barrier turns them away, and in many countries it is against the law.',
    category: 'quality',
    lane: 'browser',
    schedule: '0 3 * * 1',
    timeout: '30m',
    platforms: 'any',
    incidentPer: 'finding',
    confirm: 1,
    metrics: {
      failed: 'barriers that break a success criterion of WCAG 2.2 A or AA',
      warnings: 'breaches of good practice and of level AAA',
      review: 'places that a person has to look at',
      pages: 'pages that were looked at',
    },
    labels: { engines: 'engines that looked, with their versions' },
  },
  rules,
  options: {
    defaults,
    schema: ({ z }) =>
      z.object({
        limit: z
          .int()
          .min(1)
          .max(50)
          .default(defaults.limit)
          .describe('Most pages in all: the home page, `pages`, and a sample of the sitemap.'),
        devices: z
          .array(z.enum(devices))
          .min(1)
          .default([...devices])
          .describe('How pages are looked at.'),
      }),
  },
  requires: (options, site) => ({
    audits: request('page-audits', {
      url: site.url,
      pages: site.pages,
      limit: options.limit,
      devices: options.devices,
      accessibility: true,
    }),
  }),
  evaluate: ({ audits }, _options, { site }) => {
    if (!audits.ok) {
      const { code, message } = audits.failure;
      if (!isTargetFailure(code)) return erroredBy(agentFailureReason(code, message));
      return { findings: [unreachable(site.url, message)] };
    }
    const ours = audits.value.audits.flatMap(({ audit }) =>
      !audit.ok && !isTargetFailure(audit.failure.code) ? [audit.failure] : [],
    );
    const looked = audits.value.audits.flatMap(({ audit }) => (audit.ok ? [audit.value] : []));
    if (looked.length === 0 && ours[0]) {
      return erroredBy(agentFailureReason(ours[0].code, ours[0].message));
    }
    const judged = looked.filter((audit) => audit.accessibility !== null && isPage(audit));
    const told = findingsOf(judged);
    const findings = [...told.map(({ finding }) => finding), ...gapsOf(audits.value, looked)];
    const counted = (verdict: string) =>
      told.filter(({ barrier }) => barrier.verdict === verdict).length;
    const seen = new Set(judged.map(({ url }) => url));
    return {
      findings,
      // A page that has left the sample has not been repaired by that.
      missed: ({ url }) => !seen.has(url),
      metrics: {
        failed: counted('failed'),
        warnings: counted('warning'),
        review: counted('review'),
        pages: seen.size,
      },
      labels: { engines: enginesOf(judged) },
      attachments: picturesOf(judged, told),
    };
  },
});

function erroredBy(reason: string) {
  return { findings: [], instead: { outcome: 'errored' as const, reason } };
}

function unreachable(url: string, message: string): FindingDraft<RuleId> {
  return { rule: 'audited-page-unreachable', where: { url }, evidence: message };
}

/** An error page, or a file that is no page, has nothing to be judged. */
function isPage({ status, contentType }: PageAudit): boolean {
  return status < 400 && /html/i.test(contentType);
}

/** What was not looked at, and why; each page once. */
function gapsOf(
  { audits }: PageAudits,
  looked: readonly PageAudit[],
): readonly FindingDraft<RuleId>[] {
  const failed = audits.flatMap(({ page, audit }) =>
    audit.ok ? [] : [{ url: page.url, ...audit.failure }],
  );
  const drafts: FindingDraft<RuleId>[] = [
    ...failed.map(({ url, code, message }) =>
      isTargetFailure(code)
        ? unreachable(url, message)
        : incomplete(url, agentFailureReason(code, message)),
    ),
    ...looked
      .filter((audit) => !isPage(audit))
      .map(({ url, status, contentType }): FindingDraft<RuleId> => {
        const evidence = `HTTP ${status}, ${contentType || 'no content type'}`;
        return { rule: 'audited-page-missing', where: { url }, evidence };
      }),
    ...looked.flatMap(({ url, gaps }) => gaps.map((gap) => incomplete(url, gap))),
  ];
  const byPlace = new Map(drafts.map((draft) => [`${draft.rule} ${draft.where.url}`, draft]));
  return [...byPlace.values()];
}

function incomplete(url: string, evidence: string): FindingDraft<RuleId> {
  return { rule: 'audit-incomplete', where: { url }, evidence };
}

function enginesOf(audits: readonly PageAudit[]): string {
  const [report] = audits.flatMap(({ accessibility }) => accessibility ?? []);
  const engines = [
    report?.axe ? `axe-core ${report.axe.version}` : null,
    report?.htmlcs ? 'HTML_CodeSniffer' : null,
    'caretaker',
  ];
  return engines.filter((name) => name !== null).join(', ');
}
