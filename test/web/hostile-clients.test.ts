import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { incident } from '../support/seeded-practice.ts';
import { token, type WebOptions, webOfTest } from '../support/web.ts';

const now = Date.UTC(2026, 10, 23, 12, 34, 56);
const publicUrl = 'https://caretaker.practice.example/';

/** Pages at a real port, and a client that says what no browser would. */
async function served(options: WebOptions = {}) {
  const practice = await webOfTest({
    seed: (store) => store.commit({ incidents: [incident('I-7K3M', now)] }, 'durable'),
    ...options,
  });
  const server = await practice.serve();
  onTestFinished(async () => {
    practice.live.close();
    await server.close();
  });
  const { port, host } = new URL(server.url);
  const open = async () => {
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => {});
    onTestFinished(() => {
      socket.destroy();
    });
    return socket;
  };
  const say = async (...lines: readonly string[]) => {
    const socket = await open();
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.write(lines.join('\r\n'));
    // A request that is cut off may end in a reset after its answer.
    return new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
  };
  const ask = (line: string, ...headers: readonly string[]) =>
    say(line, `Host: ${host}`, 'Connection: close', ...headers, '', '');
  return { practice, server, host, open, say, ask };
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

describe('a method', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY'])(
    '%s is not among ours, whatever the path',
    async (method) => {
      const { ask, practice } = await served();
      for (const path of ['/', '/incidents/I-7K3M', '/healthz', '/assets/x/page.css', '/nothing']) {
        const answer = await ask(`${method} ${path} HTTP/1.1`);
        expect(statusOf(answer), path).toBe(405);
        expect(answer).toMatch(/^allow: GET, HEAD, POST\r$/im);
      }
      expect(practice.faults).toEqual([]);
    },
  );

  it.each(['TRACE', 'CONNECT'])('%s gets nothing back that it brought', async (method) => {
    const { ask, practice, server } = await served();
    const answer = await ask(`${method} / HTTP/1.1`, 'X-Secret: bring-me-back');
    expect(answer).not.toContain('bring-me-back');
    expect(answer === '' || statusOf(answer) >= 400).toBe(true);
    expect(practice.faults).toEqual([]);
    expect((await fetch(server.url)).status).toBe(200);
  });

  it('HEAD says what GET would, and takes the place of no reader', async () => {
    const { server, practice } = await served();
    const paths = ['/', '/incidents', '/incidents/I-7K3M', '/healthz', '/sign-in', '/events'];
    for (const path of paths) {
      const answer = await fetch(new URL(path, server.url), { method: 'HEAD' });
      expect(await answer.text(), path).toBe('');
      expect(answer.status === 200 || path === '/healthz', path).toBe(true);
    }
    for (let nth = 0; nth < 150; nth++) {
      await practice.web.request('http://localhost/events', { method: 'HEAD' });
    }
    expect((await practice.web.request('http://localhost/events')).status).toBe(200);
  });
});

describe('a request that is none', () => {
  it.each([
    ['with two lengths', 'POST / HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'],
    [
      'with a length and chunks',
      'POST / HTTP/1.1',
      'Content-Length: 9',
      'Transfer-Encoding: chunked',
    ],
    ['with a control character in its path', 'GET /\u0001 HTTP/1.1'],
    ['with a head of 64 KiB', 'GET / HTTP/1.1', `X: ${'x'.repeat(65_536)}`],
    ['with a path of 64 KiB', `GET /${'x'.repeat(65_536)} HTTP/1.1`],
    ['that is no HTTP', '\u0016\u0003\u0001\u0002'],
  ])('%s is refused, and says nothing of us', async (_, line, ...headers) => {
    const { ask, practice, server } = await served();
    const answer = await ask(line, ...headers);
    expect(answer === '' || statusOf(answer) >= 400).toBe(true);
    expect(answer).not.toMatch(/node|hono|at .+:\d+:\d+/i);
    expect(practice.faults).toEqual([]);
    expect((await fetch(server.url)).status).toBe(200);
  });

  it.each([
    '/%',
    '/%ff',
    '/incidents/%00',
    '/incidents/%E0%A4%A',
    '/sites/%2e%2e%2fcaretaker.yaml',
    '/assets/x/..%2f..%2fpackage.json',
    '/assets/%2e%2e/server.ts',
    '/assets/x/__proto__',
    '/?page=1e999&search=%00%ff',
    '/ack/%00',
    '/ack/a.b.c',
    '/sign-in?next=%0d%0aX-Evil:1',
    '/incidents/I-7K3M%0d%0aX-Evil:%201/note',
  ])('%s breaks nothing', async (path) => {
    const { ask, practice } = await served();
    const answer = await ask(`GET ${path} HTTP/1.1`);
    expect(statusOf(answer)).toBeLessThan(500);
    expect(answer).not.toMatch(/^x-evil/im);
    expect(answer).not.toContain('"dependencies"');
    expect(practice.faults).toEqual([]);
  });
});

describe('a body', () => {
  it.each([
    ['whose length is told', ['Content-Length: 1000000000']],
    ['that comes in chunks', ['Transfer-Encoding: chunked']],
  ])('%s and never ends is refused while it is sent', async (_, headers) => {
    const { open, host } = await served();
    const socket = await open();
    const form = 'Content-Type: application/x-www-form-urlencoded';
    socket.write(
      ['POST /sign-in HTTP/1.1', `Host: ${host}`, form, ...headers, '', ''].join('\r\n'),
    );
    const piece = headers[0]?.startsWith('T')
      ? `4000\r\n${'x'.repeat(0x4000)}\r\n`
      : 'x'.repeat(0x4000);
    let heard = '';
    socket.on('data', (data) => {
      heard += data;
    });
    for (let sent = 0; sent < 20 && heard === ''; sent++) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(statusOf(heard)).toBe(413);
  });
});

describe('a page of another site', () => {
  it.each(['no-cors', 'cors', 'websocket'])('draws nothing from ours by %s', async (mode) => {
    const { practice } = await served();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode };
      for (const path of ['/', '/events', '/metrics', '/incidents/I-7K3M', '/ack/x']) {
        const answer = await practice.web.request(new URL(path, 'http://localhost'), { headers });
        expect(answer.status, path).toBe(403);
      }
    }
  });

  it('may link to ours', async () => {
    const { practice } = await served();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await practice.web.request('http://localhost/', { headers })).status).toBe(200);
  });

  it('leads no reader on to a third by a path that looks like a host', async () => {
    const { practice } = await served({ publicUrl });
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const url = `${publicUrl}/evil.example/?x=1`;
    const text = await (await practice.web.request(url, { headers })).text();
    expect(text).toContain('content="0; url=/evil.example/?x=1"');
    const asked = await practice.web.request(url);
    expect(asked.headers.get('location')).toBe('/sign-in?next=%2Fevil.example%2F%3Fx%3D1');
    const signedIn = await practice.web.request(`${publicUrl}/evil.example/?token=${token}`);
    expect(signedIn.headers.get('location')).toBe('/evil.example/');
  });

  it('signs nobody out', async () => {
    const { practice } = await served();
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const init = { method: 'POST', headers };
    // A strict cookie stays away from such a request, and must not be overwritten by its answer.
    const answer = await practice.web.request('http://localhost/sign-out', init);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});
