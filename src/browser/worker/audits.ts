import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright';
import type { GatherFailure } from '../../core/artifacts/failure.ts';
import type { PageAudit } from '../../core/artifacts/page-audit.ts';
import type { PageAuditJob } from '../../core/browser-service.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type EgressProxy, startEgressProxy } from './egress-proxy.ts';
import type { BrowserErrand } from './messages.ts';
import { answerParent, JobFailure, privateFolder } from './parent.ts';

/** How long leftovers of a job are cleared away before the browser counts as worn. */
const clearMs = 2_000;
/** How much later than its connections the end of a browser may be told. */
const endTellMs = 300;

/** What an audit may use. */
export interface AuditPorts {
  readonly browser: Browser;
  /** Such as `http://127.0.0.1:4711`, for others who speak the DevTools protocol. */
  readonly endpoint: string;
  onStep(step: string): void;
  /** As `host:port`, to what nothing was sent because it is not public. */
  refused(): readonly string[];
  /** Why the host and port of an http or https URL could not be reached; null where they could. */
  failureOf(url: string): GatherFailure | null;
  /** Whether the page was cut off because it brought more than it may (`egress.ts`). */
  isSpent(): boolean;
  /** Aborted when the browser is lost. */
  readonly signal: AbortSignal;
}

/** Looks at one page; throws `JobFailure` for what a fresh browser would find again. */
export type AuditPage = (job: PageAuditJob, ports: AuditPorts) => Promise<PageAudit>;

interface Running {
  readonly chromium: Chromium;
  readonly proxy: EgressProxy;
  readonly browser: Browser;
  readonly session: CDPSession;
}

/** Answers the parent's jobs, one after another, in one Chromium behind one egress proxy. */
export function serveAudits(auditPage: AuditPage): void {
  let running: Promise<Running> | undefined;
  answerParent<BrowserErrand<PageAuditJob>, PageAudit>(async (errand, { step, wear }) => {
    running ??= start(errand.executablePath);
    const { chromium, proxy, browser, session } = await running.catch((error: unknown) => {
      wear();
      throw error;
    });
    const egress = proxy.open(errand.allowPrivate);
    const lost = new AbortController();
    const ended: Promise<never> = chromium.ended.then((why) => {
      lost.abort();
      throw new Error(`Chromium ${why}`);
    });
    const ports: AuditPorts = {
      browser,
      endpoint: chromium.endpoint,
      onStep: step,
      refused: egress.refused,
      failureOf: egress.failureOf,
      isSpent: () => egress.isSpent,
      signal: lost.signal,
    };
    try {
      const audit = auditPage(errand.params, ports).catch((error: unknown) =>
        reasonFor(error, ended),
      );
      return await Promise.race([audit, ended]);
    } finally {
      egress.close();
      if (!lost.signal.aborted && !(await isCleared(session))) wear();
    }
  });
}

async function start(executablePath: string): Promise<Running> {
  const library = import('playwright');
  const proxy = await startEgressProxy();
  const folder = privateFolder();
  const chromium = await startChromium({ executablePath, folder, proxyPort: proxy.port });
  proxy.protect(Number(new URL(chromium.endpoint).port));
  const { chromium: playwright } = await library;
  const browser = await playwright.connectOverCDP(chromium.endpoint);
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  return { chromium, proxy, browser, session };
}

/** Rejects with the end of the browser, where that is why the job failed; else with what it threw. */
async function reasonFor(error: unknown, ended: Promise<never>): Promise<never> {
  if (!(error instanceof JobFailure)) await Promise.race([ended, pause(endTellMs)]);
  throw error;
}

/** Throws away every context that a job has left, with its pages, popups and workers. */
async function isCleared(session: CDPSession): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), clearMs);
  const clearing = clear(session).catch(() => false);
  return Promise.race([clearing, late.promise]).finally(() => clearTimeout(timer));
}

async function clear(session: CDPSession): Promise<boolean> {
  const { browserContextIds } = await session.send('Target.getBrowserContexts');
  for (const browserContextId of browserContextIds) {
    await session.send('Target.disposeBrowserContext', { browserContextId });
  }
  const { targetInfos } = await session.send('Target.getTargets');
  // The one page of the default context keeps the browser open.
  return targetInfos.filter(({ type }) => type === 'page').length <= 1;
}
