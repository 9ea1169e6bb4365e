import { afterAll, describe, expect, it } from 'vitest';
import { createBrowsers } from '../../src/browser/host/browsers.ts';
import type { MeasuredRun } from '../../src/core/artifacts/lighthouse-report.ts';
import type { Device } from '../../src/core/artifacts/page-audit.ts';
import { closedPort, httpOrigin } from '../support/origin.ts';

const runMs = 120_000;
const browsers = createBrowsers();
afterAll(() => browsers.close());

function measure(url: string, device: Device, allowPrivate: readonly string[] = ['127.0.0.0/8']) {
  const { signal } = new AbortController();
  const limits = { signal, deadlineMs: runMs, allowPrivate };
  return browsers.run('lighthouse', { url, device, html: true }, limits);
}

async function figuresOf(url: string, device: Device): Promise<MeasuredRun> {
  const run = await measure(url, device);
  if (!run.ok || !run.value.loaded) throw new Error(JSON.stringify(run));
  return run.value;
}

const lean = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Bakery</title>
<h1>Bread every morning</h1><p>Open from seven o’clock, closed on Mondays.</p></html>`;

const heavy = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Market</title>
<script src="/slow.js"></script><h1>Everything, all at once</h1>
<div id="room"></div><p class="lead" style="height: 500px">A paragraph that is pushed down.</p>
<script>
  setTimeout(() => {
    const banner = document.createElement('div');
    banner.style.height = '300px';
    banner.textContent = 'A late banner';
    document.getElementById('room').append(banner);
  }, 600);
</script></html>`;

/** Functions that nobody calls, and half a second of work after the first paint. */
const script = `${Array.from({ length: 3000 }, (_, at) => `function unused${at}(a) { return a * ${at}; }`).join('\n')}
setTimeout(() => { const end = performance.now() + 500; while (performance.now() < end); }, 800);`;

const market = () =>
  httpOrigin((request, response) => {
    if (request.url === '/slow.js')
      response.setHeader('content-type', 'text/javascript').end(script);
    else response.setHeader('content-type', 'text/html').end(heavy);
  });

describe('one run of Lighthouse', () => {
  it('gives the figures of a lean page, and the vendor’s report', { timeout: runMs }, async () => {
    const bakery = await httpOrigin((_request, response) => {
      response.setHeader('content-type', 'text/html').end(lean);
    });
    const run = await figuresOf(bakery.url, 'desktop');
    expect(run).toMatchObject({
      loaded: true,
      cls: 0,
      finalUrl: `${bakery.url}/`,
      thirdParties: [],
    });
    expect(run.score).toBeGreaterThan(90);
    expect(run.lcpMs).toBeGreaterThan(0);
    expect(run.benchmarkIndex).toBeGreaterThan(0);
    expect(run.html).toContain('<title>Lighthouse Report');
    expect(run.html).toContain(bakery.url);
    // Nothing is fetched when the report is opened.
    expect(run.html).not.toMatch(
      /<(?:script|img|iframe)[^>]{0,200}\ssrc="https?:|<link[^>]{0,200}\shref="https?:/,
    );
  });

  it('says what makes a page heavy', { timeout: runMs }, async () => {
    const run = await figuresOf((await market()).url, 'mobile');
    expect(run.tbtMs).toBeGreaterThan(600);
    expect(run.cls).toBeGreaterThan(0.1);
    expect(run.score).toBeLessThan(80);
    expect(run.requests).toBeGreaterThanOrEqual(2);
    expect(run.bytes).toBeGreaterThan(script.length);
    expect(run.culprits.scripts[0]?.url).toMatch(/\/slow\.js$/);
    expect(run.culprits.heaviest[0]?.url).toMatch(/\/slow\.js$/);
    expect(run.culprits.shifted.join()).toContain('lead');
    expect(run.culprits.largestElement).toMatch(/^<(?:h1|p|div)/);
    expect(run.opportunities.map(({ audit }) => audit)).toContain('unused-javascript');
  });
});

describe('a page that does not load', () => {
  it('with an error of its server is the target’s trouble', { timeout: runMs }, async () => {
    const broken = await httpOrigin((_request, response) => response.writeHead(503).end('no'));
    expect(await measure(broken.url, 'mobile')).toEqual({
      ok: true,
      value: { loaded: false, reason: 'the server answers with an error (503)' },
    });
  });

  it('for nobody listens is told by its cause', { timeout: runMs }, async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    expect(await measure(url, 'mobile')).toMatchObject({
      ok: false,
      failure: { code: 'connection-refused' },
    });
  });

  it('for its address is not public is not contacted', { timeout: runMs }, async () => {
    const { url, connections } = await market();
    expect(await measure(url, 'mobile', [])).toMatchObject({
      ok: false,
      failure: { code: 'address-not-public' },
    });
    expect(connections).toBe(0);
  });
});
