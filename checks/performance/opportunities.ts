import { formatBytes } from '../../src/analysis/performance/figures.ts';
import { opportunityWords } from '../../src/analysis/performance/opportunity-words.ts';
import type { Opportunity } from '../../src/core/artifacts/lighthouse-report.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import { formatDuration } from '../../src/core/duration.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { type LabPage, spokesman } from './lab.ts';
import type { RuleId } from './rules.ts';
import { namesOf } from './words.ts';

const most = 5;
/** Less is not worth anybody's morning. */
const leastMs = 100;
const leastBytes = 50_000;

interface Saving {
  readonly device: Device;
  readonly opportunity: Opportunity;
}

/** The five things that would gain most on a page: one finding each, whatever the device. */
export function judgeOpportunities(labs: readonly LabPage[]): readonly FindingDraft<RuleId>[] {
  const savings = labs.flatMap(({ device, page }) =>
    spokesman(page)
      .opportunities.filter(isWorthwhile)
      .map((opportunity): Saving => ({ device, opportunity })),
  );
  const byAudit = Map.groupBy(savings, ({ opportunity }) => opportunity.audit);
  const url = labs[0]?.url ?? '';
  return [...byAudit.values()]
    .toSorted((a, b) => gainOf(b) - gainOf(a))
    .slice(0, most)
    .flatMap((same) => findingOf(url, same));
}

function isWorthwhile({ savingsMs, savingsBytes }: Opportunity): boolean {
  return savingsMs >= leastMs || savingsBytes >= leastBytes;
}

/** In ms; a megabyte counts as much as a tenth of a second. */
function gainOf(savings: readonly Saving[]): number {
  const gains = savings.map(({ opportunity: one }) => one.savingsMs + one.savingsBytes / 1e4);
  return Math.max(...gains);
}

function findingOf(url: string, savings: readonly Saving[]): readonly FindingDraft<RuleId>[] {
  const [first] = savings;
  if (first === undefined) return [];
  const { audit, title, items } = first.opportunity;
  const estimates = savings.map(({ device, opportunity }) => `${device}: ${estimate(opportunity)}`);
  const files = items.length === 0 ? '' : `; ${namesOf(items)}`;
  return [
    {
      rule: 'opportunity',
      where: { url, component: audit },
      evidence: `${estimates.join('; ')}${files}`,
      sources: [`lighthouse:${audit}`],
      ...(opportunityWords(audit) ?? (title === '' ? {} : { title })),
    },
  ];
}

function estimate({ audit, savingsMs, savingsBytes }: Opportunity): string {
  const time = savingsMs >= leastMs ? [`about ${formatDuration(savingsMs)}`] : [];
  const size = savingsBytes >= leastBytes ? [formatBytes(savingsBytes)] : [];
  const when = audit === 'cache-insight' ? ' on the next visit' : '';
  return `saves ${[...time, ...size].join(' and ')}${when}`;
}
