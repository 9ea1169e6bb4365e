// A server with one heavy page, in a process of its own: 1.4 MB of scripts, styles and pictures, the
// same in every run, and a quarter of a second of work at start-up.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

const parts: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
  '/': ['text/html; charset=utf-8', page()],
  '/site.css': ['text/css', styles(2500)],
  '/first.js': ['text/javascript', script('first', 2500, 120)],
  '/second.js': ['text/javascript', script('second', 1500, 80)],
  '/third.js': ['text/javascript', script('third', 800, 60)],
  '/1.png': ['image/png', picture(300, 200)],
  '/2.png': ['image/png', picture(400, 250)],
  '/3.png': ['image/png', picture(250, 250)],
};

const server = createServer((request, response) => {
  const [type, body] = parts[request.url ?? ''] ?? [];
  if (type === undefined) response.writeHead(404).end();
  else response.setHeader('content-type', type).end(body);
});
server.listen(0, '127.0.0.1');

process.on('message', (message) => {
  if (message !== 'port') return;
  const reply = () => process.send?.({ port: (server.address() as AddressInfo).port });
  if (server.listening) reply();
  else server.once('listening', reply);
});

function page(): string {
  const cards = Array.from(
    { length: 400 },
    (_, at) =>
      `<article class="card u${at % 90}"><h3>Article ${at}</h3><p>Number ${at} of what is sold here, at a <a href="/${at}">fair price</a>.</p></article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A heavy shop</title>
<link rel="stylesheet" href="/site.css"><script src="/first.js"></script></head>
<body><h1>A heavy shop</h1><img src="/1.png" alt="A shelf"><img src="/2.png" alt="A window">
<img src="/3.png" alt="A door">${cards.join('\n')}
<script src="/second.js"></script><script src="/third.js"></script></body></html>`;
}

function styles(rules: number): string {
  const rule = (at: number) =>
    `.u${at}{color:#${((at * 97) % 4096).toString(16).padStart(3, '0')};margin:${at % 40}px}`;
  return Array.from({ length: rules }, (_, at) => rule(at)).join('\n');
}

/** Functions that differ, so that they do not compress to nothing, and some work. */
function script(seed: string, functions: number, workMs: number): string {
  const one = (at: number) =>
    `function ${seed}${at}(a, b) { return { sum: a * ${at} + b, key: '${digest(seed, at).toString('hex')}' }; }`;
  const work = `{ const end = performance.now() + ${workMs}; while (performance.now() < end); }`;
  return [...Array.from({ length: functions }, (_, at) => one(at)), work].join('\n');
}

/** A picture of noise, which no format makes small. */
function picture(width: number, height: number): Buffer {
  const row = width * 3 + 1;
  const pixels = Buffer.alloc(row * height);
  for (let at = 0; at < pixels.length; at += 32) digest('pixel', at).copy(pixels, at);
  for (let y = 0; y < height; y += 1) pixels[y * row] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND')];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function digest(seed: string, at: number): Buffer {
  return createHash('sha256').update(`${seed} ${at}`).digest();
}
