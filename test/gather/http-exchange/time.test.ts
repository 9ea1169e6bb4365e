import { describe, expect, it } from 'vitest';
import { exchange, failureOf } from '../../support/gather-context.ts';
import { answering, closedPort, httpOrigin, tcpOrigin } from '../../support/origin.ts';

/** Sends a byte of this every 20 ms for as long as somebody listens. */
function dripping(head: string, byte: string) {
  return tcpOrigin((socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(byte), 20);
    socket.on('close', () => clearInterval(timer));
  });
}

describe('one deadline holds for the whole exchange', () => {
  it('where the server takes the connection and says nothing', async () => {
    const origin = await tcpOrigin(() => {});
    expect(await failureOf(origin.url, { timeoutMs: 150 })).toMatchObject({
      code: 'timed-out',
      message: 'no complete answer within 150 ms (while waiting for the answer)',
      partial: { hops: [{ status: null, remoteAddress: '127.0.0.1' }] },
    });
    await expect.poll(() => origin.open).toBe(0);
  });

  it('where the head drips', async () => {
    const origin = await dripping('HTTP/1.1 200 OK\r\nx: ', 'a');
    expect(await failureOf(origin.url, { timeoutMs: 150 })).toMatchObject({ code: 'timed-out' });
  });

  it('where the body drips', async () => {
    const origin = await dripping('HTTP/1.1 200 OK\r\n\r\n', 'a');
    expect(await failureOf(origin.url, { timeoutMs: 150 })).toMatchObject({
      code: 'timed-out',
      message: 'no complete answer within 150 ms (while reading the body)',
      partial: { hops: [{ status: 200 }] },
    });
  });

  it('where early hints come without end', async () => {
    const origin = await dripping('', 'HTTP/1.1 103 Early Hints\r\n\r\n');
    expect(await failureOf(origin.url, { timeoutMs: 150 })).toMatchObject({ code: 'timed-out' });
  });

  it('where a TLS handshake is never answered', async () => {
    const origin = await tcpOrigin(() => {});
    expect(await failureOf(`https://127.0.0.1:${origin.port}/`, { timeoutMs: 150 })).toMatchObject({
      code: 'timed-out',
      message: expect.stringContaining('while shaking hands over TLS'),
    });
  });

  it('over all redirects together', async () => {
    const origin = await httpOrigin((request, response) => {
      const next = Number(request.url?.slice(1)) + 1;
      setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 60);
    });
    const { code, partial } = await failureOf(`${origin.url}/0`, {
      timeoutMs: 200,
      maxRedirects: 99,
    });
    expect(code).toBe('timed-out');
    expect(partial?.hops.length).toBeGreaterThan(1);
    expect(partial?.hops.length).toBeLessThan(5);
  });
});

describe('a run that is stopped', () => {
  it('ends at once, and says so instead of blaming the site', async () => {
    const origin = await tcpOrigin(() => {});
    const controller = new AbortController();
    const result = exchange(origin.url, { signal: controller.signal });
    await expect.poll(() => origin.open).toBe(1);
    controller.abort();
    expect(await result).toMatchObject({
      ok: false,
      failure: { code: 'cancelled', message: 'stopped while waiting for the answer' },
    });
    await expect.poll(() => origin.open).toBe(0);
  });

  it('before it began contacts nobody', async () => {
    const origin = await httpOrigin((_request, response) => response.end());
    const failure = await failureOf(origin.url, { signal: AbortSignal.abort() });
    expect(failure.code).toBe('cancelled');
    expect(origin.connections).toBe(0);
  });

  it('while the body comes in', async () => {
    const origin = await tcpOrigin(
      answering('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', { hangUp: false }),
    );
    const signal = AbortSignal.timeout(100);
    const failure = await failureOf(origin.url, { signal });
    expect(failure.code).toBe('timed-out');
  });
});

describe('a server that cannot be reached', () => {
  it('refuses where nothing listens', async () => {
    const failure = await failureOf(`http://127.0.0.1:${await closedPort()}/`);
    expect(failure).toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('while connecting'),
    });
  });

  it('has no address where its name has none', async () => {
    const failure = await failureOf('http://nobody.invalid/', { timeoutMs: 5000 });
    expect(failure).toMatchObject({
      code: 'host-not-resolved',
      message: expect.stringContaining('nobody.invalid'),
    });
  });
});
