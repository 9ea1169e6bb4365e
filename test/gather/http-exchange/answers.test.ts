import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../src/core/artifacts/http-exchange.ts';
import { answerOf, exchange, failureOf } from '../../support/gather-context.ts';
import { answering, httpOrigin, tcpOrigin } from '../../support/origin.ts';

describe('an answer', () => {
  it('comes back with status, headers in order, body and the address that gave it', async () => {
    const origin = await httpOrigin((_request, response) => {
      response.writeHead(200, 'Fine', [
        ...['Content-Type', 'text/html; charset=utf-8'],
        ...['X-Cache', 'MISS', 'X-Cache', 'HIT'],
      ]);
      response.end('<h1>Grüße</h1>');
    });
    const answer = await answerOf(`${origin.url}/page?a=1`);
    expect(answer).toMatchObject({
      url: `${origin.url}/page?a=1`,
      finalUrl: `${origin.url}/page?a=1`,
      status: 200,
      body: { text: '<h1>Grüße</h1>', bytes: 16, capped: false },
      tlsFault: null,
      hops: [{ statusText: 'Fine', httpVersion: '1.1', remoteAddress: '127.0.0.1', tls: null }],
    });
    expect(answer.headers.filter(([name]) => name.startsWith('X'))).toEqual([
      ['X-Cache', 'MISS'],
      ['X-Cache', 'HIT'],
    ]);
  });

  it('tells how long each phase took, and the phases explain the total', async () => {
    const origin = await httpOrigin(async (_request, response) => {
      await sleep(60);
      response.write('first ');
      await sleep(40);
      response.end('last');
    });
    const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = (await answerOf(origin.url)).timings;
    expect([dnsMs, tlsMs]).toEqual([null, null]);
    expect(connectMs).toBeGreaterThanOrEqual(0);
    expect(firstByteMs).toBeGreaterThanOrEqual(55);
    expect((connectMs ?? 0) + (firstByteMs ?? 0)).toBeLessThanOrEqual(totalMs - 30);
  });

  it('counts name resolution where there is a name to resolve', async () => {
    const origin = await httpOrigin((_request, response) => response.end('here'));
    const { timings } = await answerOf(`http://localhost:${origin.port}/`, {
      allowPrivate: [`localhost:${origin.port}`],
    });
    expect(timings.dnsMs).toBeGreaterThanOrEqual(0);
  });

  it('comes over a connection of its own, which is closed afterwards', async () => {
    const origin = await httpOrigin((_request, response) => response.end('here'));
    await answerOf(origin.url);
    await answerOf(origin.url);
    expect(origin.connections).toBe(2);
    await expect.poll(() => origin.open).toBe(0);
  });

  it('sends the user agent and the caller’s headers', async () => {
    const origin = await httpOrigin((request, response) => {
      response.end(`${request.headers['user-agent']} ${request.headers['x-preview']}`);
    });
    const { body } = await answerOf(origin.url, {
      userAgent: 'watcher',
      headers: { 'X-Preview': 'on' },
    });
    expect(body.text).toBe('watcher on');
  });

  it.each([
    ['GET', 204],
    ['GET', 304],
    ['HEAD', 200],
  ] as const)(
    'to %s with status %i has no body, whatever its headers promise',
    async (method, status) => {
      const origin = await httpOrigin((_request, response) => {
        response.writeHead(status, { 'content-encoding': 'gzip' });
        response.end();
      });
      const answer = await answerOf(origin.url, { method });
      expect(answer).toMatchObject({ status, body: { text: '', bytes: 0, capped: false } });
    },
  );

  it('may have a status that no registry knows', async () => {
    const origin = await tcpOrigin(
      answering('HTTP/1.1 999 Request Denied\r\ncontent-length: 2\r\n\r\nno'),
    );
    expect(await answerOf(origin.url)).toMatchObject({ status: 999, body: { text: 'no' } });
  });

  it('is the last of several: early hints are passed over', async () => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n';
    const origin = await tcpOrigin(
      answering(`${hint.repeat(50)}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`),
    );
    expect(await answerOf(origin.url)).toMatchObject({ status: 200, body: { text: 'ok' } });
  });
});

describe('what an artifact never holds', () => {
  it('the values of cookies, however many there are', async () => {
    const origin = await httpOrigin((_request, response) => {
      const cookies = Array.from({ length: 200 }, (_, n) => `sid${n}=s3cret-${n}; Path=/; Secure`);
      response.setHeader('set-cookie', [...cookies, 's3cret-without-name', '=s3cret; HttpOnly']);
      response.end();
    });
    const answer = await answerOf(origin.url);
    expect(headerOf(answer.headers, 'set-cookie')).toBe('sid0=***; Path=/; Secure');
    expect(answer.headers.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(answer)).not.toContain('s3cret');
  });

  it('the caller’s credentials, even where the site prints what it was sent', async () => {
    const headers = { Authorization: 'Bearer tok-12345678', Cookie: 'login=abcdef-987654' };
    const origin = await httpOrigin((request, response) => {
      response.setHeader('x-debug', String(request.headers.authorization));
      response.end(JSON.stringify(request.headers));
    });
    const lines: string[] = [];
    const answer = await answerOf(origin.url, {
      headers,
      trace: (step, text) => lines.push(`${step} ${text}`),
    });
    expect(answer.body.text).toContain('"authorization":"***"');
    for (const text of [JSON.stringify(answer), lines.join('\n')]) {
      expect(text).not.toContain('tok-12345678');
      expect(text).not.toContain('abcdef-987654');
    }
  });

  it('the caller’s credentials where nothing answered', async () => {
    const origin = await tcpOrigin((socket) => socket.destroy());
    const result = await exchange(origin.url, { headers: { 'X-Api-Key': 'key-12345678' } });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('key-12345678');
  });

  it('a user name and password from the URL; they are not sent either', async () => {
    const origin = await httpOrigin((request, response) => {
      response.end(`authorization: ${request.headers.authorization}`);
    });
    const url = origin.url.replace('://', '://someone:s3cret@');
    const answer = await answerOf(url);
    expect(answer.body.text).toBe('authorization: undefined');
    expect(JSON.stringify(answer)).not.toContain('s3cret');
  });
});

describe('the trace of an exchange', () => {
  it('shows the request with its headers, the answer, and each header of it', async () => {
    const origin = await httpOrigin((_request, response) => {
      response.setHeader('set-cookie', 'a=b');
      response.end('here');
    });
    const lines: string[] = [];
    await answerOf(`${origin.url}/page`, {
      headers: { 'X-Preview': 'yes' },
      trace: (step, text) => lines.push(`${step}: ${text}`),
    });
    expect(lines[0]).toMatch(/^request: GET http:\/\/127\.0\.0\.1:\d+\/page \(user-agent: Mozilla/);
    expect(lines[0]).toContain('x-preview: ***');
    expect(lines[0]).toContain(`host: 127.0.0.1:${origin.port}`);
    expect(lines[1]).toMatch(/^http: .* \[127\.0\.0\.1\] HTTP\/1\.1 200 OK \(.*total [\d.]+ ms\)$/);
    expect(lines).toContain('header: set-cookie: a=***');
  });
});

describe('a request that cannot be sent', () => {
  it.each([{ 'X-Bad': 'two\nlines' }, { 'X Bad': 'a name with a space' }])(
    'as its headers are %j, is our failure and not the site’s',
    async (headers) => {
      const origin = await httpOrigin((_request, response) => response.end());
      expect((await failureOf(origin.url, { headers })).code).toBe('internal');
      expect(origin.connections).toBe(0);
    },
  );
});

describe('what is no answer', () => {
  it.each([
    ['a greeting of another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'protocol-error'],
    ['a page without a head, as HTTP/0.9 had it', '<html>hello</html>', 'protocol-error'],
    ['a status that is no number', 'HTTP/1.1 OK\r\n\r\n', 'protocol-error'],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n', 'protocol-error'],
    [
      'two lengths that differ',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      'protocol-error',
    ],
    [
      'headers without end',
      `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(80_000)}\r\n\r\n`,
      'header-overflow',
    ],
    ['nothing at all', '', 'connection-reset'],
    ['half a head', 'HTTP/1.1 200 OK\r\nx: a', 'connection-reset'],
    [
      'a switch to another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n',
      'protocol-error',
    ],
  ] as const)('%s', async (_what, bytes, code) => {
    const origin = await tcpOrigin(answering(bytes));
    expect(await failureOf(origin.url)).toMatchObject({
      code,
      partial: { hops: [{ status: null, remoteAddress: '127.0.0.1' }] },
    });
  });

  it('a connection that is reset before the answer', async () => {
    const origin = await tcpOrigin((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await failureOf(origin.url)).toMatchObject({
      code: 'connection-reset',
      message: expect.stringContaining('while waiting for the answer'),
    });
  });
});
