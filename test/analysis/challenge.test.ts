import { describe, expect, it } from 'vitest';
import { challengedBy } from '../../src/analysis/challenge.ts';

describe('a challenge', () => {
  it.each([
    ['CF-Mitigated', 'challenge', 'Cloudflare'],
    ['x-amzn-waf-action', 'captcha', 'AWS WAF'],
    ['x-amzn-waf-action', 'challenge', 'AWS WAF'],
    ['X-Vercel-Mitigated', 'deny', 'Vercel'],
  ])('%s: %s is one by %s', (name, value, by) => {
    expect(
      challengedBy([
        ['server', 'nginx'],
        [name, value],
      ]),
    ).toBe(by);
  });

  it.each([
    ['server', 'cloudflare'],
    ['cf-mitigated', ''],
    ['x-amzn-waf-action', 'count'],
    ['x-mitigated', 'challenge'],
  ])('%s: %s is none', (name, value) => expect(challengedBy([[name, value]])).toBeNull());
});
