import { getCACertificates, setDefaultCACertificates, type TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateAuthority,
  createAuthority,
  selfSigned,
} from '../../support/certificates.ts';
import { answerOf, failureOf } from '../../support/gather-context.ts';
import { httpOrigin, httpsOrigin, tcpOrigin, tlsOrigin } from '../../support/origin.ts';

const dayMs = 86_400_000;
let authority: CertificateAuthority;

beforeAll(async () => {
  authority = await createAuthority('Trusted Root');
  setDefaultCACertificates([...getCACertificates('default'), authority.root]);
});

const site = (options: TlsOptions) =>
  httpsOrigin(options, (_request, response) => response.end('page'));

describe('a server whose TLS is in order', () => {
  it('is answered with session and chain, leaf first', async () => {
    const origin = await site(await authority.leaf({ dns: ['localhost', 'shop.example'] }));
    const { tlsFault, timings, hops } = await answerOf(origin.url);
    expect(tlsFault).toBeNull();
    expect(timings.tlsMs).toBeGreaterThan(0);
    const { tls } = hops[0];
    expect(tls).toMatchObject({
      host: '127.0.0.1',
      port: origin.port,
      protocol: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/),
      chainError: null,
      hostError: null,
    });
    expect(
      tls?.chain.map(({ subject, issuer, selfSigned }) => [subject, issuer, selfSigned]),
    ).toEqual([
      ['localhost', 'Trusted Root Intermediate', false],
      ['Trusted Root Intermediate', 'Trusted Root', false],
      ['Trusted Root', 'Trusted Root', true],
    ]);
    expect(tls?.chain[0]?.altNames).toEqual(['localhost', 'shop.example', '127.0.0.1']);
    expect(tls?.chain[0]?.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('with a certificate of six days is in order as well', async () => {
    const origin = await site(await authority.leaf({ validFromDays: -1, validToDays: 5 }));
    const { tlsFault, hops } = await answerOf(origin.url);
    expect(tlsFault).toBeNull();
    const leaf = hops[0].tls?.chain[0];
    expect((leaf?.validTo ?? 0) - (leaf?.validFrom ?? 0)).toBe(6 * dayMs);
  });

  it('is greeted by the name that the URL gives it', async () => {
    const names: string[] = [];
    const origin = await site({
      ...(await authority.leaf()),
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    const allowPrivate = [`localhost:${origin.port}`];
    const { tlsFault } = await answerOf(`https://localhost:${origin.port}/`, { allowPrivate });
    expect(tlsFault).toBeNull();
    expect(names).toEqual(['localhost']);
  });
});

describe('a server that is up, but whose TLS is broken', () => {
  it.each([
    [
      'expired',
      () => authority.leaf({ validToDays: -1 }),
      'CERT_HAS_EXPIRED',
      'CERT_HAS_EXPIRED',
      null,
    ],
    [
      'not valid yet',
      () => authority.leaf({ validFromDays: 1 }),
      'CERT_NOT_YET_VALID',
      'CERT_NOT_YET_VALID',
      null,
    ],
    [
      'self-signed',
      () => selfSigned(),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      null,
    ],
    [
      'of an authority that nobody knows',
      async () => (await createAuthority('Unknown Root')).leaf(),
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      null,
    ],
    [
      'sent without its intermediate',
      () => authority.leafWithoutIntermediate(),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      null,
    ],
    [
      'behind an expired intermediate',
      () => authority.leafBehindExpiredIntermediate(),
      'CERT_HAS_EXPIRED',
      'CERT_HAS_EXPIRED',
      null,
    ],
    [
      'made out for another host',
      () => authority.leaf({ dns: ['other.example'], ip: [] }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
      null,
      expect.stringContaining('127.0.0.1'),
    ],
  ] as const)(
    'by a certificate that is %s',
    async (_what, identity, code, chainError, hostError) => {
      const origin = await site(await identity());
      const answer = await answerOf(origin.url);
      expect(answer).toMatchObject({ status: 200, body: { text: 'page' } });
      expect(answer.tlsFault).toMatchObject({ code, message: expect.stringMatching(/\w/) });
      expect(answer.hops[0].tls).toMatchObject({ chainError, hostError });
      expect(answer.hops[0].tls?.chain.length).toBeGreaterThan(0);
      expect(answer.hops).toHaveLength(1);
    },
  );

  it.each(['TLSv1', 'TLSv1.1'] as const)(
    'by speaking nothing newer than %s',
    async (maxVersion) => {
      const origin = await site({
        ...(await authority.leaf()),
        minVersion: 'TLSv1',
        maxVersion,
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      const answer = await answerOf(origin.url);
      expect(answer.tlsFault?.message).toMatch(/^TLS handshake failed: .*protocol/);
      expect(answer.hops[0].tls).toMatchObject({ protocol: maxVersion, chainError: null });
    },
  );

  it('at any hop of a chain', async () => {
    const broken = await site(await selfSigned());
    const origin = await httpOrigin((_request, response) => {
      response.writeHead(302, { location: broken.url }).end();
    });
    const { status, tlsFault, hops } = await answerOf(origin.url);
    expect([status, tlsFault?.code]).toEqual([200, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
    expect(hops.map(({ tls }) => tls?.chainError)).toEqual([
      undefined,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ]);
  });
});

describe('a look that does not judge TLS', () => {
  it('never carries the caller’s headers or cookies', async () => {
    const seen: unknown[] = [];
    const origin = await httpsOrigin(await selfSigned(), ({ headers }, response) => {
      seen.push([headers.authorization, headers.cookie, headers['x-preview']]);
      response.end();
    });
    const headers = { Authorization: 'Bearer s3cret', Cookie: 'a=b', 'X-Preview': 'on' };
    await answerOf(origin.url, { headers });
    expect(seen).toEqual([[undefined, undefined, undefined]]);
  });

  it('is judged by the same addresses', async () => {
    const origin = await site(await selfSigned());
    const failure = await failureOf(origin.url, { allowPrivate: [] });
    expect(failure.code).toBe('address-not-public');
    expect(origin.connections).toBe(0);
  });

  it('is not needed where the connection breaks for another reason', async () => {
    const origin = await tcpOrigin((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const failure = await failureOf(`https://127.0.0.1:${origin.port}/`);
    expect(failure).toMatchObject({
      code: 'connection-reset',
      message: expect.stringContaining('while shaking hands over TLS'),
    });
    expect(origin.connections).toBe(1);
  });
});

describe('a server with which no handshake succeeds', () => {
  it('knows only a cipher that encrypts nothing', async () => {
    const origin = await site({
      ...(await authority.leaf()),
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0',
    });
    const failure = await failureOf(origin.url);
    expect(failure.code).toBe('tls-failed');
  });

  it('speaks plain HTTP on the port', async () => {
    const origin = await httpOrigin((_request, response) => response.end());
    expect(await failureOf(`https://127.0.0.1:${origin.port}/`)).toMatchObject({
      code: 'tls-failed',
      message: expect.stringMatching(/^TLS handshake failed: .* \(while shaking hands over TLS\)$/),
    });
  });

  it('wants a certificate of the client', async () => {
    const origin = await tlsOrigin(
      { ...(await authority.leaf()), requestCert: true, rejectUnauthorized: true },
      (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'),
    );
    const failure = await failureOf(origin.url);
    expect(failure).toMatchObject({
      code: 'tls-failed',
      message: expect.stringContaining('alert certificate required'),
    });
  });

  it('has no certificate', async () => {
    const origin = await site({});
    expect((await failureOf(origin.url)).code).toBe('tls-failed');
  });

  it('is asked in plain HTTP on a port for TLS', async () => {
    const origin = await site(await authority.leaf());
    const failure = await failureOf(origin.url.replace('https:', 'http:'));
    expect(failure.code).toBe('connection-reset');
  });
});
