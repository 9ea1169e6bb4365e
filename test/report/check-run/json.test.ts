import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../../src/report/check-run/json.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';

describe('a run as JSON', () => {
  it('parses back to the run', () => {
    expect(JSON.parse(jsonOf(mixedRun()))).toEqual(mixedRun());
    expect(JSON.parse(jsonOf(hostileRun()))).toEqual(hostileRun());
  });

  it('has its keys in the order of the contract, whatever the order they came in', () => {
    const { fingerprint, ...others } = finding({
      where: { line: 3, header: 'h', component: 'c', selector: 's', url: 'https://shop.example/' },
      wcag: ['1.4.3'],
      sources: ['axe:color-contrast'],
    });
    const text = jsonOf(
      run([result({ reason: 'because', findings: [{ fingerprint, ...others }] })]),
    );
    const keys = [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key);
    expect(keys).toEqual([
      ...['schemaVersion', 'site', 'id', 'url', 'platform', 'results'],
      ...['check', 'outcome', 'startedAt', 'durationMs', 'metrics', 'labels', 'findings'],
      ...['rule', 'verdict', 'severity', 'title'],
      ...['where', 'url', 'selector', 'component', 'header', 'line'],
      ...['evidence', 'advice', 'help', 'wcag', 'sources', 'fingerprint', 'reason'],
      ...['summary', 'passed', 'failed', 'incomplete', 'inapplicable', 'errored'],
      ...['findings', 'critical', 'serious', 'moderate', 'minor'],
    ]);
  });

  it('leaves out no array and no null', () => {
    const bare = run([result()], { id: null, url: 'https://shop.example/', platform: null });
    expect(JSON.parse(jsonOf(bare))).toMatchObject({
      site: { id: null, platform: null },
      results: [{ metrics: {}, labels: {}, findings: [] }],
    });
    expect(JSON.parse(jsonOf(run([]))).results).toEqual([]);
    expect(
      JSON.parse(jsonOf(run([result({ findings: [finding({ help: null })] })]))),
    ).toMatchObject({
      results: [{ findings: [{ help: null }] }],
    });
  });

  it('leaves out what is no number', () => {
    const text = jsonOf(run([result({ metrics: { a: Number.NaN, b: Infinity, c: 0 } })]));
    expect(JSON.parse(text).results[0].metrics).toEqual({ c: 0 });
  });
});
