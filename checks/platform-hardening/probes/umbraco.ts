import type { HttpExchange } from '../../../src/core/artifacts/http-exchange.ts';
import { type Exposure, fileText, type HardeningProbe, pageText, probe } from '../probe.ts';

const platforms = ['umbraco'] as const;

/** What is looked at on Umbraco beside what is looked at on .NET. */
export const umbracoProbes: readonly HardeningProbe[] = [
  probe(
    { path: '/umbraco/', platforms },
    (answer) =>
      /<umb-app[\s>]|\bng-app=["']umbraco["']/.test(pageText(answer) ?? '')
        ? { rule: 'backoffice-exposed', evidence: 'the log-in page of the back office answers' }
        : null,
    { anywhere: true },
  ),
  probe(
    { path: '/umbraco/management/api/v1/server/status', platforms, maxBodyBytes: 1024 },
    serverStatus,
  ),
  // Versions 7 to 13.
  probe(
    { path: '/install', platforms },
    (answer) =>
      /\bng-app=["']umbraco\.install["']|\bid=["']umbracoInstallPageBody["']/.test(
        pageText(answer) ?? '',
      )
        ? { rule: 'installer-open', evidence: 'the page installs Umbraco' }
        : null,
    { anywhere: true },
  ),
];

/** From version 14 on Umbraco tells anybody how it is. `Unknown` and `Boot` pass by themselves. */
function serverStatus(answer: HttpExchange): Exposure | null {
  const state =
    /^\s{0,20}\{\s{0,20}"serverStatus"\s{0,5}:\s{0,5}"(Install|Upgrade|BootFailed)"/.exec(
      fileText(answer) ?? '',
    )?.[1];
  const evidence = `its server status is ${state}`;
  switch (state) {
    case 'Install':
      return { rule: 'installer-open', evidence };
    case 'Upgrade':
      return {
        rule: 'umbraco-not-running',
        evidence,
        title: 'Umbraco waits for its upgrade to be completed',
      };
    case 'BootFailed':
      return {
        rule: 'umbraco-not-running',
        evidence,
        title: 'Umbraco could not start',
        severity: 'critical',
      };
    default:
      return null;
  }
}
