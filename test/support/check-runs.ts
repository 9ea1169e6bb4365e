import { outcomeOf, summarize } from '../../src/core/conclude.ts';
import type { Finding } from '../../src/core/finding.ts';
import { fingerprint } from '../../src/core/fingerprint.ts';
import type { CheckResult, CheckRun } from '../../src/core/result.ts';

const home = 'https://shop.example/';

/** A finding that fails a run; whatever matters to a test is overridden. */
export function finding(overrides: Partial<Finding> = {}): Finding {
  const rule = overrides.rule ?? 'status-unexpected';
  const where = overrides.where ?? { url: home };
  return {
    rule,
    verdict: 'failed',
    severity: 'critical',
    title: 'The site answers with an error',
    where,
    evidence: 'HTTP/1.1 503 Service Unavailable',
    advice: 'Look at the web server’s error log and at what was deployed last.',
    help: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    fingerprint: fingerprint('uptime', rule, where),
    ...overrides,
  };
}

/** A result whose outcome follows from its findings, as `conclude` would have it. */
export function result(overrides: Partial<CheckResult> = {}): CheckResult {
  return {
    check: 'uptime',
    outcome: outcomeOf(overrides.findings ?? []),
    startedAt: '2026-11-23T03:12:04.567Z',
    durationMs: 348,
    metrics: {},
    labels: {},
    findings: [],
    ...overrides,
  };
}

/** A run of a configured site; the summary is counted from the results. */
export function run(
  results: readonly CheckResult[],
  site: CheckRun['site'] = { id: 'shop', url: home, platform: 'wordpress' },
): CheckRun {
  return { schemaVersion: 1, site, results, summary: summarize(results) };
}

/** One result of each outcome, with findings of each verdict. */
export function mixedRun(): CheckRun {
  return run([
    result({
      durationMs: 348,
      metrics: {
        status: 503,
        dnsMs: 4,
        connectMs: 11,
        firstByteMs: 290,
        totalMs: 312,
        bytes: 48_212,
      },
      findings: [
        finding({
          rule: 'response-slow',
          verdict: 'warning',
          severity: 'minor',
          title: 'The answer took longer than its budget',
          evidence: '[RESPONSE_TIME] < 200 is not met: 312 ms',
          advice: 'Compare with yesterday; look at the database’s slow query log.',
          help: null,
        }),
        finding({
          where: { url: 'https://shop.example/cart', header: 'x-cache' },
          evidence:
            'HTTP/1.1 503 Service Unavailable\nServer: nginx\n\n<h1>Error establishing a database connection</h1>',
        }),
      ],
    }),
    result({
      check: 'tls-certificate',
      durationMs: 96,
      metrics: { daysLeft: 61 },
    }),
    result({
      check: 'accessibility',
      durationMs: 8_412,
      metrics: { failed: 0, review: 1, pages: 1 },
      findings: [
        finding({
          rule: 'contrast-unclear',
          verdict: 'review',
          severity: 'serious',
          title: 'The contrast over a background image cannot be measured',
          where: { url: home, selector: 'header > .hero h1' },
          evidence: '<h1>Autumn sale</h1>',
          advice: 'Look at the text on its background and compare with WCAG 1.4.3.',
          help: 'https://www.w3.org/TR/WCAG22/#contrast-minimum',
          wcag: ['1.4.3'],
          sources: ['axe:color-contrast'],
        }),
      ],
    }),
    result({
      check: 'outdated-plugins',
      outcome: 'inapplicable',
      durationMs: 1,
      reason: 'no platform is set for this site',
    }),
    result({
      check: 'dns',
      outcome: 'errored',
      durationMs: 5_003,
      reason: 'network-down: the agent’s own machine has no network',
    }),
  ]);
}

/** Everything a hostile site may put into a text, in a few characters. */
export const hostile =
  "\x1b[2J\x1b]0;owned\x07 \x9b31m\r\nnot ok 99 - forged\n...\n]]></failure><x a=\"1\">&'\u202e\u200b\u2028\ud800 | 'x'=1;;;; # SKIP \u{e0041}{0} [a](javascript:x)";

/** A run with hostile text wherever text from outside can get to, 10 kB of title included. */
export function hostileRun(): CheckRun {
  const bad = finding({
    title: `${hostile} ${'A'.repeat(10_000)}`,
    where: {
      url: `https://shop.example/${hostile}`,
      selector: hostile,
      component: hostile,
      header: hostile,
      line: 3,
    },
    evidence: `${hostile}\n${hostile}`,
    advice: hostile,
    help: hostile,
    wcag: [hostile],
    sources: [hostile],
  });
  return run(
    [
      result({ metrics: { totalMs: 1.5 }, labels: { [hostile]: hostile }, findings: [bad] }),
      result({ check: 'tls-certificate', findings: [{ ...bad, verdict: 'review' }] }),
      result({ check: 'dns', outcome: 'errored', reason: hostile, startedAt: hostile }),
      result({ check: 'seo', outcome: 'inapplicable', reason: hostile }),
    ],
    { id: null, url: `https://shop.example/${hostile}`, platform: null },
  );
}
