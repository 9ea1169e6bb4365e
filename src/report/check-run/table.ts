import { forTerminal } from '../../core/encode/terminal.ts';
import { severities } from '../../core/finding.ts';
import type { CheckResult, CheckRun, Outcome, RunSummary } from '../../core/result.ts';
import type { Presentation } from './presentation.ts';
import { changeLines } from './table/change-lines.ts';
import { checkColumns, checkLines } from './table/check-lines.ts';
import { componentLines, findingsBeside } from './table/component-lines.ts';
import { groupFindings } from './table/finding-groups.ts';
import { findingLines } from './table/finding-lines.ts';
import { displayWidth, pack } from './table/layout.ts';
import { type Look, lookOf, outcomeStyles } from './table/look.ts';
import { outcomesByUrgency } from './urgency.ts';

/** In UTF-16 units. */
const maxUrlLength = 400;

/** A run for a person, who may have been woken by it: what is wrong, where, what was seen, what to do. */
export function tableOf(run: CheckRun, presentation: Presentation): string {
  const look = lookOf(presentation);
  const lines = [
    ...headLines(run, look),
    '',
    ...resultLines(run, look),
    '',
    ...summaryLines(run, look),
  ];
  return `${lines.join('\n')}\n`;
}

/** Checks with nothing to tell stand together; one with something to tell has air around it. */
function resultLines(run: CheckRun, look: Look): string[] {
  const widths = checkColumns(run.results);
  const blocks = run.results.map((result) => detailLines(result, run.site.url, look));
  return run.results.flatMap((result, index) => {
    const details = blocks[index] ?? [];
    const air = index > 0 && (details.length > 0 || (blocks[index - 1]?.length ?? 0) > 0);
    return [...(air ? [''] : []), ...checkLines(result, widths, look), ...details];
  });
}

/** What is installed, as a table; then every finding that the table does not tell. */
function detailLines(result: CheckResult, siteUrl: string, look: Look): string[] {
  const components = componentLines(result, look);
  const findings = groupFindings(findingsBeside(result)).flatMap((group, position) => [
    ...(position === 0 && components.length === 0 ? [] : ['']),
    ...findingLines(group, siteUrl, look, result.changes),
  ]);
  return [...components, ...findings, ...changeLines(result, look)];
}

function headLines(run: CheckRun, look: Look): string[] {
  const url = forTerminal(run.site.url, maxUrlLength);
  const name = run.site.id ?? url;
  const details = [
    ...(run.site.id === null ? [] : [url]),
    ...(run.site.platform === null ? [] : [run.site.platform]),
    ...startOf(run.results),
  ];
  const { separator } = look.signs;
  const together = [name, ...details].join(separator);
  const [first, ...others] =
    displayWidth(together) <= look.columns
      ? [together]
      : [name, ...pack(details, separator, look.columns)];
  const site = look.paint(['bold'], name) + (first ?? name).slice(name.length);
  return [site, ...others, look.paint(outcomeStyles[mostUrgent(run.summary)], headline(run))];
}

/** When the first check started, in UTC: `2026-11-23 03:12:04 UTC`. */
function startOf(results: readonly CheckResult[]): string[] {
  const starts = results.map((result) => Date.parse(result.startedAt)).filter(Number.isFinite);
  if (starts.length === 0) return [];
  const iso = new Date(Math.min(...starts)).toISOString();
  return [`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`];
}

/** The one thing to know: what failed, else what could not be done, else what a person has to judge. */
function headline(run: CheckRun): string {
  const { summary, results } = run;
  const of = (count: number) =>
    results.length === 1 ? 'The check' : `${count} of ${results.length} checks`;
  switch (mostUrgent(summary)) {
    case 'failed':
      return `${of(summary.failed)} failed`;
    case 'errored':
      return `${of(summary.errored)} could not be done`;
    case 'incomplete':
      return `${of(summary.incomplete)} must be judged by a person`;
    case 'passed':
      return `${of(summary.passed)} passed${foundIn(run) > 0 ? ', with warnings' : ''}`;
    case 'inapplicable':
      return 'There was nothing to judge';
  }
}

function mostUrgent(summary: RunSummary): Outcome {
  return outcomesByUrgency.find((outcome) => summary[outcome] > 0) ?? 'inapplicable';
}

/** The last line: how many checks ended how, and how severe their findings are. */
function summaryLines(run: CheckRun, look: Look): string[] {
  const { summary, results } = run;
  const checks = tally(results.length, 'check', outcomesByUrgency, summary);
  const findings = tally(foundIn(run), 'finding', severities, summary.findings);
  const parts = foundIn(run) > 0 ? [checks, findings] : [checks];
  return pack(parts, look.signs.separator, look.columns);
}

function foundIn(run: CheckRun): number {
  return run.results.reduce((sum, result) => sum + result.findings.length, 0);
}

/** `3 checks: 1 failed, 2 passed`. */
function tally<Kind extends string>(
  total: number,
  noun: string,
  kinds: readonly Kind[],
  counts: Readonly<Record<Kind, number>>,
): string {
  const present = kinds.filter((kind) => counts[kind] > 0);
  const shares = present.map((kind) => `${counts[kind]} ${kind}`).join(', ');
  return `${total} ${noun}${total === 1 ? '' : 's'}: ${shares || 'none'}`;
}
