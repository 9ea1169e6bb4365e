import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/check-run/table/layout.ts';
import { tableOf } from '../../../src/report/check-run/table.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';

function table(
  checkRun: ReturnType<typeof run>,
  overrides: { columns?: number; color?: boolean; unicode?: boolean } = {},
) {
  return tableOf(checkRun, {
    columns: 80,
    color: false,
    unicode: true,
    version: '1.2.3',
    ...overrides,
  });
}

describe('a run as a table', () => {
  it('says what is wrong, where, what was seen and what to do', () => {
    expect(`\n${table(mixedRun())}`).toMatchInlineSnapshot(`
      "
      shop · https://shop.example/ · wordpress · 2026-11-23 03:12:04 UTC
      1 of 5 checks failed

      ✗ uptime            failed        348 ms  HTTP 503, total 312 ms, 48 kB
        critical: The site answers with an error
          https://shop.example/cart · header x-cache
          │ HTTP/1.1 503 Service Unavailable
          │ Server: nginx
          │ <h1>Error establishing a database connection</h1>
          Do: Look at the web server’s error log and at what was deployed last.
          https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4
          rule status-unexpected

        minor warning: The answer took longer than its budget
          │ [RESPONSE_TIME] < 200 is not met: 312 ms
          Do: Compare with yesterday; look at the database’s slow query log.
          rule response-slow

      ✓ tls-certificate   passed         96 ms  61 days left

      ? accessibility     incomplete     8.4 s  failed 0, review 1, pages 1
        serious, for a person to judge: The contrast over a background image cannot
          be measured
          element header > .hero h1
          │ <h1>Autumn sale</h1>
          Do: Look at the text on its background and compare with WCAG 1.4.3.
          https://www.w3.org/TR/WCAG22/#contrast-minimum · rule contrast-unclear

      - outdated-plugins  inapplicable    1 ms  no platform is set for this site
      ! dns               errored        5.0 s  network-down: the agent’s own machine
                                                has no network

      5 checks: 1 failed, 1 errored, 1 incomplete, 1 passed, 1 inapplicable
      3 findings: 1 critical, 1 serious, 1 minor
      "
    `);
  });

  it('is short where all is well', () => {
    const fine = run(
      [
        result({ metrics: { status: 200, totalMs: 80.4, bytes: 1_234_567 } }),
        result({ check: 'tls-certificate', durationMs: 88, metrics: { daysLeft: 61 } }),
      ],
      { id: null, url: 'https://shop.example/', platform: null },
    );
    expect(`\n${table(fine)}`).toMatchInlineSnapshot(`
      "
      https://shop.example/ · 2026-11-23 03:12:04 UTC
      2 of 2 checks passed

      ✓ uptime           passed  348 ms  HTTP 200, total 80 ms, 1.2 MB
      ✓ tls-certificate  passed   88 ms  61 days left

      2 checks: 2 passed
      "
    `);
  });

  it('puts details below where there is no room beside', () => {
    expect(table(mixedRun(), { columns: 50 })).toContain(
      '✗ uptime            failed        348 ms\n    HTTP 503, total 312 ms, 48 kB\n',
    );
  });

  it('puts failures before reviews before warnings, and the severe first in each', () => {
    const findings = [
      finding({ rule: 'd', title: 'D', verdict: 'warning', severity: 'critical' }),
      finding({ rule: 'b', title: 'B', verdict: 'failed', severity: 'minor' }),
      finding({ rule: 'c', title: 'C', verdict: 'review', severity: 'serious' }),
      finding({ rule: 'a', title: 'A', verdict: 'failed', severity: 'serious' }),
    ];
    const headings = table(run([result({ findings })])).match(/^ {2}\w.*$/gm);
    expect(headings).toEqual([
      '  serious: A',
      '  minor: B',
      '  serious, for a person to judge: C',
      '  critical warning: D',
    ]);
  });

  it.each([
    [25, 20, 5],
    [45, 3, 42],
  ])(
    'gives the advice of a rule once: of %i places %i, and the number of the others',
    (all, shown, more) => {
      const findings = Array.from({ length: all }, (_, page) =>
        finding({
          rule: 'image-alt',
          where: { url: `https://shop.example/${page}`, selector: 'img' },
        }),
      );
      const text = table(run([result({ findings })]));
      expect(text.match(/https:\/\/shop\.example\/\d+ · element img/g)).toHaveLength(shown);
      expect(text).toContain(`    and ${more} more\n`);
      expect(text.match(/Do:/g)).toHaveLength(1);
      expect(text).toContain(`${all} findings: ${all} critical`);
    },
  );

  it('counts what it leaves out once, even where a rule words its findings differently', () => {
    const findings = Array.from({ length: 25 }, (_, index) =>
      finding({ title: `Plug-in ${index}` }),
    );
    const text = table(run([result({ findings })]));
    expect(text.match(/critical: Plug-in/g)).toHaveLength(20);
    expect(text.match(/and \d+ more/g)).toEqual(['and 5 more']);
  });

  it('leaves out a place that is the site itself, however it is spelled', () => {
    const where = { url: 'HTTPS://shop.example:443' };
    expect(table(run([result({ findings: [finding({ where })] })]))).not.toContain('HTTPS://');
  });

  it('cuts evidence after six lines', () => {
    const evidence = Array.from({ length: 9 }, (_, line) => `line ${line}`).join('\n');
    const text = table(run([result({ findings: [finding({ evidence })] })]));
    expect(text.match(/│ .*/g)?.slice(4)).toEqual(['│ line 4', '│ line 5…']);
  });

  it.each([
    [
      '2 of 3 checks failed',
      [result({ findings: [finding()] }), result({ findings: [finding()] }), result()],
    ],
    ['The check failed', [result({ findings: [finding()] })]],
    [
      '1 of 2 checks could not be done',
      [result({ outcome: 'errored', reason: 'r' }), result({ outcome: 'incomplete' })],
    ],
    ['1 of 2 checks must be judged by a person', [result({ outcome: 'incomplete' }), result()]],
    ['2 of 2 checks passed', [result(), result()]],
    ['The check passed, with warnings', [result({ findings: [finding({ verdict: 'warning' })] })]],
    ['There was nothing to judge', [result({ outcome: 'inapplicable', reason: 'r' })]],
  ])('has the headline: %s', (headline, results) => {
    expect(table(run(results)).split('\n')[1]).toBe(headline);
  });

  it.each([
    [{ daysLeft: 61 }, '61 days left'],
    [{ daysLeft: 1.9 }, '1 day left'],
    [{ daysLeft: -3.5 }, 'expired 3 days ago'],
    [{ bytes: 999 }, '999 B'],
    [{ bytes: 48_212 }, '48 kB'],
    [{ bytes: 999_999 }, '1.0 MB'],
    [{ lcpMs: 2_345 }, 'lcp 2.3 s'],
    [{ cls: 0.021234 }, 'cls 0.02123'],
  ])('puts %j into words: %s', (metrics, words) => {
    expect(table(run([result({ check: 'x', metrics })]))).toMatch(new RegExp(`348 ms  ${words}\n`));
  });

  it('shows labels beside metrics', () => {
    const graded = result({
      check: 'security-headers',
      metrics: { score: 85 },
      labels: { grade: 'B' },
    });
    expect(table(run([graded]))).toContain('score 85, grade B');
  });

  it('uses plain ASCII signs where the terminal knows no others', () => {
    const text = table(run([result(), result({ findings: [finding({ advice: 'Look.' })] })]), {
      unicode: false,
    });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toMatch(/^\+ uptime {2}passed/m);
  });

  describe.each([
    ['an ordinary run', mixedRun()],
    ['a hostile run', hostileRun()],
  ])('of %s', (_, checkRun) => {
    it.each([40, 53, 60, 80, 120, 160])(
      'stays within %i columns, but for a URL that is longer',
      (columns) => {
        for (const line of table(checkRun, { columns }).split('\n')) {
          const isUrl = /^ *(https:|\\x1b\[2J\\x1b\]0;owned.* \[a\]\(javascript:x\)$)/.test(line);
          if (!isUrl) expect(displayWidth(line), line).toBeLessThanOrEqual(columns);
        }
      },
    );

    it('differs with colour in nothing but colour, which never crosses a line', () => {
      const colored = table(checkRun, { color: true });
      expect(stripVTControlCharacters(colored)).toBe(table(checkRun));
      expect(colored).not.toBe(table(checkRun));
      for (const line of colored.split('\n')) {
        const codes = [...line.matchAll(/\x1b\[(\d+)m/g)].map(([, code]) => Number(code));
        const opened = codes.filter((code) => code < 10 || (code >= 30 && code < 39));
        expect(codes).toHaveLength(opened.length * 2);
      }
    });
  });

  it('treats a terminal narrower than 40 columns as 40, and wider than 160 as 160', () => {
    expect(table(mixedRun(), { columns: 10 })).toBe(table(mixedRun(), { columns: 40 }));
    expect(table(mixedRun(), { columns: 500 })).toBe(table(mixedRun(), { columns: 160 }));
  });
});

describe('what changed since the run before', () => {
  const url = 'https://shop.example/about';
  const fresh = finding({ where: { url }, fingerprint: '0123456789abcdef' });
  const old = finding({ where: { url: 'https://shop.example/' }, fingerprint: 'fedcba9876543210' });
  const accepted = { by: 'jo', until: '2027-01-31T00:00:00.000Z', reason: 'Relaunch' };
  const past = { fingerprint: '3f9a0c11d2e4b5a6', title: 'Gone', where: { url } };
  const since = '2026-11-21T03:00:00.000Z';
  const begunAt = '2026-11-23T03:00:00.000Z';

  it('is said of each new finding, and in one last line', () => {
    const changes = { since, begunAt, new: [fresh.fingerprint], fixed: [past], unseen: [] };
    const findings = [fresh, old, finding({ accepted, where: { url, line: 3 } })];
    expect(table(run([result({ findings, changes })]))).toContain(`
  critical: The site answers with an error
    https://shop.example/about · new
    │ HTTP/1.1 503 Service Unavailable
    │ HTTP/1.1 503 Service Unavailable
    https://shop.example/about · line 3 · accepted by jo until 2027-01-31
    │ HTTP/1.1 503 Service Unavailable
    Do: Look at the web server’s error log and at what was deployed last.
    https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4
    rule status-unexpected

  fixed: Gone (https://shop.example/about)
  1 new, 1 still open, 1 accepted, 1 fixed since 2026-11-21
`);
  });

  it('is not worth a word where nothing was and nothing is', () => {
    const nothing = { since, begunAt, new: [], fixed: [], unseen: [] };
    expect(table(run([result({ changes: nothing })]))).toBe(table(run([result()])));
  });

  it('names five of what was fixed, and what nobody could look at', () => {
    const fixed = Array.from({ length: 9 }, () => past);
    const changes = { since, begunAt, new: [], fixed, unseen: [{ ...past, seenAt: since }] };
    const text = table(run([result({ changes })]));
    expect(text.match(/fixed: Gone/g)).toHaveLength(5);
    expect(text).toContain('9 fixed, 1 not looked at since 2026-11-21');
  });
});
