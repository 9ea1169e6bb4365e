import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tapOf } from '../../../src/report/check-run/tap.ts';
import { hostile, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';

/** Test points with their YAML blocks, read by the grammar of TAP 14; any other line is a mistake. */
function read(tap: string) {
  const [version, plan, ...body] = tap.trimEnd().split('\n');
  const points: { line: string; yaml: string[] }[] = [];
  let inYaml = false;
  for (const line of body) {
    if (!inYaml && /^(not )?ok \d+ - /.test(line)) points.push({ line, yaml: [] });
    else if (line === '  ---' || line === '  ...') inYaml = line === '  ---';
    else if (inYaml && line.startsWith('  ')) points.at(-1)?.yaml.push(line.slice(2));
    else expect(line).toMatch(/^# /);
  }
  return {
    version,
    plan,
    points: points.map(({ line, yaml }) => ({ line, diagnosis: parse(yaml.join('\n')) })),
  };
}

describe('a run as TAP 14', () => {
  it('has a version, a plan and a test point a check', () => {
    const { version, plan, points } = read(tapOf(mixedRun()));
    expect([version, plan]).toEqual(['TAP version 14', '1..5']);
    expect(points.map(({ line }) => line)).toEqual([
      'not ok 1 - uptime',
      'ok 2 - tls-certificate',
      'ok 3 - accessibility # SKIP needs a person: 1 finding to judge',
      'ok 4 - outdated-plugins # SKIP no platform is set for this site',
      'not ok 5 - dns',
    ]);
  });

  it('says the rest in YAML', () => {
    const [uptime, , , , dns] = read(tapOf(mixedRun())).points;
    expect(uptime?.diagnosis).toMatchObject({
      outcome: 'failed',
      duration_ms: 348,
      metrics: { status: 503, totalMs: 312 },
      findings: [
        { rule: 'response-slow', help: null },
        {
          rule: 'status-unexpected',
          where: { url: 'https://shop.example/cart', header: 'x-cache' },
        },
      ],
    });
    expect(dns?.diagnosis).toEqual({
      outcome: 'errored',
      reason: 'network-down: the agent’s own machine has no network',
      duration_ms: 5003,
    });
  });

  it('lets no text forge a test point, end a block or become a directive', () => {
    const { points } = read(tapOf(hostileRun()));
    expect(points).toHaveLength(4);
    expect(points[0]?.diagnosis.findings[0]).toMatchObject({
      advice: hostile.toWellFormed(),
      where: { line: 3, selector: hostile.toWellFormed() },
    });
    expect(points[3]?.line.match(/(?<!\\)#/g)).toHaveLength(1);
  });

  it('keeps text that looks like another type text', () => {
    const { points } = read(tapOf(run([result({ outcome: 'errored', reason: 'null' })])));
    expect(points[0]?.diagnosis.reason).toBe('null');
  });
});
