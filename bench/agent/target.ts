// The server of all watched sites, in a process of its own. The first part of a path says what it
// does, the rest who asks: every request of `/page/<who>` is noted with its time.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came in. */
export interface Arrival {
  readonly path: string;
  /** Epoch ms, with a fraction. */
  readonly at: number;
}

const page = `<!doctype html><title>A shop</title><h1>A shop</h1>${'<p>Goods of all kinds.</p>'.repeat(100)}`;

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  page: (response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  broken: (response) => response.writeHead(500).end('Error establishing a database connection'),
  hang: () => {},
  drip: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const dripping = setInterval(() => response.write('.'), 500);
    response.once('close', () => clearInterval(dripping));
  },
};

let arrivals: Arrival[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? '/';
  arrivals.push({ path, at: performance.timeOrigin + performance.now() });
  const answer = answers[path.split('/')[1] ?? ''];
  if (answer) answer(response);
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1');

process.on('message', (message) => {
  if (message === 'port') {
    const reply = () => process.send?.({ port: (server.address() as AddressInfo).port });
    if (server.listening) reply();
    else server.once('listening', reply);
  }
  if (message === 'arrivals') {
    process.send?.({ arrivals });
    arrivals = [];
  }
});
