import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { answerOf, failureOf } from '../../support/gather-context.ts';
import { answering, endlessly, httpOrigin, tcpOrigin } from '../../support/origin.ts';

/** Answers each path as told, and any other with the page. */
function routes(table: Readonly<Record<string, string>>) {
  return httpOrigin((request, response) => {
    const location = table[request.url ?? ''];
    if (location === undefined) response.end(`page ${request.url}`);
    else redirect(response, location);
  });
}

function redirect(response: ServerResponse, location: string, status = 302): void {
  response.writeHead(status, { location }).end();
}

/** A raw redirect, for a Location that no HTTP library would send. */
function rawRedirect(location: string) {
  return tcpOrigin(answering(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\n\r\n`));
}

describe('redirects', () => {
  it('are followed, each over its own connection, and every hop is noted', async () => {
    const chain = await routes({ '/': 'a/b?c=d#part', '/a/b?c=d': '../end' });
    const { url, finalUrl, status, body, hops } = await answerOf(`${chain.url}/#top`);
    expect(url).toBe(`${chain.url}/`);
    expect(finalUrl).toBe(`${chain.url}/end`);
    expect([status, body.text]).toEqual([200, 'page /end']);
    expect(hops.map((hop) => [hop.url.slice(chain.url.length), hop.status])).toEqual([
      ['/', 302],
      ['/a/b?c=d', 302],
      ['/end', 200],
    ]);
    expect(chain.connections).toBe(3);
  });

  it.each([301, 302, 303, 307, 308])('with status %i lead on', async (status) => {
    const origin = await httpOrigin((request, response) => {
      if (request.url === '/') redirect(response, '/end', status);
      else response.end('here');
    });
    expect((await answerOf(origin.url)).body.text).toBe('here');
  });

  it.each([300, 304, 305])('are nothing that status %i asks for', async (status) => {
    const origin = await httpOrigin((_request, response) => redirect(response, '/end', status));
    expect(await answerOf(origin.url)).toMatchObject({ status, finalUrl: `${origin.url}/` });
  });

  it('take time, which adds up over the hops', async () => {
    const origin = await routes({ '/': '/end' });
    const { timings, hops } = await answerOf(origin.url);
    const firstBytes = hops.map((hop) => hop.timings.firstByteMs ?? 0);
    expect(timings.firstByteMs).toBeCloseTo(firstBytes.reduce((a, b) => a + b));
    expect(timings.totalMs).toBeGreaterThanOrEqual(hops[0].timings.totalMs);
  });

  it('carry a body that nobody reads', async () => {
    const origin = await httpOrigin((request, response) => {
      if (request.url !== '/') return response.end('here');
      response.writeHead(302, { location: '/end', 'content-encoding': 'gzip' });
      endlessly(response, () => 'no gzip');
    });
    expect((await answerOf(origin.url)).body.text).toBe('here');
    await expect.poll(() => origin.open).toBe(0);
  });

  it('reach a page whose address is longer than a header that is kept', async () => {
    const path = `/${'a'.repeat(9000)}`;
    const origin = await routes({ '/': path });
    expect((await answerOf(origin.url)).finalUrl).toBe(origin.url + path);
  });

  it('reach a page whose address is written in UTF-8', async () => {
    const origin = await tcpOrigin((socket) => {
      socket.once('data', (data) => {
        const path = String(data).split(' ')[1];
        const head = path === '/' ? 'HTTP/1.1 302 Found\r\nlocation: /café' : 'HTTP/1.1 200 OK';
        socket.end(`${head}\r\nx-path: ${path}\r\n\r\n`);
      });
    });
    expect((await answerOf(origin.url)).finalUrl).toBe(`${origin.url}/caf%C3%A9`);
  });

  it('drop a user name and password on the way', async () => {
    const origin = await httpOrigin((request, response) => {
      if (request.url === '/') redirect(response, `http://a:s3cret@127.0.0.1:${origin.port}/end`);
      else response.end(`authorization: ${request.headers.authorization}`);
    });
    const answer = await answerOf(origin.url);
    expect(answer.body.text).toBe('authorization: undefined');
    expect(answer.finalUrl).toBe(`${origin.url}/end`);
  });
});

describe('cookies', () => {
  /** Wants its cookie back before it shows the page. */
  const wantsCookie = (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.cookie?.includes('seen=1')) response.end(request.headers.cookie);
    else {
      response.setHeader('set-cookie', ['seen=1; Path=/', 'other=x; Domain=elsewhere.example']);
      redirect(response, '/');
    }
  };

  it('are carried within a chain, so that a redirect to itself for a cookie is no loop', async () => {
    const origin = await httpOrigin(wantsCookie);
    const answer = await answerOf(origin.url);
    expect(answer.body.text).toBe('seen=1');
    expect(answer.hops).toHaveLength(2);
  });

  it('are forgotten with the chain', async () => {
    const origin = await httpOrigin(wantsCookie);
    await answerOf(origin.url);
    expect((await answerOf(origin.url)).hops).toHaveLength(2);
  });

  it('come after the caller’s own', async () => {
    const origin = await httpOrigin(wantsCookie);
    const { body } = await answerOf(origin.url, { headers: { Cookie: 'preview=on' } });
    expect(body.text).toContain('; seen=1');
  });
});

describe('redirects that lead nowhere', () => {
  it('end where an address comes back', async () => {
    const origin = await routes({ '/': '/b', '/b': '/' });
    const { code, message, partial } = await failureOf(origin.url);
    expect([code, message]).toEqual(['redirect-loop', `redirected back to ${origin.url}/`]);
    expect(partial?.hops.map((hop) => hop.status)).toEqual([302, 302]);
  });

  it('end at the limit, and not one request later', async () => {
    const origin = await httpOrigin((request, response) => redirect(response, `${request.url}a`));
    const { code, partial } = await failureOf(origin.url, { maxRedirects: 3 });
    expect(code).toBe('redirect-limit');
    expect(partial?.hops).toHaveLength(4);
    expect(origin.connections).toBe(4);
  });

  it('end at the limit where each one sets a new cookie', async () => {
    let visits = 0;
    const origin = await httpOrigin((_request, response) => {
      visits += 1;
      response.setHeader('set-cookie', `visit=${visits}`);
      redirect(response, '/');
    });
    expect((await failureOf(origin.url)).code).toBe('redirect-limit');
  });

  it('may be forbidden', async () => {
    const origin = await routes({ '/': '/end' });
    expect((await failureOf(origin.url, { maxRedirects: 0 })).code).toBe('redirect-limit');
  });

  it('have no Location', async () => {
    const origin = await httpOrigin((_request, response) => response.writeHead(301).end());
    expect(await failureOf(origin.url)).toMatchObject({
      code: 'redirect-invalid',
      message: 'status 301 without a Location header',
    });
  });

  it.each([
    '',
    '   ',
    'http://',
    'http://[half/',
    'http://a b/',
    'http://host:99999/',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,hello',
    'ftp://127.0.0.1/',
    'unix:/var/run/docker.sock',
    'about:blank',
  ])('have the Location %j', async (location) => {
    const origin = await rawRedirect(location);
    const failure = await failureOf(origin.url);
    expect(failure.code).toBe('redirect-invalid');
    expect(failure.partial?.hops).toHaveLength(1);
  });

  it('cannot smuggle a header line through Location', async () => {
    const hits: string[] = [];
    const origin = await httpOrigin((request, response) => {
      hits.push(`${request.url} ${request.headers['x-evil']}`);
      if (request.url === '/') redirect(response, '/a%0d%0ax-evil:%201');
      else response.end();
    });
    await answerOf(origin.url);
    expect(hits).toEqual(['/ undefined', '/a%0d%0ax-evil:%201 undefined']);
    const broken = await rawRedirect('/a\rx-evil: 1');
    expect((await failureOf(broken.url)).code).toBe('protocol-error');
  });
});

describe('the caller’s headers', () => {
  it('go along to the same origin, and to no other', async () => {
    const seen: Record<string, unknown> = {};
    const note = (name: string, request: IncomingMessage) => {
      seen[name + request.url] = [request.headers.authorization, request.headers.cookie];
    };
    const other = await httpOrigin((request, response) => {
      note('other', request);
      redirect(response, `${origin.url}/back`);
    });
    const origin = await httpOrigin((request, response) => {
      note('own', request);
      if (request.url === '/') redirect(response, '/next');
      else if (request.url === '/next') redirect(response, `${other.url}/`);
      else response.end();
    });
    await answerOf(origin.url, { headers: { Authorization: 'let me in', cookie: 'a=b' } });
    expect(seen).toEqual({
      'own/': ['let me in', 'a=b'],
      'own/next': ['let me in', 'a=b'],
      'other/': [undefined, undefined],
      'own/back': ['let me in', 'a=b'],
    });
  });

  it('stay behind where only the name of the same server changes', async () => {
    const origin = await httpOrigin((request, response) => {
      if (request.url === '/') redirect(response, `http://localhost:${origin.port}/end`);
      else response.end(`authorization: ${request.headers.authorization}`);
    });
    const { body } = await answerOf(origin.url, {
      headers: { Authorization: 'let me in' },
      allowPrivate: ['127.0.0.0/8', `localhost:${origin.port}`],
    });
    expect(body.text).toBe('authorization: undefined');
  });
});
