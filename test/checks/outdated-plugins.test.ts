import { describe, expect, it } from 'vitest';
import check from '../../checks/outdated-plugins/index.ts';
import { gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type { Inventory } from '../../src/core/artifacts/inventory.ts';
import type { Finding } from '../../src/core/finding.ts';
import { priorityOf } from '../../src/core/priority.ts';
import type { CheckResult } from '../../src/core/result.ts';
import { siteUrl } from '../support/artifacts.ts';
import { checkTester, saying } from '../support/check-tester.ts';
import {
  advisory,
  catalogue,
  drupalModule,
  feed,
  inventory,
  lifecycle,
  nugetPackage,
  plugin,
  record,
  release,
  runtime,
} from '../support/components.ts';

const akismet = plugin('akismet', '5.3.1');
const releases = [
  release('5.6', '2026-09-01'),
  release('5.3.2', '2026-05-01'),
  release('5.3.1', '2026-01-01'),
];
const packages = [record(akismet, releases)];
const newest = plugin('akismet', '5.6');

function artifacts(installed: Inventory, known: Parameters<typeof catalogue>[0] = { packages }) {
  return { inventory: gathered(installed), catalogue: gathered(catalogue(known)) };
}

/** Akismet 5.3.1 with one vulnerability that 5.3.2 repairs. */
function vulnerable(more: Parameters<typeof advisory>[3], component = akismet) {
  const advisories = [advisory(component, 'CVE-2026-0001', '5.3.2', more)];
  return artifacts(inventory([component]), { packages, advisories });
}

const priority = (
  { findings }: CheckResult,
  environment: 'production' | 'staging' = 'production',
) =>
  findings.map(({ rule, severity }) => {
    const { meta } = check;
    return priorityOf({
      check: meta,
      rule,
      severity,
      environment,
      transactional: false,
      package: null,
    }).priority;
  });

const pages = (expected: string) => (result: CheckResult) => {
  expect(priority(result)).toEqual([expected]);
};

const first = ({ findings }: CheckResult): Finding => {
  const [finding] = findings;
  if (!finding) throw new Error('there is no finding');
  return finding;
};

const failedRoute = {
  route: 'rest',
  title: 'REST API',
  outcome: 'failed',
  reason: 'the site answered 401; make a new application password under Users, Profile',
} as const;

describe('outdated-plugins', () => {
  checkTester(check, {
    passed: [
      {
        name: 'everything is current',
        artifacts: artifacts(inventory([newest, runtime('php', '8.4.15')]), {
          packages,
          lifecycles: [lifecycle('php', '8.4', '2028-12-31', '8.4.15')],
          feeds: [feed('wordpress-org')],
        }),
        also: (result) => {
          expect(result.metrics).toEqual({
            components: 2,
            outdated: 0,
            insecure: 0,
            unsupported: 0,
            unknown: 0,
          });
          expect(result.labels).toEqual({ platform: 'wordpress', feedsAsOf: '2026-11-23T06:00Z' });
          expect(result.components?.map(({ slug }) => slug)).toEqual(['akismet', 'php']);
        },
      },
      {
        name: 'a package that another one brought is behind: it is updated with that one',
        artifacts: artifacts(inventory([nugetPackage('Some.Json', '1.0.0', { direct: false })]), {
          packages: [record(nugetPackage('Some.Json', '1.0.0'), [release('1.1.0', '2026-01-01')])],
        }),
        also: ({ metrics }) => expect(metrics).toMatchObject({ outdated: 1 }),
      },
      {
        name: 'a line ends in half a year',
        artifacts: artifacts(inventory([runtime('php', '8.2.30')]), {
          lifecycles: [lifecycle('php', '8.2', '2027-05-01', '8.2.30')],
        }),
        findings: ['end-of-life-near'],
        also: saying({ severity: 'minor', verdict: 'warning' }),
      },
      {
        name: 'what a feed says is from yesterday',
        artifacts: artifacts(inventory([newest]), {
          packages,
          feeds: [feed('osv', { state: 'stale', reason: 'since 2026-11-22: HTTP 503' })],
        }),
        findings: ['feed-stale'],
      },
      {
        name: 'a feed was not asked, since the site does not disclose',
        artifacts: artifacts(inventory([newest]), {
          packages,
          feeds: [
            feed('wpscan', {
              state: 'off',
              asOf: null,
              reason: 'it takes lists of what is installed, and the site discloses none',
            }),
          ],
        }),
        findings: ['feed-not-asked'],
      },
      {
        name: 'two sources of the inventory contradict each other',
        artifacts: artifacts(
          inventory([newest], {
            remarks: [{ about: 'composer.lock', message: 'names 5.5, the folder has 5.6' }],
          }),
        ),
        findings: ['inventory-contradictory'],
        also: saying({ evidence: 'composer.lock: names 5.5, the folder has 5.6' }),
      },
      {
        name: 'a service of the platform ends one day',
        artifacts: artifacts(
          inventory([newest], {
            notices: [
              {
                subject: 'script tag https://widgets.example/a.js',
                message: 'Script tags stop on the storefront.',
                endsOn: '2027-03-01',
                stopped: false,
                advice: 'Move it to a theme app extension.',
                help: null,
              },
            ],
          }),
        ),
        findings: ['service-ending'],
        also: saying({
          verdict: 'warning',
          title: 'script tag https://widgets.example/a.js: stops on 2027-03-01',
        }),
      },
    ],
    failed: [
      {
        name: 'exploited: somebody is woken',
        artifacts: vulnerable({ exploited: true }),
        findings: ['component-exploitable'],
        also: (result) => {
          pages('P1')(result);
          expect(priority(result, 'staging')).toEqual(['P3']);
          expect(first(result)).toMatchObject({
            title: 'Akismet 5.3.1: affected by CVE-2026-0001 (being exploited)',
            where: { url: siteUrl, component: 'akismet' },
            advice:
              'Run `wp plugin update akismet --version=5.3.2`, or press Update under Plugins. Then look for traces of a break-in.',
            help: 'https://advisories.example/CVE-2026-0001',
          });
          expect(first(result).evidence).toBe(
            'plugin akismet 5.3.1 (by rest); newest 5.6 of 2026-09-01\n' +
              'CVE-2026-0001, CVSS 6.1, exploited, fixed in 5.3.2: Stored cross-site scripting (https://advisories.example/CVE-2026-0001)',
          );
        },
      },
      ...[{ unauthenticatedCodeExecution: true }, { highlyCritical: true }, { cvss: 9 }].map(
        (more) => ({
          name: `as bad as it gets: ${JSON.stringify(more)}`,
          artifacts: vulnerable(more),
          findings: ['component-exploitable'] as const,
          also: pages('P1'),
        }),
      ),
      {
        name: 'known to be exploited by another feed',
        artifacts: artifacts(inventory([akismet]), {
          packages,
          exploited: ['CVE-2026-0001'],
          advisories: [advisory(akismet, 'CVE-2026-0001', '5.3.2')],
        }),
        findings: ['component-exploitable'],
      },
      {
        name: 'critical by its publisher',
        artifacts: vulnerable({ rating: 'critical', cvss: 8.8 }),
        findings: ['component-critically-vulnerable'],
        also: pages('P2'),
      },
      {
        name: 'vulnerable below that: the monthly plan',
        artifacts: vulnerable({ cvss: 8.8 }),
        findings: ['component-vulnerable'],
        also: (result) => {
          pages('audit')(result);
          expect(first(result).severity).toBe('serious');
        },
      },
      {
        name: 'a security release is missing',
        artifacts: artifacts(
          inventory([drupalModule('address', '2.0.1')], { platform: 'drupal' }),
          {
            packages: [
              record(drupalModule('address', null), [
                release('2.0.2', '2026-11-01', { security: true }),
                release('2.0.1', '2026-01-01'),
              ]),
            ],
          },
        ),
        findings: ['security-release-missing'],
        also: saying({
          advice: 'Run `composer require drupal/address:^2.0.2`, then `drush updatedb`.',
        }),
      },
      {
        name: 'the registry warns against it',
        artifacts: artifacts(inventory([akismet]), {
          packages: [record(akismet, releases, { insecure: 'Insecure' })],
        }),
        findings: ['component-withdrawn'],
      },
      {
        name: 'closed, with a vulnerability that nobody repairs',
        artifacts: artifacts(inventory([akismet]), {
          packages: [record(akismet, [], { closed: { on: '2026-10-02', reason: null } })],
          advisories: [advisory(akismet, 'CVE-2026-0001', null, { exploited: true })],
        }),
        findings: ['component-exploitable', 'component-closed'],
        also: saying({
          advice:
            'No repaired version is known: switch it off, block it at the firewall, and look for traces of a break-in.',
        }),
      },
      {
        name: 'unsupported',
        artifacts: artifacts(inventory([newest]), {
          packages: [record(newest, releases, { unsupported: 'Unsupported' })],
        }),
        findings: ['component-unsupported'],
      },
      {
        name: 'abandoned, by the measure of the site',
        artifacts: artifacts(inventory([akismet]), {
          packages: [record(akismet, [release('5.3.1', '2026-01-01')])],
        }),
        options: { abandonedAfterMonths: 6 },
        findings: ['component-abandoned'],
      },
      {
        name: 'the line has ended',
        artifacts: artifacts(inventory([runtime('dotnet', '8.0.22')], { platform: 'dotnet' }), {
          lifecycles: [
            lifecycle('dotnet', '8.0', '2026-11-10', '8.0.22', true),
            lifecycle('dotnet', '10.0', '2028-11-14', '10.0.1', true),
          ],
        }),
        findings: ['end-of-life-reached'],
        also: saying({
          advice:
            'Plan the move to a supported version as a project. Install the .NET runtime 10.0.1 on the server; an app that carries its own has to be published again.',
        }),
      },
      {
        name: 'the line ends within a month',
        artifacts: artifacts(inventory([runtime('php', '8.2.30')]), {
          lifecycles: [lifecycle('php', '8.2', '2026-12-20', '8.2.30')],
        }),
        findings: ['end-of-life-near'],
        also: saying({ severity: 'serious', verdict: 'failed' }),
      },
      {
        name: 'a service of the platform has stopped',
        artifacts: artifacts(
          inventory([newest], {
            notices: [
              {
                subject: 'script tag',
                message: 'Stopped.',
                endsOn: null,
                stopped: true,
                advice: 'Replace it.',
                help: null,
              },
            ],
          }),
        ),
        findings: ['service-ending'],
      },
      {
        name: 'outdated, ranked by danger and not by count',
        artifacts: artifacts(inventory([plugin('a', '1.0'), plugin('b', '1.0'), akismet]), {
          packages: [
            ...packages,
            record(plugin('a', null), [release('1.1', '2026-01-01')]),
            record(plugin('b', null), [release('2.0', '2026-01-01')]),
          ],
          advisories: [advisory(akismet, 'CVE-2026-0001', '5.3.2')],
        }),
        findings: ['component-vulnerable', 'component-outdated', 'component-outdated'],
        also: ({ findings, metrics }) => {
          expect(findings.map(({ severity }) => severity)).toEqual([
            'moderate',
            'minor',
            'moderate',
          ]);
          expect(metrics).toMatchObject({ components: 3, outdated: 3, insecure: 1 });
        },
      },
      {
        name: 'a plugin and a theme of one name are two',
        artifacts: artifacts(
          inventory([plugin('twin', '1.0'), plugin('Twin', '1.0', { kind: 'theme' })]),
          {
            packages: [
              record(plugin('twin', null), [release('1.1', '2026-01-01')]),
              record(plugin('twin', null, { kind: 'theme' }), [release('1.2', '2026-01-01')]),
            ],
          },
        ),
        findings: ['component-outdated', 'component-outdated'],
        also: ({ findings }) => {
          expect(findings.map(({ where }) => where.component)).toEqual([
            'plugin/twin',
            'theme/twin',
          ]);
        },
      },
      {
        name: 'a name that no shell should see is not put into a command',
        artifacts: artifacts(inventory([plugin('x`curl evil`', '1.0', { name: 'Nice' })]), {
          packages: [record(plugin('x`curl evil`', null), [release('1.1', '2026-01-01')])],
        }),
        findings: ['component-outdated'],
        also: saying({ advice: 'Update Nice to 1.1.' }),
      },
    ],
    incomplete: [
      {
        name: 'the version was guessed from outside: nobody is woken for it',
        artifacts: vulnerable(
          { exploited: true },
          plugin('akismet', '5.3.1', { source: 'black-box', confidence: 40 }),
        ),
        findings: ['component-exploitable'],
        also: ({ findings }) => expect(findings[0]?.evidence).toContain('by black-box, 40 % sure'),
      },
      {
        name: 'what nobody can say is told by its cause, not forty times',
        artifacts: artifacts(
          inventory([
            ...Array.from({ length: 40 }, (_, index) => plugin(`own-${index}`, '1.0')),
            plugin('git-checkout', null),
            plugin('some-app', null, { kind: 'app' }),
          ]),
          {
            packages: Array.from({ length: 40 }, (_, index) =>
              record(plugin(`own-${index}`, null), [], { published: false }),
            ),
          },
        ),
        findings: ['component-unknown', 'component-unknown'],
        also: ({ findings, metrics }) => {
          expect(findings.map(({ where }) => where.component)).toEqual([
            'version-missing',
            'unpublished',
          ]);
          expect(findings[1]?.evidence).toMatch(
            /^own-0, own-1, .*: WordPress.org has no plugin of this name\.$/,
          );
          expect(metrics).toMatchObject({ unknown: 42 });
        },
      },
      {
        name: 'a feed cannot be read: that is never “no updates”',
        artifacts: artifacts(inventory([newest]), {
          packages,
          feeds: [
            feed('osv', {
              title: 'OSV',
              state: 'unreadable',
              asOf: null,
              reason: 'unreadable since 2026-11-22 06:00 UTC: an HTML page came back',
            }),
          ],
          unanswered: { 'plugin/akismet': ['OSV cannot be read'] },
        }),
        findings: ['component-unknown', 'feed-unreadable'],
        also: ({ findings, components }) => {
          expect(components?.[0]?.status).toBe('unknown');
          expect(findings[1]?.evidence).toBe(
            'unreadable since 2026-11-22 06:00 UTC: an HTML page came back; nothing is known from before',
          );
        },
      },
      {
        name: 'no feed could be asked: the inventory stands',
        artifacts: {
          inventory: gathered(inventory([akismet])),
          catalogue: notGathered({ code: 'network-down', message: 'ENETUNREACH' }),
        },
        findings: ['component-unknown', 'feed-unreadable'],
        also: ({ components }) => {
          expect(components).toMatchObject([
            { slug: 'akismet', version: '5.3.1', status: 'unknown' },
          ]);
        },
      },
      {
        name: 'one way to the inventory does not work, another did',
        artifacts: artifacts(
          inventory([newest], {
            routes: [
              failedRoute,
              { route: 'folder', title: 'Files', outcome: 'used', reason: null },
            ],
          }),
        ),
        findings: ['inventory-route-failed'],
        also: saying({ evidence: failedRoute.reason }),
      },
    ],
    inapplicable: [
      {
        name: 'nobody knows what the site is built with',
        artifacts: artifacts(
          inventory([], {
            platform: 'other',
            routes: [],
            remarks: [{ about: 'platform', message: 'nothing on its pages tells' }],
          }),
        ),
        also: ({ reason }) =>
          expect(reason).toBe(
            'What the site is built with is not known: nothing on its pages tells.',
          ),
      },
    ],
    errored: [
      {
        name: 'no way to the inventory worked',
        artifacts: artifacts(
          inventory([], {
            routes: [
              failedRoute,
              {
                route: 'folder',
                title: 'Files',
                outcome: 'unavailable',
                reason: 'config names no folder',
              },
            ],
          }),
        ),
        also: ({ reason }) =>
          expect(reason).toBe(
            'We could not learn what is installed. REST API: the site answered 401; make a new application password under Users, Profile. Files: config names no folder.',
          ),
      },
      {
        name: 'the site did not answer',
        artifacts: {
          inventory: notGathered<Inventory>({ code: 'timed-out', message: 'no answer in 10 s' }),
          catalogue: notGathered({ code: 'timed-out', message: 'no answer in 10 s' }),
        },
        also: ({ reason }) =>
          expect(reason).toContain('We could not learn what is installed. The deadline'),
      },
    ],
  });

  it('lets go what was built for the client and is published nowhere', () => {
    const own = plugin('own-shop', '1.0', { registry: null });
    const options = { ...check.options.defaults, bespoke: ['Own-Shop'] };
    const { findings, metrics } = check.evaluate(artifacts(inventory([own]), {}), options, {
      now: Date.UTC(2026, 10, 23, 12),
      site: { url: siteUrl } as never,
      previous: null,
      baseline: () => null,
      state: null,
    });
    expect(findings).toEqual([]);
    expect(metrics).toMatchObject({ unknown: 1 });
  });
});
