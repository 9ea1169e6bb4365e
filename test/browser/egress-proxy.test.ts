import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEgressProxy } from '../../src/browser/worker/egress-proxy.ts';
import { answering, closedPort, endlessly, httpOrigin, tcpOrigin } from '../support/origin.ts';

async function proxyOfTest() {
  const proxy = await startEgressProxy();
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Asks the proxy for a URL in absolute form. */
async function ask(proxyPort: number, url: string, body?: string) {
  const asking = request({
    host: '127.0.0.1',
    port: proxyPort,
    path: url,
    method: body === undefined ? 'GET' : 'POST',
    headers: { host: new URL(url).host, te: 'trailers', 'x-kept': 'yes' },
  });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

/** Asks the proxy for a tunnel; resolves with its answer and the socket. */
async function tunnelTo(proxyPort: number, authority: string): Promise<[string, Socket]> {
  const socket = connect(proxyPort, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => {});
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  return [String(head).split('\r\n')[0] ?? '', socket];
}

describe('the egress proxy', () => {
  it('fetches what is allowed, without the headers of one hop', async () => {
    const proxy = await proxyOfTest();
    const origin = await httpOrigin(async (incoming, response) => {
      const { method, url, headers } = incoming;
      const body = await text(incoming);
      response.setHeader('x-answer', 'yes').end(JSON.stringify({ method, url, headers, body }));
    });
    proxy.open([`127.0.0.1:${origin.port}`]);
    const answer = await ask(proxy.port, `${origin.url}/path?query`, 'sent');
    expect(answer).toMatchObject({ status: 200, headers: { 'x-answer': 'yes' } });
    const seen = JSON.parse(answer.body) as { headers: Record<string, string> };
    expect(seen).toMatchObject({ method: 'POST', url: '/path?query', body: 'sent' });
    expect(seen.headers).toMatchObject({ host: `127.0.0.1:${origin.port}`, 'x-kept': 'yes' });
    expect(seen.headers).not.toHaveProperty('te');
  });

  it('tunnels bytes unchanged', async () => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin((socket) => socket.pipe(socket));
    proxy.open([`127.0.0.1:${origin.port}`]);
    const [head, socket] = await tunnelTo(proxy.port, `127.0.0.1:${origin.port}`);
    expect(head).toContain('200');
    const sent = randomBytes(300_000);
    const hash = createHash('sha256');
    let length = 0;
    socket.write(sent);
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      hash.update(chunk);
      length += chunk.length;
      if (length === sent.length) break;
    }
    expect(hash.digest('hex')).toBe(createHash('sha256').update(sent).digest('hex'));
  });

  it('refuses what is not public, in both ways, and remembers it', async () => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin(answering(''));
    const egress = proxy.open([]);
    const forbidden = `127.0.0.1:${origin.port}`;
    expect(await ask(proxy.port, `http://${forbidden}/`)).toMatchObject({ status: 403 });
    expect((await tunnelTo(proxy.port, forbidden))[0]).toContain('403');
    expect((await tunnelTo(proxy.port, `[::1]:${origin.port}`))[0]).toContain('403');
    expect((await tunnelTo(proxy.port, `localhost:${origin.port}`))[0]).toContain('403');
    expect(egress.refused()).toEqual([
      forbidden,
      `[::1]:${origin.port}`,
      `localhost:${origin.port}`,
    ]);
    expect(egress.failureOf(`https://${forbidden}/`)?.code).toBe('address-not-public');
    expect(origin.connections).toBe(0);
  });

  it('refuses its own port and those it protects, whatever a site allows', async () => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin(answering(''));
    proxy.protect(origin.port);
    proxy.open(['127.0.0.0/8', `localhost:${origin.port}`]);
    for (const port of [proxy.port, origin.port]) {
      expect(await ask(proxy.port, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 403 });
      expect((await tunnelTo(proxy.port, `127.0.0.2:${port}`))[0]).toContain('403');
    }
    expect((await tunnelTo(proxy.port, `localhost:${origin.port}`))[0]).toContain('502');
    expect(origin.connections).toBe(0);
  });

  it('lets nothing out without a job, and cuts what a job leaves open', async () => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin((socket) => socket.pipe(socket));
    const authority = `127.0.0.1:${origin.port}`;
    expect((await tunnelTo(proxy.port, authority))[0]).toContain('403');
    const egress = proxy.open([authority]);
    const [, socket] = await tunnelTo(proxy.port, authority);
    egress.close();
    await once(socket, 'close');
    expect((await tunnelTo(proxy.port, authority))[0]).toContain('403');
    expect(egress.refused()).toEqual([]);
  });

  it.each(['', 'x', '127.0.0.1', '127.0.0.1:99999', '%00:80', '@:80'])(
    'answers the tunnel to %j that it is no target',
    async (authority) => {
      const proxy = await proxyOfTest();
      proxy.open(['127.0.0.0/8']);
      expect((await tunnelTo(proxy.port, authority))[0]).toMatch(/ 40[03] /);
    },
  );

  it.each(['/relative', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'https://127.0.0.1/'])(
    'fetches nothing from %s',
    async (path) => {
      const proxy = await proxyOfTest();
      proxy.open(['127.0.0.0/8']);
      const asking = request({ host: '127.0.0.1', port: proxy.port, path }).end();
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      expect(answer.statusCode).toBe(400);
      answer.resume();
    },
  );

  it('knows why a target could not be reached', async () => {
    const proxy = await proxyOfTest();
    const port = await closedPort();
    const egress = proxy.open([`127.0.0.1:${port}`]);
    expect(await ask(proxy.port, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 502 });
    expect(egress.failureOf(`http://127.0.0.1:${port}/x`)?.code).toBe('connection-refused');
    expect((await tunnelTo(proxy.port, 'no-such-host.invalid:443'))[0]).toContain('502');
    expect(egress.failureOf('https://no-such-host.invalid/')?.code).toBe('host-not-resolved');
    expect(egress.failureOf('https://example.com/')).toBeNull();
  });

  it.each([
    ['nonsense', 'not http at all\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
    ['nothing', ''],
    ['a head that never ends', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`],
  ])('outlives an answer of %s', async (_what, bytes) => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin(answering(bytes));
    const egress = proxy.open([`127.0.0.1:${origin.port}`]);
    expect(await ask(proxy.port, `${origin.url}/`)).toMatchObject({ status: 502 });
    expect(egress.failureOf(origin.url)).not.toBeNull();
  });

  it('asks again where a kept connection was closed in the meantime', async () => {
    const proxy = await proxyOfTest();
    const origin = await tcpOrigin((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        socket.once('data', () => socket.destroy());
      });
    });
    proxy.open([`127.0.0.1:${origin.port}`]);
    expect(await ask(proxy.port, `${origin.url}/`)).toMatchObject({ status: 200, body: 'ok' });
    expect(await ask(proxy.port, `${origin.url}/`)).toMatchObject({ status: 200, body: 'ok' });
    expect(origin.connections).toBe(2);
  });

  it('cuts off a page beyond 200 MiB', { timeout: 30_000 }, async () => {
    const proxy = await proxyOfTest();
    const piece = Buffer.alloc(1 << 20);
    const origin = await tcpOrigin((socket) => endlessly(socket, () => piece));
    const authority = `127.0.0.1:${origin.port}`;
    const egress = proxy.open([authority]);
    const [, socket] = await tunnelTo(proxy.port, authority);
    let bytes = 0;
    socket.on('data', ({ length }) => {
      bytes += length;
    });
    await once(socket, 'close');
    expect(bytes).toBeGreaterThan(150 * 2 ** 20);
    expect(bytes).toBeLessThan(202 * 2 ** 20);
    expect(egress.isSpent).toBe(true);
    expect(await ask(proxy.port, `${origin.url}/`)).toMatchObject({ status: 403 });
  });
});
