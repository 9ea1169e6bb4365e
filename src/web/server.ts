import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { StoreError } from '../desk/desk.ts';
import { countAttempts } from './access/attempts.ts';
import { isOurs, isSiphoned } from './access/hosts.ts';
import { sessionsWith } from './access/session.ts';
import { cookieFor, type Doors, mayRead, visitorOf } from './access/visitor.ts';
import { pathOf, show, type WebPorts } from './context.ts';
import type { WebEnv } from './env.ts';
import { plainPage } from './pages/plain.ts';
import { acknowledgeRoutes } from './routes/acknowledge.ts';
import { actRoutes } from './routes/acts.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { pageRoutes } from './routes/pages.ts';
import { plain } from './routes/plain.ts';
import { healthRoutes, metricsRoute } from './routes/probes.ts';
import { signInRoutes } from './routes/sign-in.ts';

/** No form of ours is larger, bytes. */
const mostBody = 16 * 1024;
/** What pages and forms are asked for with. */
const methods = ['GET', 'HEAD', 'POST'];

/** Readers and their browsers' spare connections, many times over; whoever holds more gets none. */
const mostConnections = 1000;
/** A person's browser sends a head and a form at once, ms; whoever drips holds a connection for nothing. */
const longestHeadMs = 10_000;
const longestRequestMs = 30_000;

/** The web surface as a function from request to response; needs no port to be tested. */
export function createWeb(ports: WebPorts): Hono<WebEnv> {
  const { access, clock, assets } = ports;
  const { secret, token, publicUrl } = access;
  const doors: Doors = {
    sessions: sessionsWith(secret, token, clock),
    attempts: countAttempts(clock),
    token,
    cookie: cookieFor(secret, publicUrl),
    publicUrl,
  };
  const web = new Hono<WebEnv>();
  web.use(protect(doors.cookie.secure));
  web.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  web.use(async (context, next) => {
    context.set('visitor', visitorOf(context, doors));
    return next();
  });
  web.use(onlyOurMethods);
  healthRoutes(web, ports);
  web.get('/assets/:version/:name', (context) => {
    const { version, name } = context.req.param();
    return assets.answer(version, name) ?? context.notFound();
  });

  web.use(onlyToUs(ports));
  web.use(
    bodyLimit({ maxSize: mostBody, onError: (context) => plain(context, ports, 'too-large') }),
  );
  metricsRoute(web, ports);
  acknowledgeRoutes(web, ports);
  signInRoutes(web, ports, doors);

  web.use(onlyReaders(ports));
  pageRoutes(web, ports);
  attachmentRoutes(web, ports);
  actRoutes(web, ports, doors);

  web.notFound((context) => plain(context, ports, 'no-page'));
  web.onError((error, context) => {
    ports.onFault(`the page ${context.req.path}`, error);
    return plain(context, ports, error instanceof StoreError ? 'store-trouble' : 'broken');
  });
  return web;
}

const onlyOurMethods: MiddlewareHandler<WebEnv> = async (context, next) => {
  if (methods.includes(context.req.method)) return next();
  return context.text('', 405, { allow: methods.join(', ') });
};

/** Refuses what was meant for another host, and what a page of another site asks for behind its reader's back. */
function onlyToUs(ports: WebPorts): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    const { url, raw } = context.req;
    if (!isOurs(new URL(url), ports.access.publicUrl)) return plain(context, ports, 'not-ours');
    return isSiphoned(raw.headers) ? plain(context, ports, 'other-site') : next();
  };
}

/** Beyond this machine asks whoever has not signed in to do so. */
function onlyReaders(ports: WebPorts): MiddlewareHandler<WebEnv> {
  return async (context, next) => {
    if (mayRead(context.get('visitor'), ports.access.publicUrl)) return next();
    if (context.req.method === 'POST' || context.req.path === '/events') {
      return plain(context, ports, 'not-signed-in');
    }
    const path = pathOf(context);
    // A strict cookie stays away from a link in a mail; the same page asked for by ourselves has it.
    if (context.req.header('sec-fetch-site') === 'cross-site') {
      const content = plainPage('One moment', 'You are being taken to the page.');
      return show(context, ports, { title: 'One moment', content, goesTo: path });
    }
    return context.redirect(`/sign-in?${new URLSearchParams({ next: path })}`, 303);
  };
}

/** What browsers are told never to do with our pages: run, load or send anything that is not ours. */
function protect(secure: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // A report of another tool has a policy of its own, which is a stricter one.
    overwrite: false,
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
  });
}

/** A listening web server. */
export interface WebServer {
  /** Where it listens, with the port that was given. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on `host:port`. Rejects where the port is taken, with the system's error; what goes wrong
 * with the socket later is told to `onFault`, and ends nothing.
 */
export async function startWeb(
  web: Hono<WebEnv>,
  listen: string,
  onFault: WebPorts['onFault'],
): Promise<WebServer> {
  const { hostname, port } = new URL(`http://${listen}`);
  const server = createAdaptorServer({
    fetch: web.fetch,
    serverOptions: {
      headersTimeout: longestHeadMs,
      requestTimeout: longestRequestMs,
      connectionsCheckingInterval: longestHeadMs / 2,
    },
  });
  server.maxConnections = mostConnections;
  server.listen(port === '' ? 80 : Number(port), hostname.replace(/^\[|\]$/g, ''));
  await once(server, 'listening');
  // A machine without file descriptors cannot accept; without a listener that would end the agent.
  server.on('error', (error) => onFault('the server of the pages', error));
  const address = server.address() as AddressInfo;
  return {
    url: `http://${hostname}:${address.port}/`,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
