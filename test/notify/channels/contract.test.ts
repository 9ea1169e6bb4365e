import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import { bindChannel } from '../../../src/notify/bound-channel.ts';
import { channelKinds, discoverChannels, loadChannel } from '../../../src/notify/discover.ts';
import { startSilentServer, startSmtpSink } from '../../support/smtp-sink.ts';
import { startWebhookSink } from '../../support/webhook-sink.ts';
import { aNotification, night } from '../examples.ts';

/** A provider on this machine that behaves as it is told, and settings that lead to it. */
interface Provider extends AsyncDisposable {
  settings(port?: number): Readonly<Record<string, unknown>>;
  /** How many messages it has accepted. */
  accepted(): number;
  behave(how: 'temporary' | 'permanent'): void;
}

const canary = 'canary-0123456789abcdef';

/** One provider for each kind of channel; a kind without one fails here. */
const providers: Readonly<Record<string, () => Promise<Provider>>> = {
  async email() {
    const sink = await startSmtpSink({
      onAuth: (_auth, _session, done) => done(null, { user: 1 }),
    });
    return {
      settings: (port = sink.port) => ({
        host: '127.0.0.1',
        port,
        security: 'none',
        user: 'jo',
        password: canary,
        from: 'caretaker@practice.example',
        timeout: '500ms',
      }),
      accepted: () => sink.mails.length,
      behave(how) {
        const code = how === 'temporary' ? 451 : 550;
        sink.refuse = (stage) => (stage === 'to' ? { code, text: `no, ${canary}` } : null);
      },
      [Symbol.asyncDispose]: () => sink[Symbol.asyncDispose](),
    };
  },
  async webhook() {
    const sink = await startWebhookSink();
    const { port: own } = new URL(sink.url);
    return {
      settings: (port = Number(own)) => ({
        url: `http://127.0.0.1:${port}/${canary}`,
        secret: canary,
        timeout: '500ms',
      }),
      accepted: () => sink.received.length,
      behave(how) {
        const status = how === 'temporary' ? 503 : 400;
        sink.answer = () => ({ status, headers: { 'x-request-id': canary, location: canary } });
      },
      [Symbol.asyncDispose]: () => sink[Symbol.asyncDispose](),
    };
  },
};

const clock = { now: () => night, monotonic: () => 0 };
const channels = await discoverChannels();

it('channels are found by their directory, each with a provider to test it against', async () => {
  expect(await channelKinds()).toEqual(Object.keys(providers).sort());
});

describe.each(channels)('the channel $kind', (channel) => {
  const shape = channel.settings(zod).shape;

  async function trial(
    how: (provider: Provider) => { readonly port?: number; readonly signal?: AbortSignal },
    body = aNotification().body,
  ) {
    await using provider = await (providers[channel.kind] ?? missing)();
    const { port, signal = new AbortController().signal } = how(provider);
    const settings = channel.settings(zod).parse(provider.settings(port));
    const bound = bindChannel(channel, settings);
    const delivery = await bound.send(aNotification({ body }), { clock, signal });
    expect(JSON.stringify(delivery)).not.toContain('canary');
    return { delivery, accepted: provider.accepted() };
  }

  it('is named as its file, with a title and room for a message', async () => {
    expect((await loadChannel(channel.kind)).kind).toBe(channel.kind);
    expect(channel.title).not.toBe('');
    expect(channel.maxBodyLength).toBeGreaterThanOrEqual(140);
  });

  it('says which of its settings are secret', () => {
    expect(Object.keys(shape)).toEqual(expect.arrayContaining([...channel.secrets]));
    const telling = Object.keys(shape).filter((name) => /secret|password|token/i.test(name));
    expect(channel.secrets).toEqual(expect.arrayContaining(telling));
  });

  it.each(Object.keys(shape))('describes its setting %s', (name) => {
    expect(shape[name]).toHaveProperty('description', expect.stringMatching(/\.$/));
  });

  it('sends', async () => {
    const { delivery, accepted } = await trial(() => ({}));
    expect(delivery.outcome).toBe('sent');
    expect(accepted).toBe(1);
  });

  it('carries a body as long as it says', async () => {
    const { delivery } = await trial(() => ({}), 'é'.repeat(channel.maxBodyLength));
    expect(delivery.outcome).toBe('sent');
  });

  it.each(['temporary', 'permanent'] as const)(
    'calls an answer %s that is so, and repeats no secret',
    async (outcome) => {
      const { delivery } = await trial((provider) => {
        provider.behave(outcome);
        return {};
      });
      expect(delivery.outcome).toBe(outcome);
    },
  );

  it('has failed for now where nothing listens', async () => {
    const { delivery } = await trial(() => ({ port: 1 }));
    expect(delivery).toMatchObject({ outcome: 'temporary', reason: 'connection refused' });
  });

  it('has failed for now where nobody answers, within its timeout', async () => {
    await using silent = await startSilentServer();
    const before = performance.now();
    const { delivery } = await trial(() => ({ port: silent.port }));
    expect(delivery).toMatchObject({ outcome: 'temporary', reason: 'timed out' });
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('has failed for now when it is stopped', async () => {
    await using silent = await startSilentServer();
    const { delivery } = await trial(() => ({
      port: silent.port,
      signal: AbortSignal.timeout(50),
    }));
    expect(delivery).toMatchObject({ outcome: 'temporary', reason: 'the agent was stopped' });
  });
});

function missing(): never {
  throw new Error('there is no provider to test this channel against');
}
