import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBrowsers } from '../../../src/browser/host/browsers.ts';
import type { PageAudit } from '../../../src/core/artifacts/page-audit.ts';
import type { BrowserService } from '../../../src/core/browser-service.ts';
import { chromiumPath } from '../../support/browser.ts';
import { httpOrigin } from '../../support/origin.ts';

// A browser that starts while others do takes its time.
vi.setConfig({ testTimeout: 60_000 });

let browsers: BrowserService;
beforeAll(() => {
  browsers = createBrowsers({ executablePath: chromiumPath() });
});
afterAll(() => browsers.close());

const faults = '<img src="/a.png"><button></button><p style="color:#bbb">Pale words</p>';
const seen = ['button-name', 'color-contrast', 'image-alt'];

async function audit(
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageAudit> {
  await using origin = await httpOrigin((request, response) => {
    const isPage = request.url === '/';
    response.writeHead(isPage ? 200 : 404, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'text/plain',
      ...(isPage ? headers : {}),
    });
    response.end(isPage ? `<!doctype html><html lang="en"><title>Bread</title>${html}` : '');
  });
  const gathered = await browsers.run(
    'page-audit',
    { url: `${origin.url}/`, device: 'desktop', accessibility: true },
    {
      signal: AbortSignal.timeout(60_000),
      deadlineMs: 50_000,
      allowPrivate: ['127.0.0.0/8'],
    },
  );
  if (!gathered.ok) throw new Error(`${gathered.failure.code}: ${gathered.failure.message}`);
  return gathered.value;
}

const failedByAxe = ({ accessibility }: PageAudit) =>
  (accessibility?.axe?.rules ?? [])
    .filter(({ verdict, rule }) => verdict === 'failed' && seen.includes(rule))
    .map(({ rule }) => rule)
    .sort();

describe('a page that tampers', () => {
  it('with the engine’s name is seen through', async () => {
    const found = await audit(
      `<script>Object.defineProperty(window, 'axe', { value: { version: '4.14.1', run: async () => ({ violations: [] }), runPartial: async () => ({}) } })</script>${faults}`,
    );
    expect(failedByAxe(found)).toEqual(seen);
    expect(found.gaps).toEqual([]);
  });

  it('with what every script leans on is seen through', async () => {
    const found = await audit(
      `${faults}<script>
        Array.prototype.map = () => []; Array.prototype.filter = () => [];
        JSON.stringify = () => '{}'; Promise.prototype.then = () => {};
        document.querySelectorAll = () => []; Element.prototype.getAttribute = () => 'fine';
        Node.prototype.contains = () => { throw new Error('no') };
      </script>`,
    );
    expect(failedByAxe(found)).toEqual(seen);
    expect(found.accessibility?.htmlcs?.rules.map(({ rule }) => rule)).toContainEqual(
      expect.stringContaining('H37'),
    );
  });

  it('with a policy against foreign scripts is looked at all the same', async () => {
    const found = await audit(faults, {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'",
    });
    expect(failedByAxe(found)).toEqual(seen);
    expect(found.accessibility?.htmlcs).not.toBeNull();
  });

  it('with a sandbox in which no script runs is read, and the engines are missed', async () => {
    const found = await audit(faults, { 'content-security-policy': 'sandbox' });
    expect(found.accessibility).toMatchObject({ axe: null, htmlcs: null });
    expect(found.gaps).toEqual([expect.stringContaining('sandbox')]);
  });
});

describe('a page that intrudes', () => {
  it('with dialogs and windows is looked at as if it had not', async () => {
    const found = await audit(
      `${faults}<script>alert('a'); confirm('b'); prompt('c'); print(); window.open('/other'); onbeforeunload = () => 'stay';</script>`,
    );
    expect(failedByAxe(found)).toEqual(seen);
  });

  it('with more lines on its console than anybody reads is cut short', async () => {
    const found = await audit(
      `<script>for (let i = 0; i < 5000; i += 1) console.error('line ' + i)</script>`,
    );
    expect(found.console).toHaveLength(200);
    expect(found.consoleCount).toBeGreaterThanOrEqual(5000);
  });
});

it('tells what the page is: head, links, words, requests', async () => {
  const found = await audit(
    `<meta name="Description" content="Bread of the day"><link rel="canonical" href="/">
     <h1>Bread</h1><a href="/rye#top">Rye</a><img src="/a.png" alt="Loaf">
     <script type="application/ld+json">{"@type":"Bakery"}</script>`,
  );
  expect(found.head).toMatchObject({
    title: 'Bread',
    language: 'en',
    canonicals: ['/'],
    structuredData: ['{"@type":"Bakery"}'],
    headings: [{ level: 1, text: 'Bread' }],
  });
  expect(found.head.metas).toContainEqual({ name: 'description', content: 'Bread of the day' });
  expect(found.links.map(({ kind, url }) => [kind, new URL(url).pathname])).toEqual([
    ['link', '/rye'],
    ['image', '/a.png'],
  ]);
  const asked = found.requests.map(({ type, status }) => `${type} ${status}`);
  expect(asked).toEqual(expect.arrayContaining(['document 200', 'image 404']));
  expect(found.words).toBe(2);
  expect(found.picture?.base64.length).toBeGreaterThan(1000);
});

it('tells nothing of what the page only did because somebody pressed its keys', async () => {
  const found = await audit(
    `<h1>Bread</h1><div tabindex="0" onclick="location = '/basket'">To the basket</div>
     <button onclick="console.error('pressed'); fetch('/pressed')">Press</button>`,
  );
  expect(found.status).toBe(200);
  expect(found.contentType).toBe('text/html');
  expect(found.console.map(({ text }) => text)).not.toContain('pressed');
  expect(found.requests.map(({ url }) => new URL(url).pathname)).not.toContain('/pressed');
});

it('names an element within a frame or a shadow tree by the same path, whoever saw it', async () => {
  const found = await audit(
    `<div id="host"></div><iframe title="Inside" srcdoc="<html lang='en'><title>In</title><div><button></button></div></html>"></iframe>
     <script>
       const shadow = document.querySelector('#host').attachShadow({ mode: 'open' });
       shadow.innerHTML = '<section><button></button></section>';
     </script>`,
  );
  const byAxe = found.accessibility?.axe?.rules.find(({ rule }) => rule === 'button-name');
  expect(byAxe?.sightings.map(({ path }) => path).sort()).toEqual(['0/1/0/0/0', '0/1/1/!/0/1/0/0']);
});

it('says why a page could not be loaded', async () => {
  const origin = await httpOrigin((_request, response) => response.end());
  await origin[Symbol.asyncDispose]();
  const gathered = await browsers.run(
    'page-audit',
    { url: `${origin.url}/`, device: 'mobile', accessibility: false },
    { signal: AbortSignal.timeout(30_000), deadlineMs: 20_000, allowPrivate: ['127.0.0.0/8'] },
  );
  expect(gathered).toMatchObject({ ok: false, failure: { code: 'connection-refused' } });
});
