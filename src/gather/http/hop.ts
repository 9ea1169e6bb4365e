import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Request } from 'got';
import got from 'got';
import type { Body, Header, Hop, HttpExchangeParams } from '../../core/artifacts/http-exchange.ts';
import type { TlsSession } from '../../core/artifacts/tls-session.ts';
import type { GatherContext } from '../../core/gatherer.ts';
import { oneLine } from '../../core/text.ts';
import { type AddressPolicy, bareHost, portOf } from '../address-policy.ts';
import { decodeBody, readCapped } from './body.ts';
import { tlsSessionOf } from './certificates.ts';
import { guardedLookup } from './lookup.ts';
import { followPhases } from './phases.ts';

/** Larger than any browser's need for a working site; a flood ends here. */
const maxHeaderBytes = 64 * 1024;
const maxHeaders = 200;
const maxHeaderValueLength = 4096;

/** A strict look is what a browser does; a permissive one accepts any certificate and old protocols. */
export type Strictness = 'strict' | 'permissive';

/** One request and what came of it. The body is null for a redirect, which nobody reads. */
export type HopOutcome =
  | {
      readonly ok: true;
      readonly hop: Hop & { readonly status: number };
      readonly body: Body | null;
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
  maxHeaderSize: maxHeaderBytes,
});

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
  let remoteAddress: string | null = null;
  const phases = followPhases(clock, host, (socket: TLSSocket) => {
    tls = tlsSessionOf(socket, host, port);
  });

  const stream = client.stream(url, {
    method: params.method,
    headers: { 'user-agent': params.userAgent, accept: '*/*', ...request.headers },
    signal: request.signal,
    https: tlsOptions(request.strictness),
    dnsLookup: guardedLookup(request.policy, port, (addresses, refused) => {
      trace('dns', `${host} → ${addresses.join(', ') || 'no usable address'}`);
      if (refused.length > 0) trace('policy', `refused, not public: ${refused.join(', ')}`);
    }) as never,
  });
  stream.once('request', (sent) => phases.follow(sent));

  const hopSoFar = (response?: Request['response']): Hop => ({
    url,
    status: response?.statusCode ?? null,
    statusText: oneLine(response?.statusMessage ?? '', 200),
    httpVersion: response?.httpVersion ?? null,
    headers: response ? headersOf(response.rawHeaders) : [],
    remoteAddress,
    timings: phases.timings(),
    tls,
  });

  let response: Request['response'];
  try {
    response = await firstResponse(stream);
    phases.responded();
    remoteAddress = response?.socket?.remoteAddress ?? null;
    const body = isRedirect(response) ? null : await readCapped(stream, params.maxBodyBytes);
    const hop = hopSoFar(response);
    trace('http', describeHop(hop));
    return {
      ok: true,
      hop: { ...hop, status: response?.statusCode ?? 0 },
      body: body && decodeBody(body, hop.headers),
      setCookies: response?.headers['set-cookie'] ?? [],
    };
  } catch (error) {
    const stage = phases.stage();
    trace('http', `failed while ${stage}: ${(error as Error).message}`);
    return { ok: false, hop: hopSoFar(response), error, stage };
  } finally {
    stream.on('error', () => {});
    stream.destroy();
  }
}

function tlsOptions(strictness: Strictness) {
  if (strictness === 'strict') return {};
  return {
    rejectUnauthorized: false,
    minVersion: 'TLSv1' as const,
    ciphers: 'DEFAULT:@SECLEVEL=0',
  };
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

/** Pairs of name and value, bounded; values of cookies belong to visitors and are never kept. */
function headersOf(raw: readonly string[]): readonly Header[] {
  const headers: Header[] = [];
  for (let index = 0; index + 1 < raw.length && headers.length < maxHeaders; index += 2) {
    const name = oneLine(raw[index] ?? '', 200);
    const value = oneLine(raw[index + 1] ?? '', maxHeaderValueLength);
    headers.push([name, /^set-cookie$/i.test(name) ? maskCookie(value) : value]);
  }
  return headers;
}

function maskCookie(value: string): string {
  return value.replace(/^([^=;]*)=[^;]*/, '$1=***');
}

function describeHop({
  url,
  status,
  statusText,
  httpVersion,
  remoteAddress,
  timings,
}: Hop): string {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timings;
  const phases = [
    ['dns', dnsMs],
    ['connect', connectMs],
    ['tls', tlsMs],
    ['first byte', firstByteMs],
    ['total', totalMs],
  ]
    .filter(([, ms]) => ms !== null)
    .map(([name, ms]) => `${name} ${ms} ms`);
  return `${url} [${remoteAddress ?? '?'}] HTTP/${httpVersion} ${status} ${statusText} (${phases.join(', ')})`;
}
