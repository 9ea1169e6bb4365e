import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A server on loopback that counts who came; closed when the test ends, or when disposed. */
export interface Origin extends AsyncDisposable {
  readonly port: number;
  /** Such as `http://127.0.0.1:4711`. */
  readonly url: string;
  /** Connections accepted so far. */
  readonly connections: number;
  /** Connections that are open now. */
  readonly open: number;
}

/** Plain HTTP, answered by Node's own server. */
export function httpOrigin(answer: RequestListener): Promise<Origin> {
  return listening(createHttpServer(answer), 'http');
}

/** HTTPS with this key, certificate and TLS settings. */
export function httpsOrigin(options: TlsOptions, answer: RequestListener): Promise<Origin> {
  return listening(createHttpsServer(options, answer), 'https');
}

/** A plain socket, for whatever no HTTP library would send. */
export function tcpOrigin(talk: (socket: Socket) => void): Promise<Origin> {
  return listening(
    createTcpServer((socket) => {
      talk(socket);
      // Or the end of the other side is never seen.
      socket.resume();
    }),
    'http',
  );
}

/** A TLS socket, for whatever no HTTP library would send. */
export function tlsOrigin(options: TlsOptions, talk: (socket: Socket) => void): Promise<Origin> {
  return listening(createTlsServer(options, talk), 'https');
}

/** Reads the request's head, then sends these bytes and, unless told otherwise, hangs up. */
export function answering(text: string | Buffer, { hangUp = true } = {}) {
  return (socket: Socket): void => {
    socket.once('data', () => {
      socket.write(text);
      if (hangUp) socket.end();
    });
  };
}

/** Sends a piece again and again for as long as the other side reads. */
export function endlessly(socket: NodeJS.WritableStream, piece: () => string | Buffer): void {
  const more = () => {
    while (socket.writable && socket.write(piece()));
  };
  socket.on('drain', more);
  more();
}

/** A port on loopback where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server, scheme: 'http' | 'https'): Promise<Origin> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    // The other side is meant to break off.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    [Symbol.asyncDispose]: close,
  };
}
