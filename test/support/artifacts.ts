import { type Gathered, gathered, notGathered } from '../../src/core/artifacts/failure.ts';
import type {
  Body,
  Header,
  Hop,
  HttpExchange,
  Timings,
} from '../../src/core/artifacts/http-exchange.ts';
import type { Certificate, TlsSession } from '../../src/core/artifacts/tls-session.ts';
import type { FailureCode } from '../../src/core/failure-codes.ts';

/** Where the recorded site is, and when it was looked at: 2026-11-23 12:00 UTC. */
export const siteUrl = 'https://shop.example/';
export const now = Date.UTC(2026, 10, 23, 12);
export const dayMs = 86_400_000;

const quick: Timings = { dnsMs: 4, connectMs: 11, tlsMs: 18, firstByteMs: 90, totalMs: 140 };
const page = '<!doctype html><title>Shop</title><h1>Autumn sale</h1>';

/** An answer as a test needs it; whatever it does not say is that of a healthy page. */
export interface AnswerOptions {
  readonly url?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: readonly Header[];
  readonly body?: string;
  readonly capped?: boolean;
  readonly timings?: Partial<Timings>;
  readonly remoteAddress?: string | null;
  readonly tls?: TlsSession | null;
  readonly tlsFault?: HttpExchange['tlsFault'];
  /** Addresses that the chain went through after `url`; the last one answered. */
  readonly via?: readonly string[];
}

/** A recorded answer of a site. */
export function answer(options: AnswerOptions = {}): Gathered<HttpExchange> {
  const { url = siteUrl, via = [], status = 200, headers = [], tlsFault = null } = options;
  const urls = [url, ...via];
  const finalUrl = urls.at(-1) ?? url;
  const redirects = urls.slice(0, -1).map((from, index) =>
    hop({
      url: from,
      status: 302,
      statusText: 'Found',
      headers: [['location', urls[index + 1] ?? '']],
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    }),
  );
  const last = hop({
    url: finalUrl,
    status,
    headers,
    statusText: options.statusText ?? (status === 200 ? 'OK' : ''),
    ...(options.remoteAddress === undefined ? {} : { remoteAddress: options.remoteAddress }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  });
  const [first = last, ...rest] = [...redirects, last];
  const timings = { ...quick, ...options.timings };
  const body = bodyOf(options.body ?? page, options.capped ?? false);
  return gathered({
    url,
    finalUrl,
    status,
    headers,
    body,
    timings,
    hops: [first, ...rest],
    tlsFault,
  });
}

/** A recorded attempt that came to nothing, with the hops that were made until then. */
export function noAnswer(
  code: FailureCode,
  message = 'it failed',
  hops: readonly Hop[] = [],
): Gathered<HttpExchange> {
  const [first, ...rest] = hops;
  return notGathered({ code, message, ...(first ? { partial: { hops: [first, ...rest] } } : {}) });
}

/** One request and its answer; over https it comes with a healthy session. */
export function hop(overrides: Partial<Hop> = {}): Hop {
  const url = overrides.url ?? siteUrl;
  const { protocol, hostname } = new URL(url);
  return {
    url,
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [],
    remoteAddress: '203.0.113.7',
    timings: quick,
    tls: protocol === 'https:' ? session({ host: hostname }) : null,
    ...overrides,
  };
}

/** A handshake with a trusted certificate that fits. */
export function session(overrides: Partial<TlsSession> = {}): TlsSession {
  const { host = 'shop.example' } = overrides;
  return {
    host,
    port: 443,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    chainError: null,
    hostError: null,
    chain: [
      certificate({ subject: host, altNames: [host] }),
      certificate({ subject: 'Intermediate R3', issuer: 'Root X1', validTo: now + 900 * dayMs }),
    ],
    ...overrides,
  };
}

/** A certificate of 90 days, 60 of which are left. */
export function certificate(overrides: Partial<Certificate> = {}): Certificate {
  return {
    subject: 'shop.example',
    issuer: 'Intermediate R3',
    altNames: ['shop.example'],
    validFrom: now - 30 * dayMs,
    validTo: now + 60 * dayMs,
    serialNumber: '03A1',
    fingerprint256: 'AB:CD',
    selfSigned: false,
    ...overrides,
  };
}

function bodyOf(text: string, capped: boolean): Body {
  return { text, bytes: Buffer.byteLength(text), capped };
}
