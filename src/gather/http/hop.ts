import { constants } from 'node:crypto';
import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestOverHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestOverHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';
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
  readonly method: HttpExchangeParams['method'];
  readonly headers: Readonly<Record<string, string>>;
  /** Null where nothing is sent. */
  readonly body: string | null;
  readonly strictness: Strictness;
  readonly signal: AbortSignal;
  readonly policy: AddressPolicy;
}

/** Every request opens a connection of its own, or DNS and TLS faults hide behind a kept-alive one. */
const httpAgent = new HttpAgent({ keepAlive: false });
const httpsAgent = new HttpsAgent({ keepAlive: false, maxCachedSessions: 0 });

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
  const target = new URL(url);
  const host = bareHost(target.hostname);
  const port = portOf(url);
  let tls: TlsSession | null = null;
  const phases = followPhases(clock, host, (socket: TLSSocket) => {
    tls = tlsSessionOf(socket, host, port);
  });

  const lookup = guardedLookup(request.policy, port, (addresses, refused) => {
    trace('dns', `${host} → ${addresses.join(', ') || 'no usable address'}`);
    if (refused.length > 0) trace('policy', `refused, not public: ${refused.join(', ')}`);
  });

  const hopSoFar = (response?: IncomingMessage): Hop => ({
    url,
    status: response?.statusCode ?? null,
    statusText: oneLine(response?.statusMessage ?? '', 200),
    httpVersion: response?.httpVersion ?? null,
    headers: response ? headersOf(response.rawHeaders) : [],
    remoteAddress: phases.remoteAddress(),
    timings: phases.timings(),
    tls,
  });

  let sent: ClientRequest | undefined;
  let response: IncomingMessage | undefined;
  // Destroying a request whose answer has begun would end the answer as if it were whole.
  const stop = () => (response ?? sent)?.destroy(request.signal.reason);
  try {
    request.signal.throwIfAborted();
    request.signal.addEventListener('abort', stop, { once: true });
    sent = prepare(params, request, target, lookup);
    phases.follow(sent);
    traceRequest(trace, url, sent, request.headers);
    response = await answerTo(sent, request.body);
    phases.responded();
    const body = isRedirect(response)
      ? null
      : await readCapped(
          decoded(response, response.headers['content-encoding'] ?? ''),
          params.maxBodyBytes,
        );
    const hop = hopSoFar(response);
    traceAnswer(trace, hop);
    return {
      ok: true,
      hop: { ...hop, status: response.statusCode ?? 0 },
      body: body && decodeBody(body, hop.headers, params),
      location: response.headers.location ?? null,
      setCookies: response.headers['set-cookie'] ?? [],
    };
  } catch (error) {
    const stage = phases.stage();
    if (response) traceAnswer(trace, hopSoFar(response));
    trace('http', `failed while ${stage}: ${(error as Error).message}`);
    return { ok: false, hop: hopSoFar(response), error, stage };
  } finally {
    request.signal.removeEventListener('abort', stop);
    sent?.destroy();
  }
}

/** A request that has not been sent yet. Throws where a header or the URL cannot be sent at all. */
function prepare(
  { userAgent }: HttpExchangeParams,
  { method, headers, strictness }: HopRequest,
  target: URL,
  lookup: ReturnType<typeof guardedLookup>,
): ClientRequest {
  const options = {
    method,
    headers: {
      'user-agent': userAgent,
      accept: '*/*',
      'accept-encoding': acceptEncoding,
      ...headers,
    },
    maxHeaderSize: maxHeaderBytes,
    lookup: lookup as LookupFunction,
  };
  if (target.protocol !== 'https:') {
    return requestOverHttp(target, { ...options, agent: httpAgent });
  }
  const tls = strictness === 'strict' ? {} : permissiveTls;
  return requestOverHttps(target, { ...options, ...tls, agent: httpsAgent });
}

/** Sends a request. Rejects for whatever happens before the head of the answer is there. */
function answerTo(request: ClientRequest, body: string | null): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // Stays for good: an error of which nobody wants to hear any more must not end the process.
  request.on('error', reject);
  request.once('upgrade', (_answer, socket) => {
    socket.destroy();
    reject(unwantedUpgrade());
  });
  request.once('response', (response) => {
    response.on('error', () => {});
    resolve(response);
  });
  request.end(body ?? undefined);
  return promise;
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode);
}
