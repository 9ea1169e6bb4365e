import { forJson } from '../../core/encode/json.ts';
import { forUri } from '../../core/encode/uri.ts';
import type { Finding, Where } from '../../core/finding.ts';
import type { CheckResult, CheckRun } from '../../core/result.ts';
import type { Presentation } from './presentation.ts';
import type { Invocation, LogicalLocation, Result, Rule, SarifLog } from './sarif-types.ts';
import { siteName } from './site-name.ts';

/**
 * A run as SARIF 2.1.0 (OASIS), for tools that collect findings. A finding that a person has to
 * judge is of kind `review`, and then its level is `none` (3.27.10). What could not be done makes the
 * invocation unsuccessful (3.20.14).
 */
export function sarifOf(run: CheckRun, { version }: Pick<Presentation, 'version'>): string {
  const rules = rulesOf(run);
  const log: SarifLog = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'caretaker', semanticVersion: version, rules } },
        automationDetails: { id: `caretaker/${siteName(run)}/` },
        invocations: [invocationOf(run)],
        results: run.results.flatMap(({ check, findings }) =>
          findings.map((finding) => resultOf(check, finding, rules)),
        ),
      },
    ],
  };
  return `${forJson(log)}\n`;
}

/** Every rule that found something, once, in the words of its first finding. */
function rulesOf(run: CheckRun): Rule[] {
  const findings = run.results.flatMap((result) => result.findings);
  return [...Map.groupBy(findings, (finding) => finding.rule).values()].flatMap(([first]) =>
    first === undefined
      ? []
      : [
          {
            id: first.rule,
            shortDescription: { text: messageText(first.title) },
            help: { text: messageText(first.advice) },
            ...helpUriOf(first),
            ...(first.wcag ? { properties: { tags: first.wcag.map((it) => `WCAG ${it}`) } } : {}),
          },
        ],
  );
}

/** `helpUri` has to be absolute (3.49.12). */
function helpUriOf({ help }: Finding): { helpUri?: string } {
  const isWebAddress = help !== null && /^https?:/i.test(help) && URL.canParse(help);
  return isWebAddress ? { helpUri: forUri(help) } : {};
}

function resultOf(check: string, finding: Finding, rules: readonly Rule[]): Result {
  const { rule, verdict, severity, title, evidence, where, fingerprint } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    kind: verdict === 'review' ? 'review' : 'fail',
    level: levelOf(finding),
    message: { text: messageText(evidence === '' ? title : `${title}\n${evidence}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: forUri(where.url) },
          ...(where.line && where.line > 0 ? { region: { startLine: where.line } } : {}),
        },
        ...logicalLocations(where),
      },
    ],
    partialFingerprints: { 'caretaker/v1': fingerprint },
    properties: { check, severity, verdict, ...(finding.sources && { sources: finding.sources }) },
  };
}

function levelOf({ verdict, severity }: Finding): Result['level'] {
  if (verdict === 'review') return 'none';
  const severe = severity === 'critical' || severity === 'serious';
  return verdict === 'failed' && severe ? 'error' : 'warning';
}

function logicalLocations(where: Where): { logicalLocations?: LogicalLocation[] } {
  const places = [
    { kind: 'element', fullyQualifiedName: where.selector },
    { kind: 'header', fullyQualifiedName: where.header },
    { kind: 'component', fullyQualifiedName: where.component },
  ].filter((place): place is LogicalLocation => place.fullyQualifiedName !== undefined);
  return places.length === 0 ? {} : { logicalLocations: places };
}

function invocationOf({ results }: CheckRun): Invocation {
  const starts = results.map((result) => Date.parse(result.startedAt)).filter(Number.isFinite);
  return {
    executionSuccessful: results.every((result) => result.outcome !== 'errored'),
    ...(starts.length > 0 ? { startTimeUtc: new Date(Math.min(...starts)).toISOString() } : {}),
    toolExecutionNotifications: results.flatMap(notificationOf),
  };
}

function notificationOf({ check, outcome, reason }: CheckResult) {
  if (reason === undefined) return [];
  const level = outcome === 'errored' ? ('error' as const) : ('note' as const);
  return [{ level, message: { text: messageText(`${check}: ${reason}`) } }];
}

/** Text of a message; whatever looks like an embedded link (3.11.6) is taken apart. */
function messageText(text: string): string {
  return text.toWellFormed().replaceAll('](', '] (');
}
