import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { httpOrigin } from '../support/origin.ts';
import { testBrowsers } from './support/browsers.ts';

/** Counts datagrams, as a STUN server would get them. */
async function udpCanary() {
  let count = 0;
  const socket = createSocket('udp4', () => {
    count += 1;
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    socket.close();
  });
  return { port: (socket.address() as AddressInfo).port, count: () => count };
}

/** Counts connections to any address of this machine. */
async function tcpCanary() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '::');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

it('no way of asking leads a page to an address that is not public', {
  timeout: 120_000,
}, async () => {
  const canary = await tcpCanary();
  const udp = await udpCanary();
  const at = (host: string) => `${host}:${canary.port}`;
  const target = at('127.0.0.1');
  /** Of the addresses below, those that pages without a visitor ask at once. */
  const asked = [
    1, 2, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 28,
  ];
  const loopback = asked.map((last) => `127.0.0.${last}`);
  const page = `<!doctype html><title>page</title>
    <link rel=stylesheet href="http://${target}/a.css">
    <link rel=preload as=image href="http://${at('localhost')}/preload">
    <link rel=prefetch href="http://${at('127.0.0.2')}/prefetch">
    <link rel=preconnect href="http://${at('127.0.0.3')}">
    <link rel=dns-prefetch href="//canary.localhost">
    <link rel=icon href="http://${at('127.0.0.4')}/icon">
    <link rel=manifest href="http://${at('127.0.0.5')}/manifest">
    <style>@import "http://${at('127.0.0.6')}/b.css"; body { background: url(http://${at('127.0.0.7')}/bg) }
      @font-face { font-family: f; src: url(http://${at('127.0.0.8')}/f) } p { font-family: f }</style>
    <p>text</p>
    <img src="http://${at('127.0.0.9')}/img"><img src="/redirect"><img src="https://${at('127.0.0.10')}/img">
    <img src="http://${at('[::1]')}/v6"><img src="http://${at('0.0.0.0')}/zero">
    <img src="http://${at('2130706434')}/decimal"><img src="http://${at('[::ffff:127.0.0.11]')}/mapped">
    <img src="http://169.254.169.254/latest/meta-data/"><img src="http://10.0.0.1/"><img src="file:///etc/hostname">
    <iframe src="http://${at('127.0.0.12')}/frame"></iframe><iframe src="/redirect"></iframe>
    <iframe src="file:///etc/passwd"></iframe><iframe src="view-source:http://${target}/"></iframe>
    <script src="http://${at('127.0.0.13')}/script"></script>
    <object data="http://${at('127.0.0.14')}/object"></object><embed src="http://${at('127.0.0.15')}/embed">
    <video src="http://${at('127.0.0.16')}/video" autoplay></video><audio src="http://${at('127.0.0.17')}/a"></audio>
    <a id=ping ping="http://${at('127.0.0.18')}/ping" href="#here">ping</a>
    <a id=download target=drain download href="http://${at('127.0.0.19')}/download">download</a>
    <form id=form target=sink action="http://${at('127.0.0.20')}/form"></form><iframe name=sink></iframe><iframe name=drain></iframe>
    <script>
      const quietly = (work) => { try { Promise.resolve(work()).catch(() => {}); } catch {} };
      quietly(() => fetch('http://${at('127.0.0.21')}/fetch', { mode: 'no-cors' }));
      quietly(() => fetch('/redirect', { mode: 'no-cors' }));
      quietly(() => navigator.sendBeacon('http://${at('127.0.0.22')}/beacon', 'x'));
      quietly(() => { new WebSocket('ws://${at('127.0.0.23')}/ws'); });
      quietly(() => { new WebSocket('wss://${at('127.0.0.24')}/wss'); });
      quietly(() => { new EventSource('http://${at('127.0.0.25')}/events'); });
      quietly(() => { const x = new XMLHttpRequest(); x.open('GET', 'http://${at('127.0.0.26')}/xhr'); x.send(); });
      quietly(() => new WebTransport('https://${at('127.0.0.27')}/').ready);
      quietly(() => { new Worker(URL.createObjectURL(new Blob(["fetch('http://${at('127.0.0.28')}/worker')"]))); });
      quietly(() => { ping.click(); download.click(); form.submit(); open('http://${at('127.0.0.29')}/popup'); });
      quietly(async () => {
        const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.port}' },
          { urls: 'turn:127.0.0.1:${canary.port}?transport=tcp', username: 'u', credential: 'c' }] });
        peer.createDataChannel('x');
        await peer.setLocalDescription(await peer.createOffer());
      });
    </script>`;
  const origin = await httpOrigin((request, response) => {
    if (request.url === '/redirect') {
      response.writeHead(302, { location: `http://${target}/to` }).end();
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  const browsers = testBrowsers([`127.0.0.1:${origin.port}`]);
  const answer = await browsers.look(`${origin.url}/?linger=2500`, { deadlineMs: 40_000 });
  if (!answer.ok) throw new Error(answer.failure.message);
  expect(answer.value.head.title).toBe('page');
  const others = ['10.0.0.1:80', '169.254.169.254:80'];
  const ours = ['0.0.0.0', '[::1]', '[::ffff:7f00:b]', 'localhost', ...loopback].map(at);
  expect(answer.value.refused.toSorted()).toEqual(expect.arrayContaining([...others, ...ours]));
  expect(canary.connections()).toBe(0);
  expect(udp.count()).toBe(0);
  // The canary would have sung.
  await once(connect(canary.port, '127.0.0.9'), 'close');
  expect(canary.connections()).toBe(1);
});
