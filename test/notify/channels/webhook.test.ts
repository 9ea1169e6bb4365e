import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as zod from 'zod';
import webhook, { signatureOf } from '../../../src/notify/channels/webhook.ts';
import { startWebhookSink, type WebhookSink } from '../../support/webhook-sink.ts';
import { aNotification, night } from '../examples.ts';

const clock = { now: () => night, monotonic: () => 0 };
const context = { clock, signal: new AbortController().signal };
const secret = 'canary-0123456789abcdef';

let sink: WebhookSink;
beforeEach(async () => {
  sink = await startWebhookSink();
});
afterEach(() => sink[Symbol.asyncDispose]());

const settings = () => ({ url: `${sink.url}?token=canary-token`, secret, timeout: '1s' });
const send = () => webhook.send(aNotification(), settings(), context);

describe('a webhook', () => {
  it('posts a document, with its key, signed', async () => {
    expect(await send()).toEqual({ outcome: 'sent', providerId: '204' });
    const [request] = sink.received;
    expect(JSON.parse(request?.body ?? '')).toEqual({
      schemaVersion: 1,
      ...aNotification(),
      createdAt: '2026-11-23T02:00:00.000Z',
    });
    const seconds = night / 1000;
    const mac = createHmac('sha256', secret).update(`${seconds}.${request?.body}`).digest('hex');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': aNotification().key,
      'x-caretaker-signature': `t=${seconds},v1=${mac}`,
    });
  });

  it('posts the same key and document when it is repeated', async () => {
    await send();
    await send();
    const [first, second] = sink.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('keeps the id that the receiver gave', async () => {
    sink.answer = () => ({ status: 202, headers: { 'x-request-id': 'r-17' } });
    expect(await send()).toEqual({ outcome: 'sent', providerId: '202 r-17' });
  });
});

describe('the answers', () => {
  it.each([
    [200, 'sent'],
    [299, 'sent'],
    [301, 'permanent'],
    [307, 'permanent'],
    [400, 'permanent'],
    [401, 'permanent'],
    [404, 'permanent'],
    [408, 'temporary'],
    [410, 'permanent'],
    [425, 'temporary'],
    [429, 'temporary'],
    [500, 'temporary'],
    [503, 'temporary'],
    [599, 'temporary'],
  ])('%i is %s', async (status, outcome) => {
    sink.answer = () => ({ status, headers: { location: `${sink.url}/elsewhere` } });
    expect((await send()).outcome).toBe(outcome);
    expect(sink.received).toHaveLength(1);
  });

  it.each([
    ['2', 2000],
    ['31536000', 31_536_000_000],
    ['Mon, 23 Nov 2026 02:00:30 GMT', 30_000],
    ['-1', null],
  ])('Retry-After: %s is heard', async (value, retryAfterMs) => {
    sink.answer = () => ({ status: 429, headers: { 'retry-after': value } });
    expect(await send()).toMatchObject({ outcome: 'temporary', retryAfterMs });
  });
});

it('a signature depends on the body, the secret and the time', () => {
  const one = signatureOf('{}', secret, 1);
  expect(new Set([one, signatureOf('{ }', secret, 1), signatureOf('{}', 'x', 1)]).size).toBe(3);
  expect(signatureOf('{}', secret, 2).split('v1=')[1]).not.toBe(one.split('v1=')[1]);
});

describe('settings', () => {
  const check = (input: object) => webhook.settings(zod).safeParse(input);
  it.each([
    ['another scheme', { url: 'ftp://a.example/' }, 'no http or https address'],
    ['a password in the address', { url: 'https://a:b@c.example/' }, 'no http or https address'],
    ['a short secret', { secret: 'short' }, 'too short'],
  ])('refuse %s', (_, changes, message) => {
    const { error } = check({ url: 'https://hooks.example/', secret, ...changes });
    expect(error?.message).toContain(message);
  });
});
