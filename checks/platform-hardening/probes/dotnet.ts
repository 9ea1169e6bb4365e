import type { HttpExchange } from '../../../src/core/artifacts/http-exchange.ts';
import {
  type Exposure,
  fileText,
  type HardeningProbe,
  masked,
  pageText,
  probe,
  someOf,
} from '../probe.ts';
import { errorPage } from './error-page.ts';

/** Umbraco runs on .NET, so whatever can be wrong there can be wrong here. */
const platforms = ['dotnet', 'umbraco'] as const;

/** What is looked at on .NET. */
export const dotnetProbes: readonly HardeningProbe[] = [
  // Harmless, and answered by ASP.NET itself wherever it is in charge of the ending.
  probe({ path: '/no-such-page.aspx', platforms }, errorPage),
  probe({ path: '/web.config', platforms }, xmlConfiguration),
  probe({ path: '/web.config.bak', platforms }, xmlConfiguration),
  probe({ path: '/appsettings.json', platforms }, jsonConfiguration),
  probe({ path: '/appsettings.Production.json', platforms }, jsonConfiguration),
  diagnostic('/trace.axd', 'Application Trace', 'the trace of the last requests'),
  diagnostic('/elmah.axd', 'Error Log for', 'the error log of ELMAH'),
  diagnostic(
    '/hangfire',
    'Hangfire',
    'the job dashboard of Hangfire',
    /<title>[^<]{0,200}Hangfire/,
  ),
  probe({ path: '/swagger/index.html', platforms }, (answer) =>
    /\bid="swagger-ui"/.test(pageText(answer) ?? '')
      ? { rule: 'api-explorer-exposed', evidence: 'Swagger UI answers' }
      : null,
  ),
];

function diagnostic(
  path: string,
  title: string,
  evidence: string,
  shows = new RegExp(`<(?:title|h1|b)[^>]{0,200}>[^<]{0,50}${title}\\b`, 'i'),
): HardeningProbe {
  return probe({ path, platforms }, (answer) =>
    shows.test(pageText(answer) ?? '') ? { rule: 'diagnostics-exposed', evidence } : null,
  );
}

function xmlConfiguration(answer: HttpExchange): Exposure | null {
  const text = fileText(answer);
  if (text === null || !/<configuration[\s>]/.test(text.slice(0, 4096))) return null;
  const sections = ['connectionStrings', 'appSettings', 'machineKey'].filter((name) =>
    text.includes(`<${name}`),
  );
  return configuration(sections, text);
}

function jsonConfiguration(answer: HttpExchange): Exposure | null {
  const text = fileText(answer);
  if (text === null || !/^\s{0,200}\{/.test(text)) return null;
  const sections = ['ConnectionStrings', 'Logging', 'AllowedHosts', 'Umbraco', 'Serilog'].filter(
    (name) => text.includes(`"${name}"`),
  );
  return sections.length > 0 ? configuration(sections, text) : null;
}

function configuration(sections: readonly string[], text: string): Exposure {
  const passwords = text
    .matchAll(
      /\b(password|pwd|secret|apikey|decryptionKey|validationKey)"?\s{0,3}[:=]\s{0,3}"?([^;"'<>\s]{1,200})/gi,
    )
    .map(([, name = '', value = '']) => masked(name, value))
    .toArray();
  const holds = [...sections, ...passwords];
  const evidence = holds.length > 0 ? `it holds ${someOf(holds)}` : 'a configuration of .NET';
  return { rule: 'configuration-exposed', evidence };
}
