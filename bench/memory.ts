import { execFile } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { pageParams } from '../src/core/artifacts/http-exchange.ts';
import { siteOfUrl } from '../src/core/site.ts';
import { gatherContext } from '../test/support/gather-context.ts';
import type { Measurements } from './measurement.ts';

const bombBytes = 100 * 1024 * 1024;

const fastBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** What a hostile server sends, by metric and path; prepared when it is asked for. */
const bodies = {
  'gzip-bomb': (response: ServerResponse) =>
    send(response, 'gzip', gzipSync(Buffer.alloc(bombBytes))),
  'brotli-bomb': (response: ServerResponse) =>
    send(response, 'br', brotliCompressSync(Buffer.alloc(bombBytes), fastBrotli)),
  'zstd-bomb': (response: ServerResponse) =>
    send(response, 'zstd', zstdCompressSync(Buffer.alloc(bombBytes))),
  endless: (response: ServerResponse) => sendForEver(response, 'a'.repeat(16_384)),
  'endless-chunks': (response: ServerResponse) => {
    // Written as it goes over the wire, for a server cannot be made to send such chunks.
    response.writeHead(200, { 'transfer-encoding': 'identity' });
    response.socket?.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    sendForEver(response.socket ?? response, '1\r\na\r\n'.repeat(4096));
  },
};

/** Growth of resident memory while a hostile body is checked, each in a process of its own. */
export async function benchMemory(): Promise<Measurements> {
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    if (isBody(name)) bodies[name](response);
    else response.end('a page');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const script = fileURLToPath(import.meta.url);
  const growths: Partial<Record<keyof typeof bodies, { ours: number }>> = {};
  try {
    for (const name of Object.keys(bodies).filter(isBody)) {
      const args = [script, origin, origin + name];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      growths[name] = { ours: Number(stdout) };
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return growths;
}

function isBody(name: string): name is keyof typeof bodies {
  return Object.hasOwn(bodies, name);
}

function send(response: ServerResponse, coding: string, bytes: Buffer): void {
  response.writeHead(200, { 'content-encoding': coding });
  response.end(bytes);
}

function sendForEver(stream: NodeJS.WritableStream, piece: string): void {
  const more = () => {
    while (stream.writable && stream.write(piece));
  };
  stream.on('drain', more);
  stream.on('error', () => {});
  more();
}

/** In the child: looks at a harmless page, then at a hostile one, and prints the growth in MB. */
async function measure(harmless: string, hostile: string): Promise<void> {
  const { default: gatherer } = await import('../src/gather/http-exchange.ts');
  const look = async (url: string): Promise<void> => {
    const site = siteOfUrl(url, ['127.0.0.0/8']);
    await gatherer.gather(pageParams(url), gatherContext({ site }));
  };
  await look(harmless);
  const before = process.memoryUsage.rss();
  await look(hostile);
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(((peak - before) / 1024 / 1024).toFixed(1));
}

const [, , harmless, hostile] = process.argv;
if (import.meta.main && harmless && hostile) await measure(harmless, hostile);
