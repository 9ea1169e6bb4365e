import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { webOfTest } from '../support/web.ts';

it.each([
  ['a head', 'GET / HTTP/1.1\r\nX-Drip: ', 20_000],
  [
    'a form',
    'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n',
    40_000,
  ],
])(
  'whoever drips %s is cut off, and others are served meanwhile',
  { timeout: 60_000 },
  async (_, begin, mostMs) => {
    const practice = await webOfTest();
    const server = await practice.serve();
    onTestFinished(server.close);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    await once(socket, 'connect');
    const start = performance.now();
    socket.write(begin);
    const drip = setInterval(() => socket.write('x'), 500);
    onTestFinished(() => clearInterval(drip));
    expect((await fetch(server.url)).status).toBe(200);
    await once(socket, 'close');
    expect(performance.now() - start).toBeLessThan(mostMs);
  },
);
