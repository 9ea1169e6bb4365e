import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startAgent } from '../../src/agent/agent.ts';
import { serveWeb } from '../../src/agent/serve-web.ts';
import { createApp } from '../../src/app.ts';
import { createLog } from '../../src/cli/log.ts';
import { logTeller, type RunTeller } from '../../src/cli/run-teller.ts';
import { tellStory } from '../../src/cli/story/story.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import { invisible } from '../../src/core/encode/invisible.ts';
import { Worker } from '../../src/engine/worker.ts';
import { lookOf } from '../../src/report/check-run/table/look.ts';
import { agentStore, storeFile } from '../store/support/temp-store.ts';
import { readersOfFile } from '../support/browser.ts';
import { hostile } from '../support/check-runs.ts';
import { folderWith } from '../support/config-folder.ts';
import { memoryIo } from '../support/memory-io.ts';
import { tcpOrigin } from '../support/origin.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { startWebhookSink } from '../support/webhook-sink.ts';

const read = readersOfFile();

/** So many times faster than real time: an incident waits 30 s before it pages. */
const haste = 20;
const begun = performance.now();
const clock = {
  now: () => Date.UTC(2026, 10, 23, 12) + Math.round((performance.now() - begun) * haste),
  monotonic: () => (performance.now() - begun) * haste,
};
const timer = (ms: number, wake: () => void) => {
  const real = setTimeout(wake, ms / haste);
  return () => clearTimeout(real);
};

const markup = `<script>alert('site')</script><img src="http://evil.example/x" onerror="alert(1)">&lt;script&gt;&#x202e;`;
const rtl = 'مرحبا שלום \u202eevil\u2066\u200b\ufeff\u0000';
const words = `${hostile}${markup}${rtl}`.toWellFormed();
const longWord = 'W'.repeat(3000);

/** Everything that a site may put where somebody could read it, by path. */
const answers: Readonly<Record<string, { readonly head: string; readonly body: string }>> = {
  '/down': {
    head: `503 Service ${markup}\r\nRetry-After: ${markup} \u202e\u200b\r\nContent-Type: text/html; charset=utf-8`,
    body: `<title>${words} ${'T'.repeat(1_000_000)}</title><h1>${words}</h1><p>${longWord}</p>`,
  },
  '/door': {
    head: `302 Found\r\nLocation: http://user:${longWord}@evil.example/\u202e${markup}?%1b[2J\r\nContent-Type: text/html`,
    body: words,
  },
  '/shop': {
    head: `200 OK\r\nContent-Type: text/html; charset="${markup}"`,
    body: `<title>${words}</title>${words.repeat(20)}`,
  },
  '/api': {
    head: '200 OK\r\nContent-Type: application/json',
    body: JSON.stringify({ status: words, [words]: longWord }),
  },
  '/torn': { head: `200 ${'\u001b]0;owned\u0007'}\r\nX: \u0001`, body: words },
};

const siteYaml: Readonly<Record<string, string>> = {
  shop: 'contains: ["Add to basket"]',
  api: 'assertions: ["[BODY].status == Healthy"]',
};

async function hostileStreet() {
  const origin = await tcpOrigin((socket) => {
    socket.once('data', (data) => {
      const path = /^\S+ (\S+)/.exec(data.toString())?.[1] ?? '';
      const { head, body } = answers[path] ?? { head: '404 Not Found', body: '' };
      const length = Buffer.byteLength(body);
      socket.end(`HTTP/1.1 ${head}\r\nContent-Length: ${length}\r\n\r\n${body}`);
    });
  });
  const yaml = (path: string) => `url: ${origin.url}${path}
network: { allowPrivate: ["127.0.0.1:${origin.port}"] }
checks: { uptime: { schedule: 60s, ${siteYaml[path.slice(1)] ?? ''} } }
`;
  return Object.fromEntries(
    Object.keys(answers).map((path) => [`config/sites/${path.slice(1)}.yaml`, yaml(path)]),
  );
}

async function configOf(files: Readonly<Record<string, string>>): Promise<Config> {
  const { addresses, checks, channels, platforms, feeds } = createApp();
  const loaded = await loadConfig('config', {
    env: { HOOK_SECRET: 'sixteen-characters-long' },
    cwd: await folderWith(files),
    checks: await checks.all(),
    channels: await channels.all(),
    platforms: await platforms(),
    feeds: await feeds(),
    targetAllowed: addresses.targetAllowed,
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.config;
}

/** A whole agent at these sites: real network, store, outbox, mail server and pages; only time is short. */
async function watchHostileStreet() {
  const mail = await startSmtpSink();
  const hook = await startWebhookSink();
  onTestFinished(async () => {
    await mail[Symbol.asyncDispose]();
    await hook[Symbol.asyncDispose]();
  });
  const config = await configOf({
    'config/caretaker.yaml': `people:
  jo: { name: Jo Miller, role: application-support-engineer, email: jo@practice.example }
channels:
  mail: { kind: email, host: 127.0.0.1, port: ${mail.port}, security: none, from: caretaker@practice.example }
  hook: { kind: webhook, url: "${hook.url}", secret: "\${HOOK_SECRET}" }
escalation:
  - { after: 0m, people: [jo], channels: [mail, hook] }
`,
    ...(await hostileStreet()),
  });
  const terminal = memoryIo({ columns: 100 });
  const piped = memoryIo();
  const look = lookOf({ columns: 100, color: true, unicode: true, version: '0.0.0' });
  const { stdout: write } = terminal;
  const story = tellStory({
    ...{ write, look, timezone: 'Europe/London', now: clock.now, after: timer },
    ...{ everyMs: 20_000, showFirst: true },
  });
  const tellers: readonly RunTeller[] = [story, logTeller(await createLog(piped))];
  const tell = (act: (teller: RunTeller) => void) => {
    for (const teller of tellers) act(teller);
  };
  const faults: string[] = [];
  const onFault = (what: string, error: unknown) => {
    faults.push(`${what}: ${(error as Error).message}`);
    tell((teller) => teller.fault(what, error));
  };
  const { store, stop } = agentStore(storeFile(), clock);
  const base = createApp(clock);
  const app = {
    ...base,
    worker: (...[sites, events]: Parameters<typeof base.worker>) =>
      new Worker(sites, { ...events, clock, timer, visit: base.visit }),
  };
  const checks = await app.checks.all();
  const web = await serveWeb('127.0.0.1:0', {
    ...{ clock, store, checks, after: timer, config: () => config, status: () => agent.status() },
    ...{ web: {}, readersAreHere: true, onFault },
  });
  if ('refused' in web) throw new Error(web.refused);
  const agent = await startAgent(config, {
    ...{ app, checks, store, version: '0.0.0', after: timer, random: () => 0.5, links: web.links },
    channels: await app.channels.all(),
    onResult: (site, result) => tell((teller) => teller.result(site, result)),
    onChange: (change) => tell((teller) => teller.change(change)),
    onMessage: (event) => tell((teller) => teller.message(event)),
    onFault,
  });
  onTestFinished(async () => {
    story.end();
    await web.close();
    await agent.stop();
    await stop();
  });
  return { web, mail, hook, faults, store, story, tty: terminal.out, log: piped.out };
}

/** Everything in a text that is not seen, but for line breaks; empty for a text that is safe. */
const unseen = (text: string) => [...text.replaceAll('\n', '').matchAll(invisible)].map(([c]) => c);

describe('what hostile sites say', { timeout: 60_000 }, () => {
  it('is inert on the terminal, in the log, the mails, the webhook and on the pages', async () => {
    const { web, mail, hook, faults, store, story, tty, log } = await watchHostileStreet();
    const sites = Object.keys(answers).length;
    const paged = async () => {
      const { count } = await store.outbox.waiting();
      const all = await store.incidents.list();
      return count === 0 ? all.filter(({ pagedAt }) => pagedAt !== null).length : 0;
    };
    await expect.poll(paged, { timeout: 40_000 }).toBe(sites);
    expect(faults).toEqual([]);

    const documents = hook.received.map(({ body }) => JSON.parse(body));
    for (const { subject, body } of documents) {
      expect(unseen(`${subject}${body}`)).toEqual([]);
      expect(subject.length).toBeLessThanOrEqual(120);
      expect(body.length).toBeLessThan(10_000);
      story.ring('The page that Jo gets:', { subject, body });
    }

    // It did get there.
    expect(documents.map(({ body }) => body).join('')).toContain('\\x1b[2J');

    // A terminal is told nothing but our own colours.
    expect(unseen(stripVTControlCharacters(tty()))).toEqual([]);
    const colours = [...tty().matchAll(/\u001b\[?[^a-zA-Z]*[a-zA-Z]?/g)].map(([code]) => code);
    expect(colours.filter((code) => !/^\u001b\[[0-9;]+m$/.test(code))).toEqual([]);
    expect(tty()).toContain('\\x1b[2J');
    expect(unseen(log())).toEqual([]);
    for (const line of log().trimEnd().split('\n')) {
      expect(line.length).toBeLessThan(6000);
      expect(() => JSON.parse(line)).not.toThrow();
    }

    const own =
      /^(from|to|subject|message-id|references|date|importance|mime-version|content-type|x-priority|x-msmail-priority|auto-submitted)$/;
    for (const { to, raw, parsed } of mail.mails) {
      expect(to).toEqual(['jo@practice.example']);
      const names = parsed.headerLines.map(({ key }) => key);
      expect(names.filter((name) => !own.test(name))).toEqual([]);
      expect(unseen(parsed.subject ?? '')).toEqual([]);
      expect(unseen((parsed.text ?? '').replaceAll('\r', ''))).toEqual([]);
      expect(raw.length).toBeLessThan(40_000);
    }
    await lookAtMails(mail.mails.map(({ parsed }) => String(parsed.html)));

    const incidents = (await store.incidents.list()).map(({ id }) => `/incidents/${id}`);
    expect(incidents).toHaveLength(sites);
    const sitePages = Object.keys(answers).map((path) => `/sites${path}`);
    const ackLinks = documents.map(({ body }) => /\/ack\/\S+/.exec(body)?.[0] ?? '');
    await lookAtPages(web.signInUrl, ['/', '/incidents', ...sitePages, ...incidents, ...ackLinks]);
  });
});

async function lookAtPages(signInUrl: string, paths: readonly string[]): Promise<void> {
  for (const width of [375, 1280]) {
    const { origin } = new URL(signInUrl);
    const { page, at, misdeeds } = await read(origin, { viewport: { width, height: 800 } });
    await page.goto(signInUrl);
    for (const path of paths) {
      await page.goto(at(path));
      await page.evaluate(
        `document.querySelectorAll('details').forEach((each) => { each.open = true; })`,
      );
      const found = await page.evaluate(`({
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        scripts: [...document.scripts].filter(({ src }) => !src.startsWith(location.origin)).length,
        images: [...document.images].filter(({ src }) => !src.startsWith(location.origin)).length,
        links: [...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
        text: document.title + document.body.innerText,
      })`);
      const { text, ...rest } = found as { readonly text: string };
      expect(rest, path).toEqual({ wide: false, scripts: 0, images: 0, links: 0 });
      expect(unseen(text.replaceAll('\t', '')), path).toEqual([]);
    }
    expect(misdeeds).toEqual({ foreign: [], dialogs: [], errors: [] });
  }
}

/** A mail reader shows what it gets as a page, with nothing that keeps scripts from running. */
async function lookAtMails(mails: readonly string[]): Promise<void> {
  const { page, misdeeds } = await read('about:blank');
  for (const html of mails) {
    await page.setContent(html);
    expect(await page.locator('script, img, iframe, form, object, style').count()).toBe(0);
    expect(
      unseen(`${await page.evaluate('document.body.innerText')}`.replaceAll('\t', '')),
    ).toEqual([]);
  }
  expect(misdeeds).toEqual({ foreign: [], dialogs: [], errors: [] });
}
