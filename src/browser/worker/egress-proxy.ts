import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Egress, openEgress } from './egress.ts';
import { forward, refuse, tunnel } from './forward.ts';

const maxConnections = 256;
const idleMs = 60_000;

/** The only way out for a browser: an HTTP proxy on loopback (RFC 9110, 7.6 and 9.3.6). */
export interface EgressProxy {
  readonly port: number;
  /** Lets a job out; whatever the one before still had open is cut. Without a job nothing is let out. */
  open(allowPrivate: readonly string[]): Egress;
  /** Ports on loopback that are ours: refused, whatever a site allows. */
  protect(port: number): void;
  close(): Promise<void>;
}

/**
 * Starts the proxy on a random port. It asks for no password, for browsers offer none of their own
 * accord: who else is on this machine may use it during a job, and gets no further than the page.
 */
export async function startEgressProxy(): Promise<EgressProxy> {
  let egress: Egress | null = null;
  const protectedPorts = new Set<number>();
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: idleMs });
  server.maxConnections = maxConnections;
  server.timeout = idleMs;
  server.on('request', (request, response) => {
    if (egress) forward(request, response, egress);
    else refuse(response, 'no page is being looked at');
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    if (egress) tunnel(request.url ?? '', client, head, egress);
    else client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.on('upgrade', (_request, client: Socket) => client.destroy());
  server.on('clientError', (_error, client) => client.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  protectedPorts.add(port);
  return {
    port,
    open: (allowPrivate) => {
      egress?.close();
      egress = openEgress(allowPrivate, protectedPorts);
      return egress;
    },
    protect: (own) => protectedPorts.add(own),
    close: async () => {
      egress?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
