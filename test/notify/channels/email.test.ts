import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as zod from 'zod';
import email from '../../../src/notify/channels/email.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { aNotification, night } from '../examples.ts';

const clock = { now: () => night, monotonic: () => 0 };
const context = { clock, signal: new AbortController().signal };

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink[Symbol.asyncDispose]());

const settings = () => ({
  host: '127.0.0.1',
  port: sink.port,
  security: 'none' as const,
  from: 'caretaker@practice.example',
  timeout: '2s',
});

describe('a mail', () => {
  it('goes to one person, in plain text and in HTML', async () => {
    const sent = await email.send(aNotification(), settings(), context);
    expect(sent).toMatchObject({ outcome: 'sent', providerId: expect.stringMatching(/^250 /) });
    const [mail] = sink.mails;
    expect(mail).toMatchObject({
      from: 'caretaker@practice.example',
      to: ['jo@practice.example'],
      parsed: {
        subject: 'P1 shop: The site answers 500 [I-0V3K7F]',
        messageId: '<a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5@practice.example>',
        references: '<I-0V3K7F@practice.example>',
        date: new Date(night),
      },
    });
    expect(mail?.parsed.text?.trim()).toBe(aNotification().body);
    expect(mail?.parsed.html).toContain('Acknowledge: caretaker incidents ack');
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
    expect(mail?.raw).toContain('Importance: High');
  });

  it('has the same Message-ID when it is repeated', async () => {
    await email.send(aNotification(), settings(), context);
    await email.send(aNotification(), settings(), context);
    const ids = sink.mails.map(({ parsed }) => parsed.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('has no header and no recipient but ours, whatever the site says', async () => {
    const subject = 'Down\r\nBcc: all@evil.example\r\n\r\n=?utf-8?Q?x=0AY?= \u202e';
    const body = 'a\r\n.\r\nRCPT TO:<all@evil.example>\r\n<script>alert(1)</script>';
    await email.send(aNotification({ subject, body }), settings(), context);
    const [mail] = sink.mails;
    expect(mail?.to).toEqual(['jo@practice.example']);
    expect(mail?.parsed.bcc).toBeUndefined();
    expect(mail?.parsed.subject).toBe('Down Bcc: all@evil.example = ?utf-8?Q?x=0AY?= \\u{202e}');
    expect(mail?.parsed.text).toContain('RCPT TO:<all@evil.example>');
    expect(mail?.parsed.html).toContain('&lt;script&gt;');
  });

  it.each([
    'jo@a.example, all@evil.example',
    'jo@a.example\r\nRCPT TO:<all@evil.example>',
    '"Jo" <jo@a.example>',
    'jo',
    '',
  ])('is not sent to %j', async (address) => {
    const sent = await email.send(aNotification({ address }), settings(), context);
    expect(sent).toEqual({ outcome: 'permanent', reason: 'the address is no mail address' });
    expect(sink.mails).toHaveLength(0);
  });
});

describe('the server’s answers', () => {
  it.each([
    ['connect', 421, 'temporary'],
    ['from', 451, 'temporary'],
    ['to', 450, 'temporary'],
    ['to', 550, 'permanent'],
    ['to', 503, 'temporary'],
    ['data', 452, 'temporary'],
    ['data', 554, 'permanent'],
  ] as const)('at %s: %i is %s', async (stage, code, outcome) => {
    sink.refuse = (at) => (at === stage ? { code, text: 'not today' } : null);
    const sent = await email.send(aNotification(), settings(), context);
    expect(sent).toMatchObject({
      outcome,
      reason: `the mail server said: ${code} not today`,
    });
  });

  it('a mail whose acceptance was not heard of is tried again', async () => {
    sink.swallowAnswers = true;
    const sent = await email.send(aNotification(), settings(), context);
    expect(sink.mails).toHaveLength(1);
    expect(sent.outcome).toBe('temporary');
  });

  it('a server without TLS gets neither password nor mail', async () => {
    const strict = { ...settings(), security: 'starttls' as const };
    const sent = await email.send(aNotification(), strict, context);
    expect(sent.outcome).toBe('permanent');
    expect(sink.mails).toHaveLength(0);
  });

  it('a certificate that nobody vouches for gets neither, until it is mended or trusted', async () => {
    const { key, cert } = await selfSigned();
    await using tls = await startSmtpSink({ secure: true, key, cert });
    const strict = { ...settings(), port: tls.port, security: 'tls' as const };
    const sent = await email.send(aNotification(), strict, context);
    expect(sent).toMatchObject({
      outcome: 'temporary',
      reason: 'the connection failed (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
    expect(tls.mails).toHaveLength(0);
    const trusting = { ...strict, ca: cert };
    expect((await email.send(aNotification(), trusting, context)).outcome).toBe('sent');
  });

  it('STARTTLS is used where it is offered', async () => {
    const { key, cert } = await selfSigned();
    await using tls = await startSmtpSink({ key, cert, disabledCommands: [] });
    const strict = { ...settings(), port: tls.port, security: 'starttls' as const, ca: cert };
    expect((await email.send(aNotification(), strict, context)).outcome).toBe('sent');
  });

  it('a refused password is for good, and is not repeated in the reason', async () => {
    const password = 'canary-7f3a9c';
    await using picky = await startSmtpSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => {
        const echo = Buffer.from(`\0jo\0${auth.password}`).toString('base64');
        done(Object.assign(new Error(`no ${auth.password} ${echo}`), { responseCode: 535 }));
      },
    });
    const wrong = { ...settings(), port: picky.port, user: 'jo', password };
    const sent = await email.send(aNotification(), wrong, context);
    expect(sent.outcome).toBe('permanent');
    expect(JSON.stringify(sent)).not.toContain('canary');
    expect(JSON.stringify(sent)).toContain('no ***');
  });
});

describe('settings', () => {
  const check = (input: object) => email.settings(zod).safeParse(input);
  const good = { host: 'mail.practice.example', from: 'caretaker@practice.example' };

  it('need little, and are safe by default', () => {
    expect(check(good).data).toEqual({ ...good, port: 587, security: 'starttls', timeout: '20s' });
  });

  it.each([
    ['a password without TLS', { user: 'a', password: 'b', security: 'none' }, 'without TLS'],
    ['a user without password', { user: 'a' }, 'belong together'],
    ['a sender that is no address', { from: 'caretaker' }, 'no mail address'],
    ['a timeout that is none', { timeout: 'soon' }, 'no duration'],
  ])('refuse %s', (_, changes, message) => {
    expect(check({ ...good, ...changes }).error?.message).toContain(message);
  });
});

/** A certificate of this machine that vouches for itself. */
async function selfSigned() {
  // The library asks for a polyfill of decorator metadata, of which nothing is used here.
  const nothing = () => undefined;
  Object.assign(Reflect, {
    getMetadata: nothing,
    getOwnMetadata: nothing,
    defineMetadata: nothing,
  });
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { key: x509.PemConverter.encode(der, 'PRIVATE KEY'), cert: certificate.toString('pem') };
}
