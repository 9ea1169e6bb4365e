import { createHash } from 'node:crypto';
import type { BrowserContext, Page as BrowserPage, CDPSession } from 'playwright';
import { loadLanguages } from '../../analysis/accessibility/detect-language.ts';
import { pageOf } from '../../analysis/accessibility/page.ts';
import { allPageRules } from '../../analysis/accessibility/rules/index.ts';
import { see } from '../../analysis/accessibility/see.ts';
import type { PageSnapshot } from '../../analysis/accessibility/snapshot.ts';
import { headOf, linksOf, visibleText } from '../../analysis/page-facts.ts';
import type { AccessibilityReport, PageAudit } from '../../core/artifacts/page-audit.ts';
import type { PageAuditJob } from '../../core/browser-service.ts';
import { oneLine } from '../../core/text.ts';
import type { AuditPorts } from '../worker/audits.ts';
import { JobFailure } from '../worker/parent.ts';
import { actOn } from './acts.ts';
import { runAxe } from './axe.ts';
import { within } from './bounded.ts';
import { captureSnapshot } from './capture.ts';
import { deviceSettings } from './devices.ts';
import { runHtmlcs } from './htmlcs.ts';
import { mainFrameId } from './isolated-world.ts';
import { load } from './load.ts';
import { takePicture } from './picture.ts';
import { type Recording, record } from './recording.ts';

const captureMs = 20_000;
const engineMs = 40_000;
const pictureMs = 10_000;
const actMs = 30_000;
const ownAnswers: ReadonlySet<number> = new Set([403, 502]);

/**
 * Looks at one page on one device, in one load: what reads comes first, what acts comes last.
 * An engine that fails leaves a gap, which is told; without the page itself it throws `JobFailure`.
 */
export async function auditPage(job: PageAuditJob, ports: AuditPorts): Promise<PageAudit> {
  const { browser, onStep } = ports;
  const context = await browser.newContext({
    ...deviceSettings(job.device),
    serviceWorkers: 'block',
    acceptDownloads: false,
    ignoreHTTPSErrors: true,
    permissions: [],
  });
  const page = await context.newPage();
  refuseIntrusions(context, page);
  const session = await context.newCDPSession(page);
  await session.send('Page.enable');
  const recording = await record(session, await mainFrameId(session));
  onStep('load');
  const { loadMs, gaps } = await load(page, job.url, recording).catch((error: unknown) => {
    const reason = ports.failureOf(job.url);
    throw reason ? new JobFailure(reason.code, reason.message) : error;
  });
  const unreachable = ports.failureOf(page.url());
  // The answer is then our own: the proxy's, in place of a server that gave none.
  if (unreachable && ownAnswers.has(recording.document?.status ?? 0)) {
    throw new JobFailure(unreachable.code, unreachable.message);
  }
  return readAndAct({ job, ports, page, session, recording, loadMs, gaps: [...gaps] });
}

interface Loaded {
  readonly job: PageAuditJob;
  readonly ports: AuditPorts;
  readonly page: BrowserPage;
  readonly session: CDPSession;
  readonly recording: Recording;
  readonly loadMs: number;
  readonly gaps: string[];
}

async function readAndAct(loaded: Loaded): Promise<PageAudit> {
  const { job, ports, page, session, recording, loadMs, gaps } = loaded;
  const attempt = attempts(gaps);
  ports.onStep('read');
  const facts = {
    url: page.url(),
    device: job.device,
    title: '',
    source: await recording.source(),
  };
  const snapshot = await within(captureMs, 'reading the page', captureSnapshot(session, facts));
  if (snapshot.cut) gaps.push('the page has more than 20,000 elements: the rest was not looked at');
  const read = pageOf(snapshot);
  const head = headOf(read);
  const text = visibleText(read);
  const picture = await attempt(
    'the picture',
    within(pictureMs, 'a picture', takePicture(session)),
  );
  const network = networkOf(loaded);
  const accessibility = job.accessibility
    ? await readAccessibility(loaded, snapshot, attempt)
    : null;
  if (ports.isSpent()) gaps.push('the page took more than 200 MB: the rest was not fetched');
  return {
    url: job.url,
    finalUrl: facts.url,
    device: job.device,
    loadMs,
    head,
    words: text === '' ? 0 : text.split(' ').length,
    textHash: createHash('sha256').update(text).digest('hex').slice(0, 16),
    links: linksOf(read, head.baseUrl),
    ...network,
    picture,
    accessibility,
    gaps,
  };
}

/** What the page did by itself: to be taken before anybody acts on it, for that is recorded too. */
function networkOf({ recording, ports }: Loaded) {
  const { document, requests, requestCount, console, consoleCount } = recording;
  return {
    status: document?.status ?? 0,
    contentType: document?.contentType ?? '',
    headers: document?.headers ?? {},
    redirects: document?.redirects ?? [],
    requests: [...requests],
    requestCount,
    refused: ports.refused(),
    console: [...console],
    consoleCount,
  };
}

type Attempt = <Value>(what: string, work: Promise<Value>) => Promise<Value | null>;

/** A part that fails is a gap, and no more than that. */
function attempts(gaps: string[]): Attempt {
  return (what, work) =>
    work.catch((error: unknown) => {
      gaps.push(oneLine(`${what}: ${error instanceof Error ? error.message : error}`, 300));
      return null;
    });
}

async function readAccessibility(
  { job, ports, page, session, recording, gaps }: Loaded,
  snapshot: PageSnapshot,
  attempt: Attempt,
): Promise<AccessibilityReport> {
  if (isSandboxed(recording.document?.headers)) {
    gaps.push('the page’s policy (CSP sandbox) lets no script run, so that no engine could look');
    await loadLanguages();
    const read = pageOf(snapshot);
    return {
      axe: null,
      htmlcs: null,
      own: see(allPageRules, read),
      elements: read.elements.length,
    };
  }
  ports.onStep('axe');
  const axe = await attempt('axe-core', within(engineMs, 'axe-core', runAxe(session)));
  ports.onStep('HTML_CodeSniffer');
  const htmlcs = await attempt(
    'HTML_CodeSniffer',
    within(engineMs, 'HTML_CodeSniffer', runHtmlcs(session, job.url)),
  );
  ports.onStep('probes');
  await loadLanguages();
  const acts = await attempt(
    'the probes',
    within(actMs, 'the probes', actOn(page, session, snapshot, 'all')),
  );
  const acted = pageOf(snapshot, acts ?? {});
  return { axe, htmlcs, own: see(allPageRules, acted), elements: acted.elements.length };
}

/** Timers do not run in such a page, not even ours; see the `sandbox` directive of CSP level 3. */
function isSandboxed(headers: Readonly<Record<string, string>> = {}): boolean {
  const directives = (headers['content-security-policy'] ?? '').split(/[;,]/);
  return directives.some((one) => /^\s*sandbox\b(?!.*\ballow-scripts\b)/i.test(one));
}

/** What a page may not do to whoever looks at it: ask, open windows, go on for ever. */
function refuseIntrusions(context: BrowserContext, page: BrowserPage): void {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  context.on('page', (other) => {
    if (other !== page) void other.close().catch(() => {});
  });
}
