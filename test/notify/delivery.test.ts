import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noLinks } from '../../src/core/notification.ts';
import { type BoundChannel, bindChannel } from '../../src/notify/bound-channel.ts';
import email from '../../src/notify/channels/email.ts';
import webhook from '../../src/notify/channels/webhook.ts';
import { type Outbox, startOutbox } from '../../src/notify/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtp-sink.ts';
import { startWebhookSink, type WebhookSink } from '../support/webhook-sink.ts';
import { aDraft, anIncident } from './examples.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const after = (ms: number, act: () => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

describe('with a real store, mail server and webhook', () => {
  let folder: string;
  let store: OpenStore;
  let smtp: SmtpSink;
  let hook: WebhookSink;
  const running: Outbox[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    store = openStore(join(folder, 'caretaker.db'), { clock });
    smtp = await startSmtpSink();
    hook = await startWebhookSink();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((outbox) => outbox.stop(0)));
    await store.close();
    await smtp[Symbol.asyncDispose]();
    await hook[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  function start(): Outbox {
    const mail = bindChannel(email, {
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      from: 'caretaker@practice.example',
      timeout: '2s',
    });
    const post = bindChannel(webhook, { url: hook.url, secret: '0123456789abcdef', timeout: '2s' });
    const channels = new Map<string, BoundChannel>([
      ['mail', mail],
      ['hook', post],
    ]);
    const outbox = startOutbox({
      store: store.outbox,
      clock,
      after,
      random: () => 0,
      channels: () => channels,
      timezoneOf: () => 'Europe/London',
      links: noLinks,
      onEvent: () => {},
    });
    running.push(outbox);
    return outbox;
  }

  /** A page by both channels, durably in the outbox. */
  async function commitPage() {
    const incident = anIncident({ startedAt: clock.now() - 60_000, openedAt: clock.now() });
    const drafts = ['mail', 'hook'].map((channel) =>
      aDraft(incident, { channel, createdAt: clock.now() }),
    );
    await store.commit({ incidents: [incident], outbox: drafts }, 'durable');
    return { incident, keys: drafts.map(({ key }) => key) };
  }

  it('a page reaches both, and the timeline says so', async () => {
    const outbox = start();
    const { incident, keys } = await commitPage();
    outbox.wake();
    await outbox.settled();
    expect(smtp.mails[0]?.parsed.messageId).toBe(`<${keys[0]}@practice.example>`);
    expect(hook.received[0]?.headers['idempotency-key']).toBe(keys[1]);
    expect(await store.outbox.pending()).toEqual([]);
    const timeline = await store.timeline.of(incident.id);
    expect(timeline.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
  });

  it('one whose acceptance was not heard of is repeated with the same key', async () => {
    smtp.swallowAnswers = true;
    hook.answer = (_request, count) => (count === 1 ? 'reset' : { status: 200 });
    const outbox = start();
    await commitPage();
    outbox.wake();
    await vi.waitFor(() => expect(smtp.mails).toHaveLength(1));
    smtp.swallowAnswers = false;
    await vi.waitFor(async () => expect(await store.outbox.pending()).toEqual([]), 5000);
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.mails.map(({ parsed }) => parsed.messageId)).size).toBe(1);
    const keys = hook.received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('one that was leased by a sender that is gone leaves at once, with the same key', async () => {
    const { keys } = await commitPage();
    const [key = ''] = keys;
    await store.outbox.lease({
      keys: [key],
      bundle: key,
      now: clock.now(),
      leasedUntil: clock.now() + 180_000,
    });
    await start().settled();
    expect(smtp.mails[0]?.parsed.messageId).toBe(`<${key}@practice.example>`);
    expect(hook.received).toHaveLength(1);
  });
});
