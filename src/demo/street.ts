import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Clock } from '../core/clock.ts';
import { type Identity, makeIdentity, trust } from './certificate.ts';
import { closeServer, listenOnLoopback, loopback } from './listen.ts';
import { notFound } from './page.ts';
import { type StreetTimes, sceneAt } from './scene.ts';
import { streetSites } from './sites/all.ts';
import type { StreetSite } from './street-site.ts';

/** How long the certificate holds that is made at the start: an hour more than six days. */
const certificateLeftMs = 6 * 86_400_000 + 3_600_000;

/** A site that is open. */
export interface OpenSite {
  readonly site: StreetSite;
  readonly url: string;
  /** `host:port`. */
  readonly address: string;
}

/** The street, open until it is closed. */
export interface Street {
  readonly sites: readonly OpenSite[];
  close(): Promise<void>;
}

/** Serves every site of the street on loopback, and trusts its certificate while it is open. */
export async function openStreet(times: StreetTimes, clock: Clock): Promise<Street> {
  const identity = await makeIdentity(loopback, certificateLeftMs);
  const servers: Server[] = [];
  const sites: OpenSite[] = [];
  for (const site of streetSites) {
    const server = serverOf(site, identity, answerer(site, times, clock));
    servers.push(server);
    const address = `${loopback}:${await listenOnLoopback(server)}`;
    sites.push({ site, address, url: `${site.secure ? 'https' : 'http'}://${address}/` });
  }
  const distrust = trust(identity.authority);
  return {
    sites,
    close: async () => {
      distrust();
      await Promise.all(servers.map(closeServer));
    },
  };
}

function serverOf(site: StreetSite, { key, cert }: Identity, listener: RequestListener): Server {
  return site.secure ? createHttpsServer({ key, cert }, listener) : createHttpServer(listener);
}

/** Answers with the site's pages as they are at this moment; its clock starts with the first visit. */
function answerer(site: StreetSite, times: StreetTimes, clock: Clock): RequestListener {
  let firstVisitAt: number | null = null;
  return (request, response) => {
    firstVisitAt ??= clock.monotonic();
    const scene = sceneAt(clock.monotonic() - firstVisitAt, times);
    const path = URL.parse(request.url ?? '/', 'http://street.example')?.pathname ?? '/';
    const pages = site.pages(scene);
    const page = (Object.hasOwn(pages, path) ? pages[path] : null) ?? notFound;
    response.writeHead(page.status, {
      ...page.headers,
      'content-length': Buffer.byteLength(page.body),
    });
    response.end(request.method === 'HEAD' ? '' : page.body);
  };
}
