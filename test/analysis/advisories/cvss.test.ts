import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cvssMetrics, cvssScore } from '../../../src/analysis/advisories/cvss.ts';

describe('the base score of a CVSS vector', () => {
  // Scores from the calculators of first.org and, for 2.0, of nvd.nist.gov.
  it.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 6.5],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5],
    ['  CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\n', 9.8],
  ])('%s is %d', (vector, score) => {
    expect(cvssScore(vector)).toBe(score);
  });

  it('is that of the base, whatever time and place add', () => {
    expect(cvssScore('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O')).toBe(9.8);
  });

  it.each([
    '',
    'high',
    'CVSS:3.1/AV:N',
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Z',
    'CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    `CVSS:3.1/${'AV:N/'.repeat(100_000)}`,
    `CVSS:3.1/${'AAAAAAA'.repeat(40)}`,
    `${'AV:NAC:L'.repeat(45)}!`,
    'CVSS:3.1/CVSS:3.1/AV:N/AC:L',
  ])('is unknown for “%.60s”', (vector) => {
    expect(cvssScore(vector)).toBeNull();
  });

  it('is a score or null for any text', () => {
    const pair = fc.stringMatching(/^[A-Za-z]{1,4}:[A-Z]{1,3}$/);
    const vector = fc.array(pair, { maxLength: 20 }).map((pairs) => `CVSS:3.1/${pairs.join('/')}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), vector), (text) => {
        const score = cvssScore(text);
        expect(score === null || (score >= 0 && score <= 10)).toBe(true);
      }),
    );
  });
});

it('the metrics of a vector go by their names, and prototypes are none', () => {
  const metrics = cvssMetrics('CVSS:3.1/AV:N/AC:L/PR:N');
  expect(metrics).toEqual(
    new Map([
      ['AV', 'N'],
      ['AC', 'L'],
      ['PR', 'N'],
    ]),
  );
  expect(metrics?.get('constructor')).toBeUndefined();
});
