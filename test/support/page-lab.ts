import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import type { Acts } from '../../src/analysis/accessibility/acts.ts';
import { loadLanguages } from '../../src/analysis/accessibility/detect-language.ts';
import { type Page, pageOf } from '../../src/analysis/accessibility/page.ts';
import { type Act, actOn } from '../../src/browser/audit/acts.ts';
import { captureSnapshot } from '../../src/browser/audit/capture.ts';
import { deviceSettings } from '../../src/browser/audit/devices.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import { chromiumPath } from './browser.ts';

/** A browser with a small site of its own, for tests that look at pages. */
export interface PageLab extends AsyncDisposable {
  /** What rules see of this page, after the acts that are named. */
  look(html: string, options?: LookOptions): Promise<Page>;
}

/** How a page is looked at. */
export interface LookOptions {
  readonly device?: Device;
  /** Who acts on the page after it was read; nobody unless named. */
  readonly acts?: readonly Act[] | 'all';
}

/** Starts a browser and a server; every page is served with whatever `files` hold beside it. */
export async function pageLab(
  files: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer }>> = {},
): Promise<PageLab> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://lab').pathname;
    const file = files[path.slice(1)];
    const page = pages.get(path);
    if (page !== undefined)
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    else if (file) response.setHeader('content-type', file.type).end(file.body);
    else response.writeHead(404).end();
  });
  await loadLanguages();
  const origin = await listen(server);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  let count = 0;
  return {
    look: async (html, { device = 'desktop', acts = [] } = {}) => {
      count += 1;
      const path = `/page-${count}.html`;
      pages.set(path, html);
      const context: BrowserContext = await browser.newContext(deviceSettings(device));
      try {
        const page = await context.newPage();
        await page.goto(`${origin}${path}`, { waitUntil: 'load' });
        const session = await context.newCDPSession(page);
        const facts = { url: page.url(), device, title: await page.title(), source: html };
        const snapshot = await captureSnapshot(session, facts);
        const done: Acts = acts.length === 0 ? {} : await actOn(page, session, snapshot, acts);
        return pageOf(snapshot, done);
      } finally {
        await context.close();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
