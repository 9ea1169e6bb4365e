import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { sarifOf } from '../../../src/report/check-run/sarif.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';
import { sarifSchema } from '../../support/sarif-schema.ts';

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const validate = ajv.compile(sarifSchema);

function logOf(checkRun: ReturnType<typeof run>) {
  const log = JSON.parse(sarifOf(checkRun, { version: '1.2.3' }));
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

function resultFor(overrides: Partial<Finding>) {
  return logOf(run([result({ findings: [finding(overrides)] })])).results[0];
}

describe('a run as SARIF 2.1.0', () => {
  it('names the tool, its version and the site', () => {
    const { tool, automationDetails } = logOf(mixedRun());
    expect(tool.driver).toMatchObject({ name: 'caretaker', semanticVersion: '1.2.3' });
    expect(automationDetails.id).toBe('caretaker/shop/');
  });

  it('describes every rule that found something once, and each result points at its rule', () => {
    const { tool, results } = logOf(mixedRun());
    const rules: { id: string }[] = tool.driver.rules;
    expect(rules.map(({ id }) => id)).toEqual([
      'response-slow',
      'status-unexpected',
      'contrast-unclear',
    ]);
    expect(rules[2]).toEqual({
      id: 'contrast-unclear',
      shortDescription: { text: 'The contrast over a background image cannot be measured' },
      help: { text: 'Look at the text on its background and compare with WCAG 1.4.3.' },
      helpUri: 'https://www.w3.org/TR/WCAG22/#contrast-minimum',
      properties: { tags: ['WCAG 1.4.3'] },
    });
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  it.each<[level: string, kind: string, overrides: Partial<Finding>]>([
    ['error', 'fail', { verdict: 'failed', severity: 'critical' }],
    ['error', 'fail', { verdict: 'failed', severity: 'serious' }],
    ['warning', 'fail', { verdict: 'failed', severity: 'moderate' }],
    ['warning', 'fail', { verdict: 'warning', severity: 'critical' }],
    ['none', 'review', { verdict: 'review', severity: 'critical' }],
  ])('has level %s and kind %s for %j', (level, kind, overrides) => {
    expect(resultFor(overrides)).toMatchObject({ level, kind, properties: overrides });
  });

  it('says where, and recognises the finding in the next run', () => {
    const where = { url: 'https://shop.example/a b', selector: 'h1', header: 'x', line: 7 };
    const { locations, partialFingerprints } = resultFor({ where });
    expect(locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'https://shop.example/a%20b' },
          region: { startLine: 7 },
        },
        logicalLocations: [
          { kind: 'element', fullyQualifiedName: 'h1' },
          { kind: 'header', fullyQualifiedName: 'x' },
        ],
      },
    ]);
    expect(partialFingerprints).toEqual({ 'caretaker/v1': finding({ where }).fingerprint });
  });

  it('is unsuccessful where a check could not be done, and says why', () => {
    const [invocation] = logOf(mixedRun()).invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      startTimeUtc: '2026-11-23T03:12:04.567Z',
    });
    expect(invocation.toolExecutionNotifications).toEqual([
      {
        level: 'note',
        message: { text: 'outdated-plugins: no platform is set for this site' },
      },
      {
        level: 'error',
        message: { text: 'dns: network-down: the agent’s own machine has no network' },
      },
    ]);
    expect(logOf(run([result()])).invocations[0].executionSuccessful).toBe(true);
  });

  it('is valid however hostile the text, and makes no link of it', () => {
    const { results } = logOf(hostileRun());
    expect(results).toHaveLength(2);
    expect(results[0].message.text).toContain('[a] (javascript:x)');
  });

  it('is checked by a schema that does tell wrong from right', () => {
    const log = JSON.parse(sarifOf(mixedRun(), { version: '1.2.3' }));
    log.runs[0].results[2].level = 'error';
    expect(validate(log)).toBe(false);
  });
});
