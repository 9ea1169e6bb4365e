import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AgentStatus } from '../core/agent-status.ts';
import type { Clock } from '../core/clock.ts';
import { type Health, liveness, readiness } from './health.ts';
import { drawMetrics, metricsContentType } from './metrics.ts';

/** What the pages are drawn from. */
export interface WebPorts {
  readonly clock: Clock;
  readonly status: () => AgentStatus;
}

/** The web surface as a function from request to response; needs no port to be tested. */
export function createWeb({ clock, status }: WebPorts): Hono {
  const web = new Hono();
  web.use(secureHeaders());
  const answer = ({ ok, faults }: Health) =>
    Response.json({ status: ok ? 'ok' : 'failing', faults }, { status: ok ? 200 : 503 });
  web.get('/healthz', () => answer(liveness(status(), clock.now())));
  web.get('/readyz', () => answer(readiness(status(), clock.now())));
  web.get('/metrics', async (context) => {
    const text = await drawMetrics(status(), clock.now());
    return context.body(text, 200, { 'content-type': metricsContentType });
  });
  return web;
}

/** A listening web server. */
export interface WebServer {
  /** Where it listens, with the port that was given. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on `host:port`. Rejects where the port is taken, with the system's error. */
export async function startWeb(web: Hono, listen: string): Promise<WebServer> {
  const { hostname, port } = new URL(`http://${listen}`);
  const server = createAdaptorServer({ fetch: web.fetch });
  server.listen(port === '' ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ''));
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${address.port}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
