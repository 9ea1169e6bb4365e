import { forXml } from '../../core/encode/xml.ts';
import type { Finding } from '../../core/finding.ts';
import type { CheckResult, CheckRun } from '../../core/result.ts';
import { oneLine } from '../../core/text.ts';
import { findingText, needsPerson, withVerdict } from './finding-text.ts';
import { siteName } from './site-name.ts';

const maxMessageLength = 300;

/**
 * A run as JUnit XML, as CI servers read it: the site is a suite, each check a test case. What
 * failed is one failure with all failed findings in it, since some servers show only the first.
 * `errored` is an error. `inapplicable` is skipped, and so is `incomplete`: a build cannot wait for
 * a person, and must not pass as judged either. Warnings and reviews are in `system-out`.
 */
export function junitOf(run: CheckRun): string {
  const { summary, results } = run;
  const site = siteName(run);
  const counts = attributes({
    tests: results.length,
    failures: summary.failed,
    errors: summary.errored,
    skipped: summary.inapplicable + summary.incomplete,
    time: seconds(results.reduce((sum, result) => sum + result.durationMs, 0)),
  });
  const suite = attributes({ name: site, timestamp: results[0]?.startedAt.slice(0, 19) ?? '' });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="caretaker"${counts}>`,
    `  <testsuite${suite}${counts}>`,
    '    <properties>',
    `      <property${attributes({ name: 'url', value: run.site.url })}/>`,
    '    </properties>',
    ...results.map((result) => testCase(result, site)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(result: CheckResult, site: string): string {
  const head = `<testcase${attributes({
    classname: `caretaker.${site}`,
    name: result.check,
    time: seconds(result.durationMs),
  })}`;
  const inside = [...verdictElement(result), ...systemOut(result)];
  if (inside.length === 0) return `    ${head}/>`;
  return [`    ${head}>`, ...inside.map((element) => `      ${element}`), '    </testcase>'].join(
    '\n',
  );
}

function verdictElement(result: CheckResult): string[] {
  switch (result.outcome) {
    case 'failed':
      return [failure(withVerdict(result, 'failed'))];
    case 'errored':
      return [`<error${attributes({ message: result.reason ?? '', type: 'errored' })}/>`];
    case 'inapplicable':
      return [`<skipped${attributes({ message: result.reason ?? '' })}/>`];
    case 'incomplete':
      return [`<skipped${attributes({ message: needsPerson(result) })}/>`];
    case 'passed':
      return [];
  }
}

function failure(findings: readonly Finding[]): string {
  const [first] = findings;
  const others = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const message = `${oneLine(first?.title ?? '', maxMessageLength)}${others}`;
  return `<failure${attributes({ message, type: first?.rule ?? '' })}>${texts(findings)}</failure>`;
}

function systemOut(result: CheckResult): string[] {
  const findings = [...withVerdict(result, 'review'), ...withVerdict(result, 'warning')];
  return findings.length === 0 ? [] : [`<system-out>${texts(findings)}</system-out>`];
}

function texts(findings: readonly Finding[]): string {
  return forXml(findings.map(findingText).join('\n\n'));
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${forXml(String(value).replace(/\s+/g, ' '))}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
