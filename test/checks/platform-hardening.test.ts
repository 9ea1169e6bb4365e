import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import platformHardening from '../../checks/platform-hardening/index.ts';
import { probes } from '../../checks/platform-hardening/probes.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { PathAnswers } from '../../src/core/artifacts/path-answers.ts';
import { platforms, siteOfUrl } from '../../src/core/site.ts';
import { anyExchange } from '../support/arbitrary-exchanges.ts';
import { noAnswer, siteUrl } from '../support/artifacts.ts';
import { checkTester, runCheck } from '../support/check-tester.ts';
import { answered } from './platform-hardening/answers.ts';
import { exposures } from './platform-hardening/exposures.ts';
import { harmless } from './platform-hardening/harmless.ts';

describe('platform-hardening', () => {
  checkTester(
    platformHardening,
    {
      passed: [...harmless],
      failed: exposures.filter(({ verdict }) => verdict !== 'warning'),
    },
    {
      passed: exposures.filter(({ verdict }) => verdict === 'warning'),
      incomplete: [
        {
          name: 'a site that asked for rest',
          artifacts: answered({ stoppedBy: 'the site asks us to slow down (status 429)' }),
          findings: ['hardening-unverified'],
        },
        {
          name: 'a firewall that refuses whatever we ask',
          artifacts: answered({
            home: { status: 403, body: 'Forbidden' },
            control: { status: 403, body: 'Forbidden' },
          }),
          findings: ['hardening-unverified'],
        },
        {
          name: 'a site that does not answer',
          artifacts: answered({
            home: noAnswer('timed-out'),
            stoppedBy: 'the site does not answer (it failed)',
          }),
          findings: ['hardening-unverified'],
        },
      ],
      errored: [
        {
          name: 'an agent without network',
          artifacts: answered({ home: noAnswer('network-down') }),
        },
        {
          name: 'a run that was stopped',
          artifacts: { paths: notGathered({ code: 'cancelled', message: 'stopped' }) },
        },
      ],
    },
  );

  it('shows no secret and no name in its evidence', () => {
    for (const { artifacts } of exposures) {
      const result = runCheck(platformHardening, { artifacts });
      const text = JSON.stringify(result);
      for (const secret of ['hunter2-not-a-password', 'jo.miller', 'Jo Miller', '/var/www/']) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('joins every way to the users in one finding', () => {
    const users = exposures.filter(({ findings }) => findings?.[0] === 'users-enumerable');
    expect(users.length).toBeGreaterThan(3);
    const paths = Object.assign({}, ...users.map(({ asked }) => asked.paths));
    const { findings } = runCheck(platformHardening, { artifacts: answered({ paths }) });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ where: { url: siteUrl } });
    expect(findings[0]?.evidence).toMatch(/REST API lists 12 of them; .*; the sitemap/);
  });

  it('finds nothing where every path is answered with the same page, even one that exposes', () => {
    for (const { asked } of exposures) {
      for (const [path, page] of Object.entries(asked.paths ?? {})) {
        const artifacts = answered({ control: page, paths: { [path]: page } });
        const { findings } = runCheck(platformHardening, { artifacts });
        const ofPath = findings.filter(({ where }) => where.url.endsWith(path));
        expect([path, ofPath]).toEqual([path, []]);
      }
    }
  });

  it('takes nothing from another site to which a path leads', () => {
    const artifacts = answered({
      paths: {
        '/.git/HEAD': { via: ['https://other.example/.git/HEAD'], body: 'ref: refs/heads/main' },
      },
    });
    expect(runCheck(platformHardening, { artifacts }).findings).toEqual([]);
  });

  it('judges whatever comes back, without throwing', () => {
    const value = fc.record({
      platform: fc.constantFrom(null, ...platforms),
      detection: fc.constant(null),
      home: anyExchange,
      control: anyExchange,
      answers: fc.dictionary(fc.constantFrom(...probes.map(({ path }) => path.id)), anyExchange),
      stoppedBy: fc.option(fc.string(), { nil: null }),
    });
    fc.assert(
      fc.property(value, (answers) => {
        const paths = gathered(answers as PathAnswers);
        expect(() => runCheck(platformHardening, { artifacts: { paths } })).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is asked for', () => {
  const asked = (platform: (typeof platforms)[number]) =>
    probes.filter(({ path }) => path.platforms === 'any' || path.platforms.includes(platform));

  test.each(platforms)('stays polite on %s', (platform) => {
    expect(asked(platform).length).toBeLessThanOrEqual(20);
  });

  it('has a name of its own for each path', () => {
    const ids = probes.map(({ path }) => path.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is nothing where Shopify keeps the server', () => {
    const site = { ...siteOfUrl(siteUrl, []), platform: 'shopify' as const };
    expect(platformHardening.requires({}, site).paths.params.probes).toEqual([]);
  });

  it('reads the beginning of backups and logs only', () => {
    const big = probes.filter(({ path }) => /backup|debug\.log/.test(path.path));
    expect(big).toHaveLength(3);
    for (const { path } of big) expect(path.maxBodyBytes).toBeLessThanOrEqual(2048);
  });
});
