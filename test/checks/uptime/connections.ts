import type uptime from '../../../checks/uptime/index.ts';
import { type FailureCode, failureCodes } from '../../../src/core/failure-codes.ts';
import { type TargetFailureCode, targetFailureRules } from '../../../src/core/failure-rules.ts';
import { answer, hop, noAnswer, siteUrl } from '../../support/artifacts.ts';
import { type CheckCases, saying } from '../../support/check-tester.ts';

const codes = Object.keys(failureCodes) as FailureCode[];
const agentCodes = codes.filter((code) => failureCodes[code].fault === 'agent');
const targetCodes = Object.keys(targetFailureRules) as TargetFailureCode[];

/** A chain of redirects, the last of which answers 200. */
const chain = (url: string, ...via: readonly string[]) => ({ exchange: answer({ url, via }) });

/** Whether the site answers at all, and where it sends its visitors. */
export const connections = {
  passed: [
    { name: 'a redirect to www', artifacts: chain(siteUrl, 'https://www.shop.example/') },
    {
      name: 'a redirect from http and www, below a suffix of two labels',
      artifacts: chain('http://www.shop.co.uk/', 'https://www.shop.co.uk/', 'https://shop.co.uk/'),
    },
    { name: 'a redirect to another path', artifacts: chain(siteUrl, 'https://shop.example/en/') },
    {
      name: 'a redirect within one server on loopback',
      artifacts: chain('http://127.0.0.1:8080/', 'http://127.0.0.1:8080/home'),
    },
    {
      name: 'a redirect to a host that is meant, written in any case',
      artifacts: chain(siteUrl, 'https://login.idp.example/', siteUrl),
      options: { redirectHosts: ['Login.IdP.example'] },
    },
    {
      name: 'an installer that is looked at by its own address',
      artifacts: chain('https://shop.example/core/install.php'),
    },
    {
      name: 'a redirect to an article about installing',
      artifacts: chain('https://docs.shop.example/', 'https://docs.shop.example/guide/install'),
    },
  ],
  failed: [
    {
      name: 'a redirect to ASP.NET’s error page, which answers 200',
      artifacts: chain(siteUrl, 'https://shop.example/error.aspx?aspxerrorpath=/'),
      findings: ['redirect-to-error-page'],
    },
    {
      name: 'Drupal that lost its database, and offers its installer with status 200',
      artifacts: chain(siteUrl, 'https://shop.example/core/install.php'),
      findings: ['redirect-to-installer'],
      also: saying({
        title:
          'Drupal sends visitors to its installer: it does not find its database or its settings',
      }),
    },
    ...[
      'https://shop.example/core/install.php',
      'https://shop.example/drupal/core/install.php?rewrite=ok&langcode=en',
      'https://shop.example/wp-admin/install.php',
      'https://shop.example/blog/wp-admin/setup-config.php',
      'https://shop.example/umbraco/install',
      'https://shop.example/Install',
    ].map((installer) => ({
      name: `a redirect to the installer ${new URL(installer).pathname}`,
      artifacts: chain(siteUrl, installer),
      findings: ['redirect-to-installer' as const],
      also: saying({ evidence: `https://shop.example/ (302) → ${installer} (200)` }),
    })),
    {
      name: 'a redirect to another registrable domain',
      artifacts: chain(siteUrl, 'https://pills.example/'),
      findings: ['redirect-to-other-host'],
      also: saying({
        title: 'Visitors are sent to pills.example, which is not the site’s host',
        evidence: 'https://shop.example/ (302) → https://pills.example/ (200)',
      }),
    },
    {
      name: 'a redirect by way of another domain and back',
      artifacts: chain(siteUrl, 'https://tracker.test/', siteUrl),
      findings: ['redirect-to-other-host'],
    },
    {
      name: 'a redirect to another customer of the same hosting domain',
      artifacts: chain('https://one.myshopify.com/', 'https://two.myshopify.com/'),
      findings: ['redirect-to-other-host'],
    },
    {
      name: 'a redirect to a host whose name only ends like the site’s',
      artifacts: chain(siteUrl, 'https://notshop.example/'),
      findings: ['redirect-to-other-host'],
    },
    {
      name: 'a redirect to a host below one that is meant',
      artifacts: chain(siteUrl, 'https://evil.idp.test/'),
      options: { redirectHosts: ['idp.test'] },
      findings: ['redirect-to-other-host'],
    },
    {
      name: 'a redirect to another host, where a protection service then challenges us',
      artifacts: {
        exchange: answer({
          via: ['https://pills.example/'],
          status: 403,
          headers: [['cf-mitigated', 'challenge']],
        }),
      },
      findings: ['redirect-to-other-host', 'robot-challenged'],
    },
    ...targetCodes.map((code) => ({
      name: code,
      artifacts: { exchange: noAnswer(code, 'so it went') },
      findings: [code],
      also: saying({ verdict: 'failed', severity: 'critical', evidence: 'so it went' }),
    })),
    {
      name: 'redirect-loop, with the way it went',
      artifacts: {
        exchange: noAnswer('redirect-loop', 'back at the start', [
          hop({ url: 'http://a.example/', status: 301 }),
          hop({ url: 'https://a.example/', status: 302 }),
        ]),
      },
      findings: ['redirect-loop'],
      also: saying({
        evidence: 'back at the start; http://a.example/ (301) → https://a.example/ (302)',
      }),
    },
  ],
  errored: agentCodes.map((code) => ({
    name: `${code}, which is our fault`,
    artifacts: { exchange: noAnswer(code, 'so it went') },
    also: ({ reason }) => {
      if (!reason?.includes('so it went')) throw new Error(`no reason: ${reason}`);
    },
  })),
} satisfies CheckCases<typeof uptime>;
