import { describe, expect, it, onTestFinished } from 'vitest';
import { type Ring, startPhone } from '../../src/demo/phone.ts';
import webhook, { signatureOf } from '../../src/notify/channels/webhook.ts';
import { aNotification } from '../notify/examples.ts';

const secret = 'a secret of the demo';
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

async function phone() {
  const rings: Ring[] = [];
  const started = await startPhone(secret, clock, (ring) => rings.push(ring));
  onTestFinished(() => started.close());
  const settings = { url: started.url, secret, timeout: '5s' };
  const context = { signal: new AbortController().signal, clock };
  return {
    rings,
    send: (with_ = secret) =>
      webhook.send(aNotification(), { ...settings, secret: with_ }, context),
    post: async (body: string, signature: string) => {
      const headers = { 'x-caretaker-signature': signature };
      return (await fetch(started.url, { method: 'POST', body, headers })).status;
    },
  };
}

describe('the street’s phone', () => {
  it('rings for a message of the webhook channel, once however often it is repeated', async () => {
    const { send, rings } = await phone();
    expect([await send(), await send()].map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    const { kind, person, subject, body, urgent } = aNotification();
    expect(rings).toEqual([{ kind, person, subject, body, urgent }]);
  });

  it('refuses what is not signed with its secret, what is old, and what is too long', async () => {
    const { send, post, rings } = await phone();
    expect(await send('another secret, as long')).toMatchObject({ outcome: 'permanent' });
    const now = Math.floor(Date.now() / 1000);
    expect(await post('{}', '')).toBe(401);
    expect(await post('{}', signatureOf('{ }', secret, now))).toBe(401);
    expect(await post('{}', signatureOf('{}', secret, now - 3600))).toBe(401);
    const flood = 'x'.repeat(300_000);
    expect(await post(flood, signatureOf(flood, secret, now)).catch(() => 413)).toBe(413);
    expect(rings).toEqual([]);
  });
});
