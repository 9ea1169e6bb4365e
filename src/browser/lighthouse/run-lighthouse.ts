import type { GatherFailure } from '../../core/artifacts/failure.ts';
import type { LighthouseRun, LighthouseRunParams } from '../../core/artifacts/lighthouse-report.ts';
import { oneLine } from '../../core/text.ts';
import { JobFailure } from '../worker/parent.ts';
import { auditConfig } from './audit-config.ts';
import { figuresOf } from './figures.ts';

/** Reports are a few hundred KiB; a page may name endlessly long addresses. */
const mostHtml = 4 * 1024 * 1024;

/** What Lighthouse calls a page that did not load, and how we say it. See its `lh-error.js`. */
const unloaded: Readonly<Record<string, string>> = {
  CHROME_INTERSTITIAL_ERROR: 'the browser shows a warning in its place',
  DNS_FAILURE: 'the host name has no address',
  ERRORED_DOCUMENT_REQUEST: 'the server answers with an error',
  FAILED_DOCUMENT_REQUEST: 'the server does not answer as it should',
  INSECURE_DOCUMENT_REQUEST: 'the certificate is not accepted',
  NO_DOCUMENT_REQUEST: 'no document was asked for',
  NO_FCP: 'nothing is painted',
  NOT_HTML: 'what is served is no HTML',
};

/** What a run may use. */
export interface LighthousePorts {
  /** Such as `http://127.0.0.1:4711`: the DevTools of a Chromium that is fresh and idle. */
  readonly endpoint: string;
  /** Why the host and port of a URL could not be reached; null where they could. */
  failureOf(url: string): GatherFailure | null;
}

/**
 * Measures one page. One run a process: Lighthouse keeps its marks globally, and two runs break each
 * other. Rejects with a `JobFailure` where the host cannot be reached or the page hangs, with
 * anything else where the browser broke.
 */
export async function runLighthouse(
  { url, device, html }: LighthouseRunParams,
  { endpoint, failureOf }: LighthousePorts,
): Promise<LighthouseRun> {
  const [{ default: lighthouse, generateReport }, config] = await Promise.all([
    import('lighthouse'),
    auditConfig(device),
  ]);
  const { hostname, port } = new URL(endpoint);
  const run = await lighthouse(
    url,
    {
      hostname,
      port: Number(port),
      logLevel: 'silent',
      output: [],
      disableFullPageScreenshot: true,
      // The profile is new: there is nothing to clear.
      disableStorageReset: true,
    },
    config,
  );
  if (run === undefined) throw new Error('Lighthouse gave no result');
  const { lhr } = run;
  if (lhr.runtimeError) {
    const { code, message } = lhr.runtimeError;
    const reason = unloaded[code];
    if (reason === undefined) throw brokenBy(code, message);
    const failure = failureOf(url);
    if (failure !== null) throw new JobFailure(failure.code, failure.message);
    return { loaded: false, reason: oneLine(`${reason} (${detailOf(code, message)})`, 300) };
  }
  const report = html ? generateReport(lhr, 'html') : null;
  const fits = report !== null && Buffer.byteLength(report) <= mostHtml;
  const figures = figuresOf(lhr, fits ? report : null);
  if (figures === null) throw new Error(`Lighthouse gave no score: ${whyNoScore(lhr.audits)}`);
  return figures;
}

function brokenBy(code: string, message: string): Error {
  return code === 'PAGE_HUNG'
    ? new JobFailure('audit-too-long', message)
    : new Error(`${code}: ${message}`);
}

/** The status or the browser's own word, which the vendor's sentences carry at their end. */
function detailOf(code: string, message: string): string {
  return /\((?:Status code|Details): ([^)]{1,100})\)/.exec(message)?.[1] ?? code;
}

function whyNoScore(audits: Readonly<Record<string, { readonly errorMessage?: string }>>): string {
  const messages = Object.values(audits).flatMap(({ errorMessage }) => errorMessage ?? []);
  return oneLine(messages[0] ?? 'no reason is given', 300);
}
