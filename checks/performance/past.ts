import { figureNames, nameOfFigure } from '../../src/analysis/performance/figures.ts';
import { earlierValues, type History } from '../../src/analysis/performance/history.ts';
import { type Regression, regressionOf } from '../../src/analysis/performance/regression.ts';
import type { EvaluateContext } from '../../src/core/check.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import { type LabPage, spokesman } from './lab.ts';
import { prefixed } from './metrics.ts';
import type { RuleId } from './rules.ts';
import { regressionWords } from './words.ts';

/** Under which name the history of a page on a device is kept. */
export function historyKey({ url, device }: Pick<LabPage, 'url' | 'device'>): string {
  return `${device} ${url}`;
}

/**
 * What is worse than it usually was, by more than noise: one finding for a page on a device. A busy
 * machine says nothing about the past. Base lines are those of the first page.
 */
export function judgePast(
  lab: LabPage,
  history: History,
  baseline: EvaluateContext['baseline'] | null,
): readonly FindingDraft<RuleId>[] {
  if (lab.page.noisy) return [];
  const run = spokesman(lab.page);
  const regressions = figureNames.flatMap((figure) => {
    const earlier = earlierValues(history, historyKey(lab), figure);
    const base = baseline?.(prefixed(lab.device, figure)) ?? null;
    return regressionOf(figure, run[figure], earlier, base) ?? [];
  });
  if (regressions.length === 0) return [];
  return [
    {
      rule: 'performance-regressed',
      where: { url: lab.url, component: lab.device },
      title: titleOf(lab, regressions),
      evidence: regressions.map(regressionWords).join('; '),
    },
  ];
}

function titleOf({ device }: LabPage, regressions: readonly Regression[]): string {
  const names = regressions.map(({ figure }) => nameOfFigure(figure));
  return `Worse than usual on ${device}: ${names.join(', ')}`;
}
