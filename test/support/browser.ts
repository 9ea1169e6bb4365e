import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { locateChromium } from '../../src/browser/locate.ts';
import { token, type WebOptions, webOfTest } from './web.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a page did that no page of ours may do. */
export interface Misdeeds {
  /** Requests to anywhere but the server of the test. */
  readonly foreign: string[];
  readonly dialogs: string[];
  /** Errors of scripts, and violations of the content security policy. */
  readonly errors: string[];
}

/** How a reader looks at the pages. */
export interface ReaderOptions extends BrowserContextOptions {
  readonly web?: WebOptions;
  readonly signedIn?: boolean;
}

/** Where Chromium is. Throws where there is none. */
export function chromiumPath(): string {
  const { platform, env } = process;
  const { path } = locateChromium({ platform, env, exists: existsSync });
  if (path === null) throw new Error('the tests of the pages need Chromium');
  return path;
}

/** One Chromium for all tests of a file; each looks at a server with a reader of its own. */
export function readersOfFile() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: quiet });
  });
  afterAll(() => browser.close());

  return async (url: string, options: BrowserContextOptions = {}) => {
    const reader = await browser.newContext(options);
    onTestFinished(() => reader.close());
    const misdeeds: Misdeeds = { foreign: [], dialogs: [], errors: [] };
    const page = await reader.newPage();
    watch(page, url, misdeeds);
    return { page, reader, misdeeds, at: (path: string) => new URL(path, url).href };
  };
}

/** The same, where each test opens the pages of a practice of its own. */
export function browserOfFile() {
  const read = readersOfFile();
  return async ({ web, signedIn = false, ...context }: ReaderOptions = {}) => {
    const practice = await webOfTest({ now: () => Date.now(), ...web });
    const server = await practice.serve();
    onTestFinished(async () => {
      practice.live.close();
      await server.close();
    });
    const reading = await read(server.url, context);
    if (signedIn) await reading.page.goto(reading.at(`/?token=${token}`));
    return { practice, server, ...reading };
  };
}

function watch(page: Page, url: string, { foreign, dialogs, errors }: Misdeeds): void {
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) foreign.push(request.url());
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
}
