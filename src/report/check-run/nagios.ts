import { forTerminal } from '../../core/encode/terminal.ts';
import type { CheckResult, CheckRun } from '../../core/result.ts';
import { nagiosExitCode } from './exit-code.ts';
import { finiteMetrics } from './metrics.ts';
import { siteName } from './site-name.ts';
import { mostUrgentFirst, outcomesByUrgency } from './urgency.ts';

const states = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;
/** Nagios reads 8 KiB of a plugin’s output, and pages with the first line. */
const maxLineLength = 250;
const maxPartLength = 80;
const mostLongLines = 20;

/**
 * A run as a Nagios plugin prints it (Monitoring Plugins Development Guidelines, plugin output and
 * performance data): one line that says what is wrong, its metrics behind `|`, then more text.
 */
export function nagiosOf(run: CheckRun): string {
  const state = states[nagiosExitCode(run)];
  const first = text(`CARETAKER ${state} - ${siteName(run)}: ${summaryOf(run)}`);
  const metrics = run.results.flatMap(performanceData).join(' ');
  const longText = run.results.flatMap(longLines);
  const left = longText.length - mostLongLines;
  const lines = [
    metrics === '' ? first : `${first} | ${metrics}`,
    ...longText.slice(0, mostLongLines),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryOf(run: CheckRun): string {
  const clauses = outcomesByUrgency
    .flatMap((outcome) => run.results.filter((result) => result.outcome === outcome))
    .filter((result) => result.findings.length > 0 || result.outcome === 'errored')
    .map((result) => `${result.check} ${result.outcome} (${why(result)})`);
  const { passed } = run.summary;
  const rest = passed > 0 || clauses.length === 0 ? [`${passed} passed`] : [];
  return [...clauses, ...rest].join(', ');
}

function why(result: CheckResult): string {
  const [first, ...others] = mostUrgentFirst(result.findings);
  if (first === undefined) return forTerminal(result.reason ?? '', maxPartLength);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${forTerminal(first.title, maxPartLength)}${more}`;
}

function longLines(result: CheckResult): string[] {
  const { check, reason } = result;
  const findings = mostUrgentFirst(result.findings).map((finding) => {
    const title = forTerminal(finding.title, maxPartLength);
    const url = forTerminal(finding.where.url, maxPartLength);
    return `${check}: ${finding.severity} (${finding.verdict}) ${title} at ${url} - ${finding.advice}`;
  });
  return [...(reason === undefined ? [] : [`${check}: ${reason}`]), ...findings].map(text);
}

/** One line of text; `|` would begin performance data. */
function text(line: string): string {
  return forTerminal(line, maxLineLength).replaceAll('|', '¦');
}

/** `'label'=value[UOM];[warn];[crit];[min];[max]`, the value in plain decimals. */
function performanceData(result: CheckResult): string[] {
  return finiteMetrics(result)
    .filter(([, value]) => Math.abs(value) < 1e15)
    .map(([name, value]) => {
      const label = `${result.check}.${name}`.replace(/[^\w.-]/g, '_');
      const decimals = Number.isInteger(value)
        ? String(value)
        : value.toFixed(6).replace(/\.?0+$/, '');
      return `'${label}'=${decimals}${unitOf(name)};;;;`;
    });
}

function unitOf(metric: string): string {
  if (metric.endsWith('Ms')) return 'ms';
  return /bytes$/i.test(metric) ? 'B' : '';
}
