import { describe, expect, it } from 'vitest';
import { httpOrigin } from '../support/origin.ts';
import {
  chromiumOf,
  kill9,
  processesOf,
  rootsOf,
  testBrowsers,
  until,
  workerOf,
} from './support/browsers.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** A page with this script, beside a quiet neighbour at `/quiet`. */
async function pageWith(script: string) {
  const origin = await httpOrigin((request, response) => {
    if (request.url?.startsWith('/quiet'))
      response.writeHead(200, html).end('<title>quiet</title>');
    else response.writeHead(200, html).end(`<title>page</title><script>${script}</script>`);
  });
  const allowed = `127.0.0.1:${origin.port}`;
  return { allowed: [allowed], page: `${origin.url}/`, quiet: `${origin.url}/quiet`, origin };
}

async function nothingLeft() {
  expect(await processesOf()).toEqual([]);
  expect(rootsOf()).toEqual([]);
}

describe('browsers', { timeout: 60_000 }, () => {
  it('look at a page and say each step', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed);
    const answer = await browsers.look(quiet);
    expect(answer).toMatchObject({ ok: true, value: { status: 200, head: { title: 'quiet' } } });
    expect(browsers.steps).toEqual(['load', 'linger', 'read']);
    await browsers.close();
    await nothingLeft();
  });

  it('start one worker for many pages, and end it when it idles', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed, { idleMs: 300 });
    await browsers.look(quiet);
    const worker = await workerOf();
    await browsers.look(quiet);
    expect(worker).toBeDefined();
    expect(await workerOf()).toBe(worker);
    expect(await until(async () => (await processesOf()).length === 0)).toBe(true);
    expect(await until(() => rootsOf().length === 0)).toBe(true);
    expect(await browsers.look(quiet)).toMatchObject({ ok: true });
  });

  it('say which browser they have looked for in vain', async () => {
    const browsers = testBrowsers([], { executablePath: '/nowhere/chromium' });
    expect(await browsers.look('http://example.com/')).toMatchObject({
      failure: { code: 'browser-missing', message: expect.stringContaining('/nowhere/chromium') },
    });
    await nothingLeft();
  });

  it('say what a program says that is no browser', async () => {
    const browsers = testBrowsers([], { executablePath: '/bin/false' });
    expect(await browsers.look('http://example.com/')).toMatchObject({
      failure: { code: 'browser-missing' },
    });
    await nothingLeft();
  });

  it('pass on what a fresh browser would find again, without a second try', async () => {
    const { allowed, quiet, origin } = await pageWith('');
    const browsers = testBrowsers(allowed);
    expect(await browsers.look(`${quiet}?throw=slow`)).toMatchObject({
      failure: { code: 'timed-out', message: 'slow' },
    });
    expect(origin.connections).toBe(1);
    expect(browsers.log).toEqual([]);
  });

  it('look at one page after the other, and skip what was stopped while it waited', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed);
    const stop = new AbortController();
    const first = browsers.look(`${quiet}?linger=500`);
    const second = browsers.look(quiet, { signal: stop.signal });
    const third = browsers.look(quiet);
    stop.abort();
    expect(await second).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await first).toMatchObject({ ok: true });
    expect(await third).toMatchObject({ ok: true });
    expect(browsers.steps).toHaveLength(6);
  });

  it('stop at once when asked to', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed);
    const stop = new AbortController();
    const onStep = (step: string) => step === 'linger' && stop.abort();
    const answer = await browsers.look(`${quiet}?linger=9000`, { signal: stop.signal, onStep });
    expect(answer).toMatchObject({ failure: { code: 'cancelled' } });
    await nothingLeft();
  });

  it('answer what is asked after their end', async () => {
    const browsers = testBrowsers([]);
    await browsers.close();
    expect(await browsers.look('http://example.com/')).toMatchObject({
      failure: { code: 'cancelled' },
    });
  });
});

describe('a page that misbehaves costs its own audit only', { timeout: 90_000 }, () => {
  it('when it spins', async () => {
    const { allowed, page, quiet } = await pageWith('for (;;) {}');
    const browsers = testBrowsers(allowed);
    const start = performance.now();
    const answer = browsers.look(page, { deadlineMs: 5_000 });
    const neighbour = browsers.look(quiet);
    expect(await answer).toMatchObject({
      failure: { code: 'audit-too-long', message: expect.stringContaining('for 5 s (step: load)') },
    });
    // Two tries of 5 s, and time to bury both.
    expect(performance.now() - start).toBeLessThan(14_000);
    expect(await neighbour).toMatchObject({ ok: true });
    expect(browsers.log).toHaveLength(1);
  });

  it('when it eats memory', async () => {
    const eater = `
      const eaten = [];
      setInterval(() => eaten.push(new Uint8Array(3e7).fill(eaten.length)), 50);`;
    const { allowed, page, quiet } = await pageWith(eater);
    const browsers = testBrowsers(allowed, { memoryBytes: 900e6 });
    const answer = browsers.look(`${page}?linger=30000`, { deadlineMs: 25_000 });
    const neighbour = browsers.look(quiet);
    expect(await answer).toMatchObject({
      failure: { code: 'browser-lost', message: expect.stringContaining('more than 0.9 GB') },
    });
    expect(await neighbour).toMatchObject({ ok: true });
  });

  it.each([
    ['opens dialogs', 'setInterval(() => { alert(1); confirm(2); prompt(3); }, 10);'],
    ['does not want to be left', "addEventListener('beforeunload', (e) => e.preventDefault());"],
    ['opens windows', "for (let i = 0; i < 20; i += 1) open('/quiet?' + i);"],
    [
      'starts downloads',
      "const a = document.createElement('a'); a.download = '../../evil.sh'; a.href = URL.createObjectURL(new Blob(['x'])); for (let i = 0; i < 9; i += 1) a.click();",
    ],
    ['closes itself', 'setTimeout(close, 50);'],
    ['navigates for ever', 'setTimeout(() => location.reload(), 10);'],
    ['floods its history', "setInterval(() => history.pushState({}, '', '?' + Math.random()), 1);"],
    [
      'asks for everything',
      'Notification.requestPermission(); navigator.geolocation.watchPosition(() => {}); print();',
    ],
  ])('when it %s', async (_what, script) => {
    const { allowed, page, quiet } = await pageWith(script);
    const browsers = testBrowsers(allowed);
    const [, neighbour] = await Promise.all([
      browsers.look(`${page}?linger=500`, { deadlineMs: 8_000 }),
      browsers.look(quiet),
    ]);
    expect(neighbour).toMatchObject({ ok: true, value: { head: { title: 'quiet' } } });
    await browsers.close();
    await nothingLeft();
  });
});

describe('a browser that dies', { timeout: 90_000 }, () => {
  it('is replaced once, and the page is looked at again', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed);
    let kills = 0;
    const onStep = async (step: string) => {
      if (step !== 'linger' || kills > 0) return;
      kills += 1;
      await kill9(chromiumOf());
    };
    const answer = await browsers.look(`${quiet}?linger=3000`, { onStep });
    expect(kills).toBe(1);
    expect(answer).toMatchObject({ ok: true });
    expect(browsers.log).toEqual([expect.stringMatching(/SIGKILL.*Tried again/)]);
  });

  it('twice is a lost browser, and nothing is left of it', async () => {
    const { allowed, quiet } = await pageWith('');
    const browsers = testBrowsers(allowed);
    const onStep = async (step: string) => {
      if (step === 'linger') await kill9(workerOf());
    };
    expect(await browsers.look(`${quiet}?linger=5000`, { onStep })).toMatchObject({
      failure: { code: 'browser-lost', message: expect.stringContaining('SIGKILL') },
    });
    await nothingLeft();
    expect(await browsers.look(quiet)).toMatchObject({ ok: true });
  });
});
