import { formatDuration } from '../../core/duration.ts';
import type { CheckResult, Outcome } from '../../core/result.ts';
import { type Look, outcomeStyles } from '../../report/check-run/table/look.ts';
import type { Entry } from './lines.ts';

/** At most so many failing checks are named in a summary. */
const mostNamed = 3;

/** What is remembered of the runs told so far. */
export interface ResultTally {
  /** The entry of a run that says something new; null where it is only counted. */
  take(site: string, result: CheckResult): Entry | null;
  /** What was counted since the last summary, which it starts anew; null where nothing was. */
  summary(): Entry | null;
}

/** Counts runs, and lets those through that say something new: another outcome, or other rules. */
export function resultTally(
  look: Look,
  options: { readonly everyMs: number; readonly showFirst: boolean },
): ResultTally {
  const last = new Map<string, CheckResult>();
  let passed = 0;
  let others = 0;
  return {
    take(site, result) {
      const name = `${site} ${result.check}`;
      const before = last.get(name);
      last.set(name, result);
      if (result.outcome === 'inapplicable') return null;
      if (result.outcome === 'passed') passed += 1;
      else others += 1;
      const isNew = before === undefined ? options.showFirst : newsOf(before) !== newsOf(result);
      const isBad = before === undefined && result.outcome !== 'passed';
      return isNew || isBad ? resultEntry(name, result, before?.outcome ?? null, look) : null;
    },
    summary() {
      if (passed + others === 0) return null;
      const failing = [...last].filter(([, { outcome }]) => outcome === 'failed');
      const text = summaryText(
        passed,
        others,
        failing.map(([name]) => name),
        options.everyMs,
      );
      passed = 0;
      others = 0;
      return { sign: ' ', styles: ['dim'], text };
    },
  };
}

function newsOf({ outcome, findings }: CheckResult): string {
  return [outcome, ...findings.map(({ rule }) => rule).toSorted()].join(' ');
}

const verbs: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  incomplete: 'must be judged by a person',
  inapplicable: 'has nothing to judge',
  errored: 'could not be done',
};

function resultEntry(name: string, result: CheckResult, before: Outcome | null, look: Look): Entry {
  const { outcome, findings, durationMs, reason } = result;
  const again = outcome === 'passed' && before !== null && before !== 'passed' ? ' again' : '';
  const time = outcome === 'passed' ? ` in ${formatDuration(durationMs)}` : '';
  const titles = findings.map(({ title, verdict }) =>
    verdict === 'warning' ? `warning: ${title}` : title,
  );
  const why = reason ?? titles.join('; ');
  return {
    sign: look.signs.outcomes[outcome],
    styles: outcomeStyles[outcome],
    text: `${name} ${verbs[outcome]}${again}${time}${why === '' ? '' : `: ${why}`}`,
  };
}

function summaryText(
  passed: number,
  others: number,
  failing: readonly string[],
  everyMs: number,
): string {
  const text = `${passed} ${passed === 1 ? 'check' : 'checks'} passed in the last ${everyMs / 1000} s`;
  const both = others === 0 ? text : `${text}, ${others} did not`;
  if (failing.length === 0) return both;
  const named = failing.slice(0, mostNamed).join(', ');
  const more = failing.length > mostNamed ? ` and ${failing.length - mostNamed} more` : '';
  return `${both}; failing now: ${named}${more}`;
}
