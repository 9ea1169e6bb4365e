import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { KeyboardFacts } from '../../../../src/analysis/accessibility/keyboard-facts.ts';
import { actByKeyboard } from '../../../../src/browser/audit/acts/keyboard.ts';
import { captureSnapshot } from '../../../../src/browser/audit/capture.ts';
import { deviceSettings } from '../../../../src/browser/audit/devices.ts';
import { chromiumPath } from '../../../support/browser.ts';

let server: Server;
let browser: Browser;
let origin: string;
let html = '';
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(html);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});
afterEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** What is learnt of a page, and where the browser is afterwards. */
async function act(
  body: string,
): Promise<KeyboardFacts & { readonly windows: number; readonly url: string }> {
  html = `<!doctype html><html lang="en"><title>A page</title><body>${body}`;
  const context = await browser.newContext(deviceSettings('desktop'));
  try {
    const page = await context.newPage();
    await page.goto(origin);
    const session = await context.newCDPSession(page);
    const known = { url: page.url(), device: 'desktop' as const, title: '', source: html };
    const facts = await actByKeyboard(page, session, await captureSnapshot(session, known));
    return { ...facts, windows: context.pages().length, url: page.url() };
  } finally {
    // A page that hangs does not close; the browser takes it along.
    context.close().catch(() => {});
  }
}

describe('the walk with Tab', () => {
  it('names each stop as the snapshot does, through shadow trees and frames', async () => {
    const { stops, ended } = await act(`
      <p><a href="/a">a</a></p>
      <div id="host"><b>light</b></div>
      <iframe srcdoc="<button>inside</button>"></iframe>
      <script>host.attachShadow({ mode: 'open' }).innerHTML = '<button>in the shadow</button><slot></slot>'</script>`);
    expect(ended).toBe('left');
    expect(stops.map(({ path }) => path)).toEqual([
      '0/1/0/0',
      '0/1/1/0',
      expect.stringMatching(/^0\/1\/2\/!\/0\/1\/0$/),
    ]);
  });

  it('ends after so many stops', async () => {
    const links = Array.from({ length: 200 }, (_, at) => `<a href="/${at}">${at}</a> `).join('');
    const { stops, ended } = await act(links);
    expect(ended).toBe('cut');
    expect(stops.length).toBeLessThanOrEqual(120);
  });

  it('does nothing where nothing can have the focus', async () => {
    const { stops, activations, hovers } = await act('<h1>Only words</h1><p>Nothing to press.</p>');
    expect({ stops, activations, hovers }).toEqual({ stops: [], activations: [], hovers: [] });
  });
});

describe('a page that is acted on', () => {
  it('stays where it is, and says where it wanted to go', async () => {
    const { url, activations } = await act(
      '<button onclick="location.href = \'/elsewhere\'">Onwards</button><script>onclick = () => {}</script>',
    );
    expect(url).toBe(`${origin}/`);
    expect(asked).not.toContain('GET /elsewhere');
    expect(activations).toMatchObject([{ enter: 'navigation', to: `${origin}/elsewhere` }]);
  });

  it('sends nothing', async () => {
    await act(`<button onclick="fetch('/vote', { method: 'POST' })">Show more</button>
      <form action="/form" method="post"><select onchange="this.form.submit()"><option>a<option>b</select></form>`);
    expect(asked.filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  it('keeps its buttons with dangerous names, and its forms', async () => {
    const { activations } = await act(`<script>onclick = () => {}</script>
      <button onclick="document.title = 'gone'">Delete everything</button>
      <form><button>Search</button></form>
      <div onclick="document.title = 'bought'" style="cursor: pointer">Buy now</div>`);
    expect(activations).toEqual([]);
  });

  it('opens no window and brings up no alert that stays', async () => {
    const { windows, activations } = await act(`
      <button onclick="window.open('/window')">Open a window</button>
      <button onclick="alert('Hello')">Say hello</button>`);
    expect(windows).toBe(1);
    expect(activations.map(({ enter }) => enter)).toEqual(['popup', 'alert']);
  });

  it.each([
    [
      'alerts without end',
      '<input onfocus="alert(1); this.blur(); this.focus()"><a href="/b">b</a>',
    ],
    ['spins on a key', '<a href="/a">a</a><script>onkeydown = () => { for (;;); }</script>'],
    [
      'leaves again and again',
      '<a href="/a">a</a><script>setInterval(() => { location.href = "/x" }, 30)</script>',
    ],
    [
      'grows with each key',
      '<a href="/a">a</a><script>onkeydown = () => { document.body.append(...Array.from({ length: 500 }, () => document.createElement("a"))) }</script>',
    ],
  ])(
    'is left in time when it %s',
    async (_, body) => {
      const started = performance.now();
      await act(body);
      expect(performance.now() - started).toBeLessThan(30_000);
    },
    45_000,
  );
});
