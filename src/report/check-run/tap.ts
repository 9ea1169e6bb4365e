import { hexOf, invisible } from '../../core/encode/invisible.ts';
import { forTerminal } from '../../core/encode/terminal.ts';
import type { CheckResult, CheckRun } from '../../core/result.ts';
import { needsPerson } from './finding-text.ts';
import { finiteMetrics } from './metrics.ts';

/**
 * A run as TAP version 14 (testanything.org): a test point per check, with a YAML block of what is
 * known. `failed` and `errored` are not ok; `inapplicable` and `incomplete` are skipped, with the reason.
 */
export function tapOf(run: CheckRun): string {
  const lines = [
    'TAP version 14',
    `1..${run.results.length}`,
    `# ${forTerminal(run.site.url)}`,
    ...run.results.flatMap((result, index) => [
      testPoint(result, index + 1),
      '  ---',
      ...yamlLines(diagnosis(result), '  '),
      '  ...',
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function testPoint(result: CheckResult, number: number): string {
  const ok = result.outcome === 'failed' || result.outcome === 'errored' ? 'not ok' : 'ok';
  const line = `${ok} ${number} - ${escaped(result.check)}`;
  if (result.outcome === 'inapplicable') return `${line} # SKIP ${escaped(result.reason ?? '')}`;
  if (result.outcome === 'incomplete') return `${line} # SKIP ${needsPerson(result)}`;
  return line;
}

function escaped(text: string): string {
  return forTerminal(text, 300).replace(/[\\#]/g, '\\$&');
}

function diagnosis(result: CheckResult): Mapping {
  return {
    outcome: result.outcome,
    reason: result.reason,
    duration_ms: result.durationMs,
    metrics: Object.fromEntries(finiteMetrics(result)),
    findings: result.findings.map((finding) => ({
      rule: finding.rule,
      verdict: finding.verdict,
      severity: finding.severity,
      message: finding.title,
      where: { ...finding.where },
      evidence: finding.evidence,
      advice: finding.advice,
      help: finding.help,
      fingerprint: finding.fingerprint,
    })),
  };
}

type Scalar = string | number | null | undefined;
interface Mapping {
  readonly [key: string]: Scalar | Mapping | readonly Mapping[];
}

function yamlLines(mapping: Mapping, indent: string): string[] {
  return Object.entries(mapping).flatMap(([key, value]): string[] => {
    if (value === undefined) return [];
    if (value === null || typeof value !== 'object') return [`${indent}${key}: ${scalar(value)}`];
    if (isList(value)) {
      if (value.length === 0) return [];
      return [`${indent}${key}:`, ...value.flatMap((item) => listItem(item, `${indent}  `))];
    }
    const inner = yamlLines(value, `${indent}  `);
    return inner.length === 0 ? [] : [`${indent}${key}:`, ...inner];
  });
}

function listItem(item: Mapping, indent: string): string[] {
  const [first = '', ...others] = yamlLines(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...others];
}

/** A scalar of YAML 1.2; strings always in double quotes (7.3.1), so that none is taken for anything else. */
function scalar(value: Exclude<Scalar, undefined>): string {
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.toWellFormed()).replace(
    invisible,
    (character) => `\\U${hexOf(character).padStart(8, '0')}`,
  );
}

function isList(value: Mapping | readonly Mapping[]): value is readonly Mapping[] {
  return Array.isArray(value);
}
