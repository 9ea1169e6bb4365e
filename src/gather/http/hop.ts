import { constants } from 'node:crypto';
import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Request } from 'got';
import got from 'got';
import type { Body, Hop, HttpExchangeParams } from '../../core/artifacts/http-exchange.ts';
import type { TlsSession } from '../../core/artifacts/tls-session.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { oneLine } from '../../core/text.ts';
import { type AddressPolicy, bareHost, portOf } from '../address-policy.ts';
import { decodeBody, readCapped } from './body.ts';
import { tlsSessionOf } from './certificates.ts';
import { acceptEncoding, decoded } from './codings.ts';
import { unwantedUpgrade } from './errors.ts';
import { headersOf } from './headers.ts';
import { traceAnswer, traceRequest } from './hop-trace.ts';
import { guardedLookup } from './lookup.ts';
import { followPhases } from './phases.ts';

/** Larger than any browser's need for a working site; a flood ends here. */
const maxHeaderBytes = 64 * 1024;

/** A strict look is what a browser does; a permissive one accepts any certificate and old protocols. */
type Strictness = 'strict' | 'permissive';

/** One request and what came of it. The body is null for a redirect, which nobody reads. */
export type HopOutcome =
  | {
      readonly ok: true;
      readonly hop: Hop & { readonly status: number };
      readonly body: Body | null;
      /** As it came, however long; null where there is none. */
      readonly location: string | null;
      /** As they came, for the rest of the chain only. */
      readonly setCookies: readonly string[];
    }
  | {
      readonly ok: false;
      readonly hop: Hop;
      readonly error: unknown;
      /** What was going on, such as `connecting`. */
      readonly stage: string;
    };

/** What one hop adds to the parameters of the whole exchange. */
export interface HopRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly strictness: Strictness;
  readonly signal: AbortSignal;
  readonly policy: AddressPolicy;
}

/** Every request opens a connection of its own, or DNS and TLS faults hide behind a kept-alive one. */
const agent = {
  http: new HttpAgent({ keepAlive: false }),
  https: new HttpsAgent({ keepAlive: false, maxCachedSessions: 0 }),
};

const client = got.extend({
  agent,
  followRedirect: false,
  throwHttpErrors: false,
  retry: { limit: 0 },
  decompress: false,
  maxHeaderSize: maxHeaderBytes,
});

const permissiveTls = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1' as const,
  ciphers: 'DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};

/** Sends one request, without following redirects, and reads the answer up to the cap. */
export async function requestHop(
  params: HttpExchangeParams,
  request: HopRequest,
  { clock, trace }: GatherContext,
): Promise<HopOutcome> {
  const { url } = request;
  const host = bareHost(new URL(url).hostname);
  const port = portOf(url);
  let tls: TlsSession | null = null;
  const phases = followPhases(clock, host, (socket: TLSSocket) => {
    tls = tlsSessionOf(socket, host, port);
  });

  const stream = client.stream(url, {
    method: params.method,
    headers: {
      'user-agent': params.userAgent,
      accept: '*/*',
      'accept-encoding': acceptEncoding,
      ...request.headers,
    },
    signal: request.signal,
    ...(request.strictness === 'strict' ? {} : { https: permissiveTls }),
    dnsLookup: guardedLookup(request.policy, port, (addresses, refused) => {
      trace('dns', `${host} → ${addresses.join(', ') || 'no usable address'}`);
      if (refused.length > 0) trace('policy', `refused, not public: ${refused.join(', ')}`);
    }) as never,
  });
  stream.once('request', (sent: ClientRequest) => {
    phases.follow(sent);
    sent.once('upgrade', (_answer, socket) => {
      socket.destroy();
      stream.destroy(unwantedUpgrade());
    });
    traceRequest(trace, url, sent, request.headers);
  });

  const hopSoFar = (response?: Request['response']): Hop => ({
    url,
    status: response?.statusCode ?? null,
    statusText: oneLine(response?.statusMessage ?? '', 200),
    httpVersion: response?.httpVersion ?? null,
    headers: response ? headersOf(response.rawHeaders) : [],
    remoteAddress: phases.remoteAddress(),
    timings: phases.timings(),
    tls,
  });

  let response: Request['response'];
  try {
    response = await firstResponse(stream);
    phases.responded();
    const body = isRedirect(response)
      ? null
      : await readCapped(
          decoded(stream, response?.headers['content-encoding'] ?? ''),
          params.maxBodyBytes,
        );
    const hop = hopSoFar(response);
    traceAnswer(trace, hop);
    return {
      ok: true,
      hop: { ...hop, status: response?.statusCode ?? 0 },
      body: body && decodeBody(body, hop.headers),
      location: response?.headers.location ?? null,
      setCookies: response?.headers['set-cookie'] ?? [],
    };
  } catch (error) {
    const stage = phases.stage();
    if (response) traceAnswer(trace, hopSoFar(response));
    trace('http', `failed while ${stage}: ${(error as Error).message}`);
    return { ok: false, hop: hopSoFar(response), error, stage };
  } finally {
    stream.on('error', () => {});
    stream.destroy();
  }
}

function firstResponse(stream: Request): Promise<Request['response']> {
  return new Promise((resolve, reject) => {
    stream.once('response', resolve);
    stream.once('error', reject);
  });
}

function isRedirect(response: Request['response']): boolean {
  return [301, 302, 303, 307, 308].includes(response?.statusCode ?? 0);
}
