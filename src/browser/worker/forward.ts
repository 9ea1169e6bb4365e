import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { unwantedUpgrade } from '../../gather/http/errors.ts';
import { type Egress, type Target, targetOf } from './egress.ts';

const idleMs = 60_000;

/** Meant for one connection, not for what is behind it (RFC 9110, 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

interface Wanted {
  readonly url: URL;
  readonly target: Target;
  readonly egress: Egress;
  readonly isRepeated: boolean;
}

/** Answers a request in absolute form (RFC 9112, 3.2.2), which is how browsers ask for `http:`. */
export function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  egress: Egress,
  isRepeated = false,
): void {
  const url = URL.parse(incoming.url ?? '');
  const target = url?.protocol === 'http:' ? targetOf(url) : null;
  if (url === null || target === null) refuse(response, 'only http: URLs are fetched', 400);
  else if (egress.isSpent) refuse(response, 'this page has used what it may');
  else if (!egress.allows(target)) refuse(response, 'this address is not public');
  else fetchFor(incoming, response, { url, target, egress, isRepeated });
}

function fetchFor(
  incoming: IncomingMessage,
  response: ServerResponse,
  { url, target, egress, isRepeated }: Wanted,
): void {
  const outgoing = httpRequest({
    ...target,
    agent: egress.agent,
    lookup: egress.lookup(target),
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: endToEnd(incoming.rawHeaders),
    setHost: false,
    timeout: idleMs,
  });
  outgoing.on('socket', egress.watch);
  outgoing.on('timeout', () => outgoing.destroy(timedOut()));
  outgoing.on('upgrade', (_answer, socket) => {
    socket.destroy();
    fail(unwantedUpgrade());
  });
  outgoing.on('error', fail);
  outgoing.on('response', (answer) => {
    try {
      response.writeHead(
        answer.statusCode ?? 502,
        answer.statusMessage ?? '',
        endToEnd(answer.rawHeaders),
      );
      pipeline(answer, response, () => {});
    } catch (error) {
      outgoing.destroy(error as Error);
    }
  });
  response.on('close', () => outgoing.destroy());
  if (isSafe(incoming)) outgoing.end();
  else incoming.pipe(outgoing);

  function fail(error: Error): void {
    // The server had closed a kept connection just when it was used again.
    const isStale = outgoing.reusedSocket && !isRepeated && isSafe(incoming);
    if (response.headersSent || response.destroyed) response.destroy();
    else if (isStale) forward(incoming, response, egress, true);
    else {
      egress.note(target, error);
      refuse(response, 'nothing could be fetched from this address', 502);
    }
  }
}

/** Connects the browser with a target for anything that is encrypted, and for WebSockets. */
export function tunnel(authority: string, client: Socket, head: Buffer, egress: Egress): void {
  const url = URL.parse(`http://${authority}`);
  const target = url && /:\d{1,5}$/.test(authority) ? targetOf(url) : null;
  if (target === null) hangUp(client, '400 Bad Request');
  else if (egress.isSpent || !egress.allows(target)) hangUp(client, '403 Forbidden');
  else connectWith(target, client, head, egress);
}

function connectWith(target: Target, client: Socket, head: Buffer, egress: Egress): void {
  const server = connect({ ...target, lookup: egress.lookup(target) });
  server.setTimeout(idleMs, () => server.destroy(timedOut()));
  server.once('error', (error) => {
    egress.note(target, error);
    hangUp(client, '502 Bad Gateway');
  });
  server.once('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.write(head);
    egress.watch(server);
    pipeline(client, server, client, () => {});
  });
  client.once('close', () => server.destroy());
}

/** Answers with a short text of our own. */
export function refuse(response: ServerResponse, why: string, status: 400 | 403 | 502 = 403): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(`caretaker: ${why}\n`);
}

function hangUp(client: Socket, status: string): void {
  if (client.writable) client.end(`HTTP/1.1 ${status}\r\n\r\n`);
}

function endToEnd(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2);
    if (!hopByHop.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

function isSafe({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function timedOut(): Error {
  return Object.assign(new Error(`nothing came for ${idleMs / 1000} s`), { code: 'ETIMEDOUT' });
}
