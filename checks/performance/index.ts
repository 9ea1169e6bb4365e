import { nextHistory, readHistory } from '../../src/analysis/performance/history.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import { type AttachmentDraft, defineCheck, request } from '../../src/core/check.ts';
import { agentFailureReason } from '../../src/core/failure-rules.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { judgeField } from './field.ts';
import { judgeLab, type LabPage, spokesman } from './lab.ts';
import { labelsOf, metricMeanings, metricsOf } from './metrics.ts';
import { judgeOpportunities } from './opportunities.ts';
import { options } from './options.ts';
import { historyKey, judgePast } from './past.ts';
import { type RuleId, rules } from './rules.ts';
import { judgeUnloaded, missing } from './unmeasured.ts';

/** How fast visitors get a page that stands still and answers. */
export default defineCheck({
  meta: {
    id: 'performance',
    title: 'Performance',
    why: 'Visitors leave slow pages before they have seen them, and search engines rank them lower.',
    category: 'quality',
    lane: 'lighthouse',
    schedule: '0 3 * * *',
    timeout: '15m',
    platforms: 'any',
    incidentPer: 'finding',
    confirm: 1,
    metrics: metricMeanings,
    labels: {
      lighthouse: 'version of Lighthouse',
      noisy: 'devices whose figures a busy machine made worse',
      field: 'whose visits the field data speaks of, page or origin, or why there is none',
    },
  },
  rules,
  options,
  requires: ({ pages, devices, runs }, site) => {
    const named = pages.map((page) => new URL(page, site.url).href);
    const params = { pages: named.length === 0 ? [site.url] : [...new Set(named)], devices, runs };
    return { reports: request('lighthouse-reports', params) };
  },
  evaluate: ({ reports }, given, { now, baseline, state }) => {
    if (!reports.ok) {
      const { code, message } = reports.failure;
      return errored(agentFailureReason(code, message));
    }
    const { measured } = reports.value;
    const lost = missing(measured);
    if (lost.length === measured.length) return errored(lost[0]?.reason ?? 'Nothing was measured.');

    const history = readHistory(state);
    const labs = measured.flatMap(({ url, device, report }): readonly LabPage[] =>
      report.ok && report.value.loaded ? [{ url, device, page: report.value }] : [],
    );
    const byPage = [...Map.groupBy(labs, ({ url }) => url).values()];
    const first = measured[0]?.url;
    const findings: readonly FindingDraft<RuleId>[] = [
      ...judgeUnloaded(measured),
      ...measured.flatMap(({ url, device, field }) => judgeField(url, device, field)),
      ...byPage.flatMap((those) => [
        ...those.flatMap((lab) => judgeLab(lab, given)),
        ...those.flatMap((lab) => judgePast(lab, history, lab.url === first ? baseline : null)),
        ...judgeOpportunities(those),
      ]),
      ...lost.map(({ url, device, reason }) => ({
        rule: 'measurement-missing' as const,
        where: { url, component: device },
        evidence: reason,
      })),
    ];
    const quiet = new Map(
      labs.filter(({ page }) => !page.noisy).map((lab) => [historyKey(lab), spokesman(lab.page)]),
    );
    const keys = measured.map(historyKey);
    return {
      findings: withoutTwins(findings),
      metrics: metricsOf(measured),
      labels: labelsOf(measured),
      attachments: labs.flatMap(attachmentOf),
      state: nextHistory(history, new Map(keys.map((key) => [key, quiet.get(key) ?? null])), now),
    };
  },
});

function errored(reason: string) {
  return { findings: [], instead: { outcome: 'errored' as const, reason } };
}

/** What the origin's visitors saw is told once, however many of its pages are measured. */
function withoutTwins(findings: readonly FindingDraft<RuleId>[]): readonly FindingDraft<RuleId>[] {
  const byIdentity = Map.groupBy(findings, ({ rule, where }) => JSON.stringify([rule, where]));
  return [...byIdentity.values()].flatMap((same) => same.slice(0, 1));
}

/** Lighthouse's own report, for whoever wants to see each file. */
function attachmentOf(lab: LabPage, _index: number, labs: readonly LabPage[]): AttachmentDraft[] {
  const { html } = spokesman(lab.page);
  if (html === null) return [];
  const place = labs.filter(({ device }) => device === lab.device).indexOf(lab);
  const title: Readonly<Record<Device, string>> = { mobile: 'a telephone', desktop: 'a desktop' };
  return [
    {
      name: `performance-${lab.device}${place === 0 ? '' : `-${place + 1}`}.html`,
      mime: 'text/html',
      title: `Lighthouse on ${title[lab.device]}`,
      url: lab.url,
      base64: new TextEncoder().encode(html).toBase64(),
    },
  ];
}
