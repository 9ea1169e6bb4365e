import { formatBytes, nameOfFigure, spellFigure } from '../../src/analysis/performance/figures.ts';
import { spreadOf } from '../../src/analysis/performance/median-run.ts';
import { rate } from '../../src/analysis/performance/vitals.ts';
import type { MeasuredPage, MeasuredRun } from '../../src/core/artifacts/lighthouse-report.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import { formatDuration } from '../../src/core/duration.ts';
import type { FindingDraft, Verdict } from '../../src/core/finding.ts';
import { type BudgetName, budgetNames, type Options } from './options.ts';
import type { RuleId } from './rules.ts';
import { nameOf, namesOf, ratedWords } from './words.ts';

type Draft = FindingDraft<RuleId>;

/** Below this the vendor calls a score poor (performance-scoring). */
const poorScore = 50;
/** Above this the vendor flags a page as heavy: 5,000 KiB (total-byte-weight). */
const heavyBytes = 5000 * 1024;
/** Above this the vendor flags third parties: 250 ms of the main thread (third-party-summary). */
const heavyThirdPartyMs = 250;

/** A page on a device, and what was measured there. */
export interface LabPage {
  readonly url: string;
  readonly device: Device;
  readonly page: MeasuredPage;
}

/** The run that speaks for a page. */
export function spokesman({ runs, median }: MeasuredPage): MeasuredRun {
  const run = runs[median];
  if (run === undefined) throw new Error('a measured page has a median run');
  return run;
}

/** Everything that one page on one device does worse than it should. */
export function judgeLab(lab: LabPage, options: Options): readonly Draft[] {
  const run = spokesman(lab.page);
  const where = { url: lab.url, component: lab.device };
  const drafts = [...judgeVitals(run), ...judgeRest(run, lab.page)];
  return [
    ...drafts.map((draft) => ({ ...draft, where })),
    ...judgeBudgets(lab, run, options),
    ...(lab.page.noisy ? [{ ...noise(lab.page), where }] : []),
  ].map((draft) => (lab.page.noisy ? doubted(draft) : draft));
}

type Placeless = Omit<Draft, 'where'>;

function judgeVitals({ lcpMs, cls, tbtMs, culprits }: MeasuredRun): readonly Placeless[] {
  const { largestElement, shifted, scripts } = culprits;
  const busy = scripts.slice(0, 3).map(({ url, ms }) => `${nameOf(url)} ${formatDuration(ms)}`);
  return [
    vital('largest-contentful-paint-slow', 'lcpMs', lcpMs, 'the largest element is', [
      ...(largestElement === null ? [] : [largestElement]),
    ]),
    vital('layout-shifts', 'cls', cls, 'what moved:', shifted),
    vital('main-thread-blocked', 'tbtMs', tbtMs, 'busiest:', busy),
  ].flat();
}

function vital(
  rule: RuleId,
  figure: 'lcpMs' | 'cls' | 'tbtMs',
  value: number,
  lead: string,
  culprits: readonly string[],
): readonly Placeless[] {
  const rating = rate(figure, value);
  if (rating === 'good') return [];
  const cause = culprits.length === 0 ? '' : `; ${lead} ${culprits.join(', ')}`;
  const evidence = `${nameOfFigure(figure)} ${ratedWords(figure, value)}${cause}`;
  const milder = { verdict: 'warning', severity: 'moderate' } as const;
  return [{ rule, evidence, ...(rating === 'poor' ? {} : milder) }];
}

function judgeRest(run: MeasuredRun, page: MeasuredPage): readonly Placeless[] {
  const { fcpMs, speedIndexMs, score, bytes, requests, thirdParties, culprits } = run;
  const others = thirdParties.reduce((total, { mainThreadMs }) => total + mainThreadMs, 0);
  const spread = page.runs.length === 1 ? '' : `, ${spreadOf(page.runs)} points apart`;
  const runs = page.runs.length === 1 ? 'one run' : `the median of ${page.runs.length} runs`;
  return [
    when(rate('fcpMs', fcpMs) === 'poor', 'first-contentful-paint-slow', () =>
      ratedWords('fcpMs', fcpMs),
    ),
    when(rate('speedIndexMs', speedIndexMs) === 'poor', 'speed-index-slow', () =>
      ratedWords('speedIndexMs', speedIndexMs),
    ),
    when(score < poorScore, 'score-low', () => `${score} of 100: ${runs}${spread}`),
    when(bytes > heavyBytes, 'page-heavy', () => {
      const heaviest = culprits.heaviest.map(
        (one) => `${nameOf(one.url)} ${formatBytes(one.bytes)}`,
      );
      return `${formatBytes(bytes)} in ${requests} requests; largest: ${heaviest.join(', ')}`;
    }),
    when(others > heavyThirdPartyMs, 'third-parties-heavy', () => {
      const named = thirdParties
        .toSorted((a, b) => b.mainThreadMs - a.mainThreadMs)
        .slice(0, 5)
        .map((one) => `${one.name} ${formatDuration(one.mainThreadMs)} ${formatBytes(one.bytes)}`);
      return `${formatDuration(others)} of the main thread: ${named.join(', ')}`;
    }),
  ].flat();
}

function when(holds: boolean, rule: RuleId, evidence: () => string): readonly Placeless[] {
  return holds ? [{ rule, evidence: evidence() }] : [];
}

function judgeBudgets({ url, device }: LabPage, run: MeasuredRun, { budgets }: Options) {
  return budgetNames.flatMap((name): readonly Draft[] => {
    const budget = budgets[name];
    const value = budgetValue(name, run);
    if (budget === undefined || (name === 'score' ? value >= budget : value <= budget)) return [];
    const component = device === 'desktop' ? `desktop.${name}` : name;
    const seen = `${nameOfFigure(name)} ${spellFigure(name, value)} on ${device}`;
    const evidence = `${seen}, budget ${spellFigure(name, budget)}${heaviestOf(name, run)}`;
    return [{ rule: 'budget-exceeded', where: { url, component }, evidence }];
  });
}

function heaviestOf(name: BudgetName, { culprits }: MeasuredRun): string {
  if (name !== 'bytes' || culprits.heaviest.length === 0) return '';
  return `; largest: ${namesOf(culprits.heaviest.map(({ url }) => url))}`;
}

/** The value that a budget of this name is for. */
export function budgetValue(name: BudgetName, run: MeasuredRun): number {
  if (name !== 'thirdPartyBytes') return run[name];
  return run.thirdParties.reduce((total, { bytes }) => total + bytes, 0);
}

function noise({ runs, repeated }: MeasuredPage): Placeless {
  const speeds = runs.map(({ benchmarkIndex }) => Math.round(benchmarkIndex)).join(', ');
  const evidence = `the machine’s benchmark index stayed low (${speeds}) though ${repeated} runs were repeated`;
  return { rule: 'measurement-noisy', evidence };
}

/** What a busy machine makes worse, a person has to look at. */
const disturbed: ReadonlySet<string> = new Set([
  'main-thread-blocked',
  'score-low',
  'budget-exceeded',
]);

function doubted(draft: Draft): Draft {
  const verdict: Verdict = 'review';
  return disturbed.has(draft.rule) ? { ...draft, verdict } : draft;
}
