import { formatDuration } from '../../../core/duration.ts';
import { forTerminal } from '../../../core/encode/terminal.ts';
import type { CheckResult } from '../../../core/result.ts';
import { metricWords } from '../metrics.ts';
import { displayWidth, padEnd, wrap } from './layout.ts';
import { type Look, outcomeStyles } from './look.ts';

/** Widths of the columns that all checks of a run share. */
interface CheckColumns {
  readonly check: number;
  readonly outcome: number;
  readonly duration: number;
}

const gap = '  ';
/** With less room than this beside the columns, details go below them. */
const leastDetail = 24;

/** How wide the columns of a run’s checks have to be. */
export function checkColumns(results: readonly CheckResult[]): CheckColumns {
  return {
    check: longest(results.map((result) => result.check)),
    outcome: longest(results.map((result) => result.outcome)),
    duration: longest(results.map((result) => formatDuration(result.durationMs))),
  };
}

/** One check: sign, id, outcome, duration, and its metrics or the reason why there are none. */
export function checkLines(result: CheckResult, widths: CheckColumns, look: Look): string[] {
  const sign = look.signs.outcomes[result.outcome];
  const style = outcomeStyles[result.outcome];
  const check = padEnd(result.check, widths.check);
  const outcome = padEnd(result.outcome, widths.outcome);
  const duration = formatDuration(result.durationMs).padStart(widths.duration);
  const row = [
    `${look.paint(style, sign)} ${look.paint(['bold'], check)}`,
    look.paint(style, outcome),
    look.paint(['dim'], duration),
  ].join(gap);
  const used = displayWidth([`${sign} ${check}`, outcome, duration, ''].join(gap));
  const beside = look.columns - used >= leastDetail;
  const detailIndent = beside ? used : 4;
  const details = wrap(detailOf(result), look.columns - detailIndent);
  const [first, ...others] = details.map((line) => ' '.repeat(detailIndent) + line);
  if (first === undefined) return [row];
  return beside ? [row + gap + first.slice(used), ...others] : [row, first, ...others];
}

function detailOf(result: CheckResult): string {
  const reason = result.reason === undefined ? [] : [forTerminal(result.reason, 1000)];
  const metrics = metricWords(result).map((words) => forTerminal(words, 100));
  return [...reason, ...metrics].join(', ');
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
