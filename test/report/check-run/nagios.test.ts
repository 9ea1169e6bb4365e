import { describe, expect, it } from 'vitest';
import { nagiosOf } from '../../../src/report/check-run/nagios.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';

describe('a run for Nagios', () => {
  it('says in its first line what is wrong, the worst first, and gives the metrics', () => {
    const [first] = nagiosOf(mixedRun()).split('\n');
    expect(first).toBe(
      'CARETAKER CRITICAL - shop: uptime failed (The site answers with an error and 1 more), ' +
        'dns errored (network-down: the agent’s own machine has no network), ' +
        'accessibility incomplete (The contrast over a background image cannot be measured), 1 passed' +
        " | 'uptime.status'=503;;;; 'uptime.dnsMs'=4ms;;;; 'uptime.connectMs'=11ms;;;;" +
        " 'uptime.firstByteMs'=290ms;;;; 'uptime.totalMs'=312ms;;;; 'uptime.bytes'=48212B;;;;" +
        " 'tls-certificate.daysLeft'=61;;;; 'accessibility.failed'=0;;;;" +
        " 'accessibility.review'=1;;;; 'accessibility.pages'=1;;;;",
    );
  });

  it('tells the rest in the lines that follow', () => {
    const [, second, ...others] = nagiosOf(mixedRun()).trimEnd().split('\n');
    expect(second).toBe(
      'uptime: critical (failed) The site answers with an error at https://shop.example/cart - ' +
        'Look at the web server’s error log and at what was deployed last.',
    );
    expect(others).toContain('outdated-plugins: no platform is set for this site');
  });

  it.each([
    ['OK - shop: 1 passed', result()],
    ['OK - shop: 0 passed', result({ outcome: 'inapplicable', reason: 'nothing there' })],
    [
      'WARNING - shop: uptime passed (Slow), 1 passed',
      result({ findings: [finding({ verdict: 'warning', title: 'Slow' })] }),
    ],
    [
      'WARNING - shop: uptime incomplete (Unclear)',
      result({ findings: [finding({ verdict: 'review', title: 'Unclear' })] }),
    ],
    [
      'UNKNOWN - shop: uptime errored (no network)',
      result({ outcome: 'errored', reason: 'no network' }),
    ],
    ['CRITICAL - shop: uptime failed (Down)', result({ findings: [finding({ title: 'Down' })] })],
  ])('begins with CARETAKER %s', (line, only) => {
    expect(nagiosOf(run([only])).split('\n')[0]).toBe(`CARETAKER ${line}`);
  });

  it('writes numbers as plain decimals, without those that Nagios cannot read', () => {
    const metrics = { cls: 1e-7, lcpMs: 1234.5678901, huge: 1e30, none: Number.NaN, zero: -0 };
    expect(nagiosOf(run([result({ metrics })]))).toBe(
      "CARETAKER OK - shop: 1 passed | 'uptime.cls'=0;;;; 'uptime.lcpMs'=1234.56789ms;;;; 'uptime.zero'=0;;;;\n",
    );
  });

  it('lets no text begin performance data, forge a line or fill the buffer', () => {
    const text = nagiosOf(hostileRun());
    expect(text.match(/\|/g)).toHaveLength(1);
    expect(text.trimEnd().split('\n')).toHaveLength(5);
    expect(Buffer.byteLength(text)).toBeLessThan(8192);
  });

  it('stays below what Nagios reads, however much was found', () => {
    const findings = Array.from({ length: 500 }, () => finding({ title: 'A'.repeat(10_000) }));
    const text = nagiosOf(run([result({ findings })]));
    expect(text).toMatch(/\nand 480 more\n$/);
    expect(Buffer.byteLength(text)).toBeLessThan(8192);
  });
});
