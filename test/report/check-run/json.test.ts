import { describe, expect, it } from 'vitest';
import type { AssessedComponent } from '../../../src/core/assessed-component.ts';
import { jsonOf } from '../../../src/report/check-run/json.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';
import { plugin } from '../../support/components.ts';

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

  it('has the components of checks that look at them, as they are', () => {
    const component: AssessedComponent = {
      ...plugin('akismet', '5.3.1'),
      status: 'outdated',
      latest: '5.6',
      compatible: '5.6',
      target: '5.6',
      behind: 'minor',
      installedOn: '2026-01-01',
      latestOn: '2026-09-01',
      endsOn: null,
      advisories: [],
      reasons: ['A minor update is available: 5.6.'],
    };
    const [first, second] = JSON.parse(
      jsonOf(run([result({ components: [component] }), result()])),
    ).results;
    expect(first.components).toEqual([component]);
    expect(second).not.toHaveProperty('components');
  });

  it('leaves out what is no number', () => {
    const text = jsonOf(run([result({ metrics: { a: Number.NaN, b: Infinity, c: 0 } })]));
    expect(JSON.parse(text).results[0].metrics).toEqual({ c: 0 });
  });

  it('says what is new, fixed and unseen since the run before, and who accepted what', () => {
    const past = {
      fingerprint: '3f9a0c11d2e4b5a6',
      title: 'Gone',
      where: { url: 'https://a.example/' },
    };
    const changes = {
      since: '2026-11-21T03:00:00.000Z',
      begunAt: '2026-11-23T03:00:00.000Z',
      new: ['0123456789abcdef'],
      fixed: [past],
      unseen: [{ ...past, seenAt: '2026-11-20T03:00:00.000Z' }],
    };
    const accepted = { by: 'jo', until: '2027-01-31T00:00:00.000Z', reason: 'Relaunch' };
    const changed = run([result({ changes, findings: [finding({ accepted })] })]);
    expect(JSON.parse(jsonOf(changed))).toEqual(changed);
  });

  it('has neither files nor what a check keeps for itself', () => {
    const picture = {
      name: 'a.jpg',
      mime: 'image/jpeg',
      title: 'A',
      url: '',
      base64: 'QUJD',
    } as const;
    const fresh = run([result({ attachments: [picture], state: { seen: 3 } })]);
    expect(JSON.parse(jsonOf(fresh))).toEqual(run([result()]));
  });
});
