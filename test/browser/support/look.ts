// The program of a worker for tests: opens the page, lingers as long as `?linger=ms` says, and tells
// the page's title and console. `?throw=word` throws it.
import { serveAudits } from '../../../src/browser/worker/audits.ts';
import { JobFailure } from '../../../src/browser/worker/parent.ts';
import type { PageAudit } from '../../../src/core/artifacts/page-audit.ts';

serveAudits(async ({ url, device }, { browser, onStep, refused, failureOf }) => {
  const { searchParams } = new URL(url);
  const context = await browser.newContext({ serviceWorkers: 'block', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const console: string[] = [];
  page.on('console', (line) => console.push(line.text()));
  onStep('load');
  const answer = await page.goto(url, { waitUntil: 'load' }).catch((error: Error) => error);
  const failure = failureOf(url);
  if (failure) throw new JobFailure(failure.code, failure.message);
  if (searchParams.get('throw')) throw new JobFailure('timed-out', searchParams.get('throw') ?? '');
  if (answer instanceof Error) throw answer;
  onStep('linger');
  await page.waitForTimeout(Number(searchParams.get('linger') ?? 0));
  onStep('read');
  const title = await page.title();
  return {
    ...nothing,
    url,
    device,
    finalUrl: page.url(),
    status: answer?.status() ?? 0,
    head: { ...nothing.head, title },
    refused: refused(),
    console: console.map((text) => ({ level: 'warning', text, at: null })),
  };
});

const nothing: PageAudit = {
  url: '',
  finalUrl: '',
  device: 'desktop',
  status: 0,
  contentType: 'text/html',
  headers: {},
  redirects: [],
  loadMs: 0,
  head: {
    title: null,
    titles: 0,
    language: null,
    metas: [],
    canonicals: [],
    alternates: [],
    structuredData: [],
    microdata: [],
    headings: [],
    baseUrl: '',
  },
  words: 0,
  textHash: '',
  links: [],
  requests: [],
  requestCount: 0,
  refused: [],
  console: [],
  consoleCount: 0,
  picture: null,
  accessibility: null,
  gaps: [],
};
