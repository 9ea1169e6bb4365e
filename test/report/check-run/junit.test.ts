import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { junitOf } from '../../../src/report/check-run/junit.ts';
import { finding, hostileRun, mixedRun, result, run } from '../../support/check-runs.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  isArray: (name) => name === 'testcase',
});

function suiteOf(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  return parser.parse(xml).testsuites.testsuite;
}

describe('a run as JUnit XML', () => {
  it('is a suite of one test case a check', () => {
    const suite = suiteOf(junitOf(mixedRun()));
    expect(suite).toMatchObject({
      name: 'shop',
      timestamp: '2026-11-23T03:12:04',
      ...{ tests: '5', failures: '1', errors: '1', skipped: '2', time: '13.860' },
      properties: { property: { name: 'url', value: 'https://shop.example/' } },
    });
    expect(suite.testcase).toMatchObject([
      { classname: 'caretaker.shop', name: 'uptime', time: '0.348' },
      { classname: 'caretaker.shop', name: 'tls-certificate', time: '0.096' },
      { name: 'accessibility' },
      { name: 'outdated-plugins' },
      { name: 'dns' },
    ]);
  });

  it('tells what failed, where, what was seen and what to do', () => {
    const [uptime] = suiteOf(junitOf(mixedRun())).testcase;
    expect(uptime.failure).toMatchObject({
      message: 'The site answers with an error',
      type: 'status-unexpected',
    });
    expect(uptime.failure['#text']).toContain('Where: https://shop.example/cart');
    expect(uptime.failure['#text']).toContain('Seen: HTTP/1.1 503 Service Unavailable');
    expect(uptime.failure['#text']).toContain('Do: Look at the web server’s error log');
  });

  it('puts all failed findings of a check into one failure, the most severe first', () => {
    const findings = [
      finding({ rule: 'second', severity: 'minor', title: 'Second' }),
      finding({ rule: 'first', severity: 'critical', title: 'First' }),
    ];
    const [testcase] = suiteOf(junitOf(run([result({ findings })]))).testcase;
    expect(testcase.failure).toMatchObject({ message: 'First (and 1 more)', type: 'first' });
    expect(testcase.failure['#text']).toMatch(/First.*Second/s);
  });

  it('keeps warnings out of the failure', () => {
    const [uptime] = suiteOf(junitOf(mixedRun())).testcase;
    expect(uptime.failure['#text']).not.toContain('response-slow');
    expect(uptime['system-out']).toContain('response-slow');
  });

  it('skips what needs a person and what does not apply, and errs where nothing was measured', () => {
    const [, passed, incomplete, inapplicable, errored] = suiteOf(junitOf(mixedRun())).testcase;
    expect(Object.keys(passed)).toEqual(['classname', 'name', 'time']);
    expect(incomplete.skipped.message).toBe('needs a person: 1 finding to judge');
    expect(incomplete['system-out']).toContain('contrast-unclear');
    expect(inapplicable.skipped.message).toBe('no platform is set for this site');
    expect(errored.error).toEqual({
      message: 'network-down: the agent’s own machine has no network',
      type: 'errored',
    });
  });

  it('names a site without id by its host', () => {
    const bare = run([result()], { id: null, url: 'https://shop.example:8443/a', platform: null });
    expect(suiteOf(junitOf(bare)).name).toBe('shop.example:8443');
  });

  it('stays one well-formed document, however hostile the text', () => {
    const suite = suiteOf(junitOf(hostileRun()));
    expect(suite.testcase).toHaveLength(4);
    expect(suite.testcase[0].failure['#text']).toContain(']]></failure><x a="1">');
    expect(suite.testcase[0].failure.message.length).toBeLessThan(400);
  });
});
