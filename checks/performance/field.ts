import { nameOfFigure } from '../../src/analysis/performance/figures.ts';
import { rate } from '../../src/analysis/performance/vitals.ts';
import type { FieldData } from '../../src/core/artifacts/field-data.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { RuleId } from './rules.ts';
import { ratedWords } from './words.ts';

const vitals = [
  { rule: 'field-largest-contentful-paint-poor', figure: 'lcpMs' },
  { rule: 'field-interaction-to-next-paint-poor', figure: 'inpMs' },
  { rule: 'field-layout-shift-poor', figure: 'cls' },
] as const satisfies readonly { rule: RuleId; figure: string }[];

/** What visitors saw that the vendor calls poor; page by page or, where that is all, of the origin. */
export function judgeField(
  url: string,
  device: Device,
  field: FieldData,
): readonly FindingDraft<RuleId>[] {
  if (!field.known) return [];
  const isOrigin = field.scope === 'origin';
  const where = { url: isOrigin ? `${new URL(url).origin}/` : url, component: device };
  const of = isOrigin ? 'all pages of the origin' : 'this page';
  const until = field.until === null ? '' : ` until ${field.until}`;
  return vitals.flatMap(({ rule, figure }) => {
    const value = field[figure];
    if (value === null || rate(figure, value) !== 'poor') return [];
    const seen = `${nameOfFigure(figure)} ${ratedWords(figure, value)}`;
    const evidence = `${seen}: a quarter of the visits to ${of} on ${device} was worse, in the 28 days${until}`;
    return [{ rule, where, evidence }];
  });
}
